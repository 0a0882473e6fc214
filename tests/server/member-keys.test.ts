import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization } from '#contract/index.ts';
import { basic, bearer } from '#tests/support/client.ts';
import { addMember } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, someone, type Someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;

beforeEach(async () => {
  server = await startServer();
  team = await makeTeam(server);
});
afterEach(() => server.close());

const inTeam = () => ({ workspace: team.workspace });
const makeKey = async (who: Someone, label?: string) => (await who.browser.ok(auth.createCredentials, { label }, inTeam())).credentials;
const list = (by: Someone, request = {}) => by.browser.ok(managing.getMemberCredentials, request, inTeam());
const revoke = (by: Someone, request: object) => by.browser.call(auth.revokeCredentials, request, inTeam());
const impact = (by: Someone, request = {}) => by.browser.call(managing.getDepartureImpact, request, inTeam());

describe('keys of a workspace', () => {
  test('are shown with their users to owners, those of members and own ones to admins, to members not', async () => {
    const keys = { owner: await makeKey(team.owner), admin: await makeKey(team.admin), member: await makeKey(team.member, 'laptop') };
    const shown = async (by: Someone) => (await list(by)).credentials.map(({ access_key }) => access_key).toSorted();
    expect(await shown(team.owner)).toEqual(
      Object.values(keys)
        .map(({ access_key }) => access_key)
        .toSorted(),
    );
    expect(await shown(team.admin)).toEqual([keys.admin.access_key, keys.member.access_key].toSorted());
    expect((await team.member.browser.call(managing.getMemberCredentials, {}, inTeam())).status).toBe(403);
    expect((await list(team.admin, { user: team.member.id })).credentials).toEqual([
      { user: team.member.id, user_name: 'Mia Member', access_key: keys.member.access_key, label: 'laptop', created: expect.any(String) },
    ]);
    expect((await list(team.admin, { user: team.owner.id })).credentials).toEqual([]);
  });

  test('check 17: are found by the access key alone, in this workspace only, with when and where it was used', async () => {
    const key = await makeKey(team.member, 'ci');
    const headers = { ...basic(key.access_key, key.secret_key), 'x-clearml-worker': 'box-3' };
    await server.client().ok(organization.getMembers, {}, { headers });
    const found = await list(team.owner, { access_key: key.access_key });
    expect(found).toMatchObject({ credentials: [{ user: team.member.id, label: 'ci', last_used_from: 'box-3' }], cursor: null });
    const elsewhere = (await team.member.browser.ok(auth.createCredentials, {})).credentials;
    for (const access_key of [elsewhere.access_key, 'UNKNOWN', "' or 1=1 --"])
      expect((await list(team.owner, { access_key })).credentials).toEqual([]);
    expect(JSON.stringify(found)).not.toContain(key.secret_key);
  });

  test('come page by page, each once', async () => {
    const made: string[] = [];
    for (const who of [team.owner, team.admin, team.member])
      for (let count = 0; count < 3; count += 1) made.push((await makeKey(who)).access_key);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(team.owner, { page_size: 2, cursor });
      seen.push(...page.credentials.map(({ access_key }) => access_key));
      ({ cursor } = page);
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(made.toSorted());
  });

  test.each(['x', 'W10', Buffer.from('["a",1]').toString('base64url')])('with the cursor %s are refused', async (cursor) => {
    const answer = await team.owner.browser.call(managing.getMemberCredentials, { cursor }, inTeam());
    expect(answer).toMatchObject({ status: 400, meta: { error_data: { fields: { cursor: 'format' } } } });
  });
});

