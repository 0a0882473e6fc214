import { afterEach, beforeEach, expect, test } from 'vitest';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, users } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import { makeSecrets } from '#server/keys.ts';
import { basic, bearer, TestClient } from '#tests/support/client.ts';
import { samplePassword } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, membersOf, type Someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;
beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

test('a link dies with the SECRET_KEY that sealed it: nobody joins by a link that nobody can see or revoke', async () => {
  const { id } = await team.owner.browser.ok(invitations.createInvite, { expires_in_sec: null }, { workspace: team.workspace });
  // of the new key the sealing only: the owner stays logged in
  const secrets = { ...makeSecrets('another key'), tokenKey: server.parts.secrets.tokenKey };
  const app = createApp({ ...server.parts, secrets });
  const under = (who: Someone) => {
    const client = new TestClient(app, 'http://localhost:8080/');
    for (const [name, value] of who.browser.cookies) client.cookies.set(name, value);
    return client;
  };
  expect(await under(team.outsider).ok(login.getInviteInfo, { invite_id: id })).toEqual({ active: false, state: 'revoked' });
  const refused = await under(team.outsider).call(login.joinCompany, { invite_id: id });
  expect(refused.meta.error_data).toMatchObject({ error: 'invitation_revoked' });
  expect(await membersOf(server, team.workspace)).toHaveLength(3);
  for (const active of [true, false])
    expect((await under(team.owner).ok(invitations.getInvites, { active }, { workspace: team.workspace })).invites).toEqual([]);
  expect(await under(team.owner).ok(managing.getDepartureImpact, {}, { workspace: team.workspace })).toMatchObject({ invites: 0 });
  const made = await under(team.owner).ok(invitations.createInvite, {}, { workspace: team.workspace });
  expect(await under(team.outsider).ok(login.getInviteInfo, { invite_id: made.id })).toMatchObject({ state: 'active' });
  expect(await server.client().ok(login.getInviteInfo, { invite_id: id })).toMatchObject({ state: 'active' });
});

test('with the SECRET_KEY lost, sessions and links die, passwords and keys live', async () => {
  const { credentials: key } = await team.owner.browser.ok(auth.createCredentials, {}, { workspace: team.workspace });
  const { id } = await team.owner.browser.ok(invitations.createInvite, {}, { workspace: team.workspace });
  const { token } = await server.client().ok(auth.login, {}, { headers: basic(key.access_key, key.secret_key) });
  const app = createApp({ ...server.parts, secrets: makeSecrets('another key altogether') });
  const client = () => new TestClient(app, 'http://localhost:8080/');
  const before = client();
  for (const [name, value] of team.owner.browser.cookies) before.cookies.set(name, value);
  expect((await before.call(users.getCurrentUser)).status).toBe(401);
  expect((await client().call(users.getCurrentUser, {}, { headers: bearer(token) })).status).toBe(401);
  expect(await client().ok(login.getInviteInfo, { invite_id: id })).toEqual({ active: false, state: 'revoked' });
  for (const headers of [basic(key.access_key, key.secret_key), basic(team.owner.email, samplePassword)]) {
    const { token: renewed } = await client().ok(auth.login, {}, { headers });
    expect(await client().ok(users.getCurrentUser, {}, { headers: bearer(renewed) })).toMatchObject({ user: { id: team.owner.id } });
  }
});
