import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization, users } from '#contract/index.ts';
import { endSessions } from '#server/sessions.ts';
import { endKeys } from '#server/store/ended-credentials.ts';
import { lockUser, lockWorkspace } from '#server/store/store.ts';
import { basic, type Answer } from '#tests/support/client.ts';
import { heldUp } from '#tests/support/held-up.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, membersOf, someone, type Team } from '#tests/support/team.ts';

const onPostgres = process.env['TEST_STORE'] === 'postgres';

let server: TestServer;
let team: Team;

beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const inTeam = () => ({ workspace: team.workspace });
const key = async () => (await team.admin.browser.ok(auth.createCredentials, {}, inTeam())).credentials;

/** How the admin's proof ends while calls made by it are under way: what they are sent with, and the end. */
const endings = {
  'a key that was revoked': async () => {
    const { access_key, secret_key } = await key();
    const end = () => team.admin.browser.call(auth.revokeCredentials, { access_key }, inTeam());
    return { sent: { headers: basic(access_key, secret_key) }, end };
  },
  'a key of somebody who was demoted': async () => {
    const { access_key, secret_key } = await key();
    const end = () => team.owner.browser.call(managing.setMemberRole, { user: team.admin.id, role: 'member' }, inTeam());
    return { sent: { headers: basic(access_key, secret_key) }, end };
  },
  'a session that was logged out': async () => {
    const cookie = [...team.admin.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { sent: { ...inTeam(), headers: { cookie } }, end: () => team.admin.browser.call(auth.logout) };
  },
} as const;

describe.each(Object.entries(endings))('%s', (_how, begin) => {
  test('check 20: makes no key and no link once its end was answered, by calls that were under way', async () => {
    const { sent, end } = await begin();
    const thief = server.client();
    const made = async () =>
      Promise.all([
        server.store.db.selectFrom('credentials').select('access_key').orderBy('access_key').execute(),
        server.store.db.selectFrom('invitations').select('hash').orderBy('hash').execute(),
      ]);
    const calls = Array.from({ length: 24 }, (_, at) =>
      thief.call(at % 2 === 0 ? auth.createCredentials : invitations.createInvite, {}, sent),
    );
    expect((await end()).status).toBe(200);
    const then = await made();
    await Promise.all(calls);
    expect(await made()).toEqual(then);
  });
});

test('check 20: a session joins no workspace once its end was answered, by calls that were under way', async () => {
  const links: string[] = [];
  for (let made = 0; made < 24; made += 1) {
    const { id } = await team.owner.browser.ok(organization.createCompany, { name: `Acme ${made}` });
    links.push((await team.owner.browser.ok(invitations.createInvite, {}, { workspace: id })).id);
  }
  const { browser, id } = team.outsider;
  const places = server.store.db.selectFrom('memberships').select('workspace_id').where('user_id', '=', id).orderBy('workspace_id');
  const end = browser.call(auth.logout);
  const calls = links.map((invite_id) => browser.call(login.joinCompany, { invite_id }));
  expect((await end).status).toBe(200);
  const then = await places.execute();
  await Promise.all(calls);
  expect(await places.execute()).toEqual(then);
});

test('somebody renamed while they make a workspace is found there by the new name', async () => {
  for (let round = 0; round < 10; round += 1) {
    const person = await someone(server, 'Otto Before');
    const name = `After ${round}`;
    const [made] = await Promise.all([
      person.browser.ok(organization.createCompany, { name: 'Fresh' }),
      person.browser.ok(users.update, { user: person.id, name }),
    ]);
    const { members } = await person.browser.ok(organization.getMembers, { search: name }, { workspace: made.id });
    expect(members.map((member) => member.name)).toEqual([name]);
  }
});

test.runIf(!onPostgres)('check 20: a call that shares a COMMIT with the end of its key, or of its session, makes nothing', async () => {
  const { access_key, secret_key } = await key();
  const endKey = server.store.transaction((trx) =>
    endKeys(trx, { workspace: team.workspace, user: team.admin.id, at: server.clock.now() }),
  );
  // by now its end is waiting, and nothing of it is seen yet
  const byKey = server.client().call(auth.createCredentials, {}, { headers: basic(access_key, secret_key) });
  await endKey;
  expect((await byKey).status).toBe(401);

  const endSession = server.store.transaction((trx) => endSessions(trx, { user: team.outsider.id }));
  const bySession = team.outsider.browser.call(organization.createCompany, { name: 'Too late' });
  await endSession;
  expect((await bySession).status).toBe(401);
});

test.runIf(onPostgres)('check 20: a call that waits while another process ends its key makes nothing', async () => {
  const { access_key, secret_key } = await key();
  let waiting: Promise<Answer> | undefined;
  await server.store.transaction(async (trx) => {
    await lockWorkspace(trx, team.workspace);
    waiting = server.client().call(auth.createCredentials, {}, { headers: basic(access_key, secret_key) });
    await heldUp(trx);
    await endKeys(trx, { workspace: team.workspace, user: team.admin.id, at: server.clock.now() });
  });
  expect((await waiting)?.status).toBe(401);
});

test.runIf(onPostgres)('check 20: a join that waits while another process ends its session makes no member', async () => {
  const { id: invite_id } = await team.owner.browser.ok(invitations.createInvite, {}, inTeam());
  let waiting: Promise<Answer> | undefined;
  await server.store.transaction(async (trx) => {
    await lockUser(trx, team.outsider.id);
    await lockWorkspace(trx, team.workspace);
    waiting = team.outsider.browser.call(login.joinCompany, { invite_id });
    await heldUp(trx);
    await endSessions(trx, { user: team.outsider.id });
  });
  expect((await waiting)?.status).toBe(401);
  expect(await membersOf(server, team.workspace)).toHaveLength(3);
});

test.runIf(onPostgres)('many calls that wait for one workspace leave the others alone', async () => {
  let waiting: Promise<unknown>[] = [];
  await server.store.transaction(async (trx) => {
    await lockWorkspace(trx, team.workspace);
    waiting = Array.from({ length: 20 }, () => team.owner.browser.ok(invitations.createInvite, {}, inTeam()));
    expect((await team.outsider.browser.ok(organization.createCompany, { name: 'Elsewhere' })).id).not.toBe(team.workspace);
  });
  expect(await Promise.all(waiting)).toHaveLength(20);
});