describe('ending keys', () => {
  test('of a member needs no removal: key and tokens die, the member stays', async () => {
    const keys = [await makeKey(team.member), await makeKey(team.member)];
    const pair = basic(keys[0]?.access_key ?? '', keys[0]?.secret_key ?? '');
    const program = server.client();
    const { token } = await program.ok(auth.login, {}, { headers: pair });
    program.cookies.clear();
    const ended = await revoke(team.admin, { access_keys: [...keys.map(({ access_key }) => access_key), 'GONE'], user: team.member.id });
    expect(ended).toMatchObject({ status: 200, data: { revoked: 2 } });
    for (const headers of [pair, bearer(token)]) expect((await program.call(organization.getMembers, {}, { headers })).status).toBe(401);
    expect((await team.member.browser.call(organization.getMembers, {}, inTeam())).status).toBe(200);
    const events = await server.store.db.selectFrom('events').selectAll().where('action', '=', 'credentials.revoke').execute();
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ actor: team.admin.id, detail: JSON.stringify({ user: team.member.id }) });
  });

  test('is not for who does not manage their user, nor across users and workspaces', async () => {
    const [ofOwner, ofMember] = [await makeKey(team.owner), await makeKey(team.member)];
    expect((await revoke(team.admin, { access_keys: [ofOwner.access_key], user: team.owner.id })).status).toBe(403);
    expect((await revoke(team.member, { access_keys: [ofOwner.access_key], user: team.owner.id })).status).toBe(403);
    // not that user's key: nothing ends
    expect((await revoke(team.owner, { access_keys: [ofMember.access_key], user: team.admin.id })).data).toEqual({ revoked: 0 });
    expect((await revoke(team.owner, { access_keys: [ofMember.access_key] })).data).toEqual({ revoked: 0 });
    const strangers = await team.outsider.browser.call(auth.revokeCredentials, {
      access_keys: [ofMember.access_key],
      user: team.member.id,
    });
    expect(strangers.meta).toMatchObject({ result_code: 400, result_subcode: 301 });
    expect((await list(team.owner)).credentials).toHaveLength(2);
  });

  test('follows the roles on a server with one workspace too, where nobody is removed', async () => {
    await server.close();
    server = await startServer({ deployment: 'self-hosted' });
    const [owner, admin, member] = [await someone(server, 'Olga'), await someone(server, 'Adam'), await someone(server, 'Mia')];
    await owner.browser.ok(managing.setMemberRole, { user: admin.id, role: 'admin' });
    const [ofOwner, ofMember] = [await owner.browser.ok(auth.createCredentials, {}), await member.browser.ok(auth.createCredentials, {})];
    const [high, low] = [ofOwner.credentials.access_key, ofMember.credentials.access_key];
    const shown = async (by: Someone) =>
      (await by.browser.ok(managing.getMemberCredentials, {})).credentials.map(({ access_key }) => access_key).toSorted();
    expect(await shown(owner)).toEqual([high, low].toSorted());
    expect(await shown(admin)).toEqual([low]);
    expect((await member.browser.call(managing.getMemberCredentials, {})).status).toBe(403);
    const end = (by: Someone, user: Someone, access_key: string) =>
      by.browser.call(auth.revokeCredentials, { access_keys: [access_key], user: user.id });
    expect((await end(admin, owner, high)).status).toBe(403);
    expect((await end(member, owner, high)).status).toBe(403);
    expect((await end(admin, member, low)).data).toEqual({ revoked: 1 });
    expect(await shown(owner)).toEqual([high]);
    const actions = async (by: Someone) => (await by.browser.ok(organization.getUserCompanies, {})).companies[0]?.actions;
    expect(await actions(admin)).toEqual(['manage_keys', 'create_credentials', 'see_events']);
    expect(await actions(member)).toEqual(['create_credentials']);
  });

  test('ends their tokens whatever code ended the key', async () => {
    const key = await makeKey(team.member);
    const program = server.client();
    const { token } = await program.ok(auth.login, {}, { headers: basic(key.access_key, key.secret_key) });
    program.cookies.clear();
    const status = async () => (await program.call(organization.getMembers, {}, { headers: bearer(token) })).status;
    expect(await status()).toBe(200);
    await server.store.db.deleteFrom('memberships').where('user_id', '=', team.member.id).execute();
    await addMember(server, team.workspace, team.member.id);
    expect(await status()).toBe(401);
  });

  test('several of one’s own is one call', async () => {
    const keys = [await makeKey(team.member), await makeKey(team.member), await makeKey(team.member)].map(({ access_key }) => access_key);
    expect((await revoke(team.member, { access_keys: keys.slice(0, 2) })).data).toEqual({ revoked: 2 });
    const left = await team.member.browser.ok(auth.getCredentials, {}, inTeam());
    expect(left.credentials.map(({ access_key }) => access_key)).toEqual(keys.slice(2));
  });
});

describe('what stops working', () => {
  test('is told of oneself, and of others to who manages them', async () => {
    await makeKey(team.admin, 'ci');
    server.clock.advance(1000);
    await makeKey(team.admin);
    for (let count = 0; count < 3; count += 1) await team.admin.browser.ok(invitations.createInvite, {}, inTeam());
    const told = { credentials: [{ label: 'ci' }, { access_key: expect.any(String) }], invites: 3, sole_owner: false };
    expect((await impact(team.admin)).data).toMatchObject(told);
    expect((await impact(team.owner, { user: team.admin.id })).data).toMatchObject(told);
    expect((await impact(team.admin, { user: team.owner.id })).status).toBe(403);
    expect((await impact(team.member, { user: team.admin.id })).status).toBe(403);
    expect((await impact(team.owner, { user: team.outsider.id })).meta.result_subcode).toBe(301);
    expect((await impact(team.owner)).data).toEqual({ credentials: [], invites: 0, sole_owner: true });
    await addMember(server, team.workspace, team.outsider.id, 'owner');
    expect((await impact(team.owner)).data).toMatchObject({ sole_owner: false });
  });

  test('counts no link that is dead already', async () => {
    const { id } = await team.admin.browser.ok(invitations.createInvite, {}, inTeam());
    await team.admin.browser.ok(invitations.createInvite, { max_uses: 1 }, inTeam());
    await team.admin.browser.ok(invitations.revokeInvites, { invites: [id] }, inTeam());
    expect((await impact(team.admin)).data).toMatchObject({ invites: 1 });
    const [link] = (await team.admin.browser.ok(invitations.getInvites, {}, inTeam())).invites;
    await team.outsider.browser.ok(login.joinCompany, { invite_id: link?.id ?? '' });
    expect((await impact(team.admin)).data).toMatchObject({ invites: 0 });
  });
});
