import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, invitations, login, organization, users } from '#contract/index.ts';
import { basic } from '#tests/support/client.ts';
import { dump } from '#tests/support/dump.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, membersOf, someone, type Team } from '#tests/support/team.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const grace = { email: 'grace@example.com', password: 'violet harbour 42', name: 'Grace Sample' };
const signUp = (request: object = {}, browser = server.client()) => browser.call(login.signupUser, { ...grace, ...request });
const restart = async (settings: Parameters<typeof startServer>[0]) => {
  await server.close();
  server = await startServer(settings);
};

describe('signing up', () => {
  test('makes an account with a personal workspace, and logs in', async () => {
    const browser = server.client();
    const { status, data, headers } = await signUp({}, browser);
    expect(status).toBe(200);
    const { user, company } = login.signupUser.response.parse(data);
    expect(user).toEqual({ id: user.id, name: 'Grace Sample', email: 'grace@example.com' });
    expect(user.id).toMatch(/^[\da-f]{32}$/);
    expect(company).toEqual({ id: company.id, name: "Grace Sample's workspace" });
    expect(headers.get('set-cookie')).toMatch(
      /^clearml_token_basic=[^;]+; Expires=[^;]+ GMT; Max-Age=2592000; HttpOnly; Path=\/; SameSite=Lax$/,
    );
    expect((await browser.ok(users.getCurrentUser, {})).user).toMatchObject({ id: user.id, email: user.email, company });
    expect(await browser.ok(organization.getUserCompanies, {})).toMatchObject({
      companies: [{ id: company.id, role: 'owner', personal: true, allowed: 10, allocated: 1 }],
    });
    const events = await server.store.db.selectFrom('events').selectAll().where('action', '=', 'user.sign_up').execute();
    expect(events).toMatchObject([{ actor: user.id, target: user.id }]);
  });

  test('cuts the name of the personal workspace so that it can be saved again', async () => {
    const client = server.client();
    const { company } = await client.ok(login.signupUser, { ...grace, name: `${'n'.repeat(57)}😀${'n'.repeat(10)}` });
    expect(company.name).toBe(`${'n'.repeat(57)}'s workspace`);
    await client.ok(organization.updateCompany, { name: company.name });
  });

  test('takes e-mails in any case, names with blanks around them, and passwords of any script', async () => {
    const password = 'пароль 🔑 ütf';
    const { data } = await signUp({ email: ' Grace@EXAMPLE.com ', name: '  Grace Sample ', password });
    expect(data).toMatchObject({ user: { email: 'grace@example.com', name: 'Grace Sample' } });
    expect((await server.client().call(auth.login, {}, { headers: basic('GRACE@example.com', password) })).status).toBe(200);
  });

  test('stores no password', async () => {
    await signUp();
    expect(await dump(server.store)).not.toContain(grace.password);
    expect(server.logged.join('\n')).not.toContain(grace.password);
  });

  test('by somebody who is logged in ends the session before', async () => {
    const other = await someone(server);
    const before = new Map(other.browser.cookies);
    await signUp({}, other.browser);
    expect((await other.browser.ok(users.getCurrentUser, {})).user.name).toBe('Grace Sample');
    other.browser.cookies.clear();
    for (const [name, value] of before) other.browser.cookies.set(name, value);
    expect((await other.browser.call(users.getCurrentUser)).status).toBe(401);
  });

  test('twice with one e-mail is refused, whatever its case, also at the same moment', async () => {
    const answers = await Promise.all([signUp(), signUp({ email: 'GRACE@example.com' }), signUp()]);
    expect(answers.map(({ meta }) => meta.result_subcode).toSorted((a, b) => a - b)).toEqual([0, 1010, 1010]);
    const taken = await signUp({ name: 'Somebody Else', password: 'another harbour 43' });
    expect(taken).toMatchObject({ status: 400, meta: { error_data: { error: 'email_taken', fields: { email: 'taken' } } } });
    expect(taken.headers.get('set-cookie')).toBeNull();
    const { length } = await server.store.db.selectFrom('workspaces').selectAll().execute();
    expect(length).toBe(1);
  });

  test('with a common password is refused', async () => {
    const answer = await signUp({ password: 'Password123' });
    expect(answer).toMatchObject({ status: 400, meta: { result_subcode: 1013, error_data: { fields: { password: 'common' } } } });
  });

  test('check 1: from another site is refused', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await server.client().call(login.signupUser, grace, { headers })).status).toBe(403);
    expect(await server.store.db.selectFrom('users').selectAll().execute()).toEqual([]);
  });

  test.each<[object, Record<string, string>]>([
    [{ email: undefined }, { email: 'required' }],
    [{ email: 'grace' }, { email: 'format' }],
    [{ email: `${'a'.repeat(250)}@example.com` }, { email: 'too_long' }],
    [{ email: 'a@example.com\r\nbcc: b@example.com' }, { email: 'format' }],
    [{ email: { $gt: '' } }, { email: 'type' }],
    [{ password: 'short' }, { password: 'too_short' }],
    [{ password: 'a'.repeat(129) }, { password: 'too_long' }],
    [{ password: 12345678 }, { password: 'type' }],
    [{ name: ' ' }, { name: 'too_short' }],
    [{ name: 'a'.repeat(71) }, { name: 'too_long' }],
    [{ name: 'Grace\u202eelpmaS' }, { name: 'format' }],
    [{ name: 'Grace\nSample' }, { name: 'format' }],
    [{ name: '\u200b\u3164\u2800' }, { name: 'format' }],
    [{ invite_id: 7 }, { invite_id: 'type' }],
    [{ role: 'owner' }, { role: 'unknown' }],
    [{ company: 'f'.repeat(32) }, { company: 'unknown' }],
  ])('check 24: with %j is refused, and nothing is made', async (request, fields) => {
    expect(await signUp(request)).toMatchObject({ status: 400, meta: { result_subcode: 12, error_data: { fields } } });
    expect(await server.store.db.selectFrom('users').selectAll().execute()).toEqual([]);
  });
});

describe('signing up by an invitation', () => {
  let team: Team;
  beforeEach(async () => {
    team = await makeTeam(server);
  });
  const invite = async (request = {}) => (await team.owner.browser.ok(invitations.createInvite, request)).id;
  const accounts = async () => (await server.store.db.selectFrom('users').select('id').execute()).length;

  test('joins its workspace too, and answers that one', async () => {
    const browser = server.client();
    const { data } = await signUp({ invite_id: await invite({ role: 'admin', email: 'Grace@example.com' }) }, browser);
    expect(data).toMatchObject({ company: { id: team.workspace, name: "Olga Owner's workspace" } });
    expect(await browser.ok(organization.getUserCompanies, {})).toMatchObject({
      companies: [
        { personal: true, allocated: 1 },
        { id: team.workspace, role: 'admin', allocated: 4 },
      ],
    });
  });

  test('check 32: a dead link makes nothing', async () => {
    const [expired, usedUp, bound] = [
      await invite({ expires_in_sec: 1 }),
      await invite({ max_uses: 1 }),
      await invite({ email: 'a@example.com' }),
    ];
    await team.outsider.browser.ok(login.joinCompany, { invite_id: usedUp });
    server.clock.advance(1000);
    const open = await invite();
    const before = await accounts();
    for (const [invite_id, subcode] of [
      ['unknown', 54],
      ['', 54],
      [expired, 56],
      [usedUp, 1002],
      [bound, 1004],
    ] as const) {
      const answer = await signUp({ invite_id });
      expect(answer).toMatchObject({ status: 400, meta: { result_subcode: subcode } });
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    await server.store.db.updateTable('workspaces').set({ seats: 4 }).where('id', '=', team.workspace).execute();
    expect(await signUp({ invite_id: open })).toMatchObject({ status: 400, meta: { result_subcode: 1003 } });
    expect(await accounts()).toBe(before);
    expect((await signUp()).status).toBe(200);
  });

  test('check 34: many at once by links old and new, while accounts join and more links are made, never exceed the seats', async () => {
    const { id: workspace } = await team.owner.browser.ok(organization.createCompany, { name: 'Acme Vision' });
    const make = () => team.owner.browser.call(invitations.createInvite, {}, { workspace });
    const open = String((await make()).data['id']);
    await server.store.db.updateTable('workspaces').set({ seats: 5 }).where('id', '=', workspace).execute();
    const before = await accounts();
    const people = [team.admin, team.member, team.outsider];
    const [signedUp, joined, made] = await Promise.all([
      Promise.all(Array.from({ length: 12 }, (_, at) => signUp({ invite_id: open, email: `grace${at}@example.com` }))),
      Promise.all(people.map(({ browser }) => browser.call(login.joinCompany, { invite_id: open }))),
      Promise.all(Array.from({ length: 6 }, make)),
    ]);
    const admitted = [...signedUp, ...joined].filter(({ status }) => status === 200);
    expect(admitted).toHaveLength(4);
    expect(new Set([...signedUp, ...joined].map(({ meta }) => meta.result_subcode))).toEqual(new Set([0, 1003]));
    expect(await membersOf(server, workspace)).toHaveLength(5);
    // whoever found it full has no account either
    expect(await accounts()).toBe(before + signedUp.filter(({ status }) => status === 200).length);
    for (const { status, data } of made) {
      expect(status).toBe(200);
      expect(await signUp({ invite_id: String(data['id']) })).toMatchObject({ status: 400, meta: { result_subcode: 1003 } });
    }
  });

  test('check 33: 30 sign-ups on one use make one account', async () => {
    const [invite_id, before] = [await invite({ max_uses: 1 }), await accounts()];
    const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => signUp({ invite_id, email: `grace${at}@example.com` })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await accounts()).toBe(before + 1);
    expect(await membersOf(server, team.workspace)).toHaveLength(4);
  });
});

describe('who may sign up', () => {
  test('nobody where it is closed, also not by an invitation', async () => {
    await restart({ signup: 'closed' });
    const team = await makeTeam(server);
    const { id } = await team.owner.browser.ok(invitations.createInvite, {});
    for (const request of [{}, { invite_id: id }])
      expect(await signUp(request)).toMatchObject({ status: 400, meta: { result_subcode: 1011, error_data: { error: 'signup_closed' } } });
  });

  test('only who was invited where that is asked for', async () => {
    await restart({ signup: 'invite' });
    const team = await makeTeam(server);
    const { id } = await team.owner.browser.ok(invitations.createInvite, {});
    expect(await signUp()).toMatchObject({ status: 400, meta: { result_subcode: 1012, error_data: { error: 'signup_invite_required' } } });
    expect(await signUp({ invite_id: 'unknown' })).toMatchObject({ status: 400, meta: { result_subcode: 54 } });
    expect((await signUp({ invite_id: id })).status).toBe(200);
  });

  test('check 16: sixty an hour from one address', async () => {
    await restart({ rateLimits: true });
    const [request, address] = [{ ...grace, password: 'short' }, '203.0.113.9'];
    for (let tries = 0; tries < 60; tries += 1)
      expect((await server.client().call(login.signupUser, request, { address })).status).toBe(400);
    const refused = await server.client().call(login.signupUser, grace, { address });
    expect(refused).toMatchObject({ status: 429, meta: { error_data: { error: 'too_many_requests' } } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect((await server.client().call(login.signupUser, grace, { address: '203.0.113.10' })).status).toBe(200);
  });

  test('check 16: sixty joins a minute from one address', async () => {
    await restart({ rateLimits: true });
    const { browser } = await someone(server);
    const join = () => browser.call(login.joinCompany, { invite_id: 'unknown' }, { address: '203.0.113.9' });
    for (let tries = 0; tries < 60; tries += 1) expect((await join()).status).toBe(400);
    expect((await join()).status).toBe(429);
  });
});

describe('on a self-hosted server', () => {
  beforeEach(() => restart({ deployment: 'self-hosted' }));
  const theOne = { id: 'd1bd92a3b039400cbafc60a7a5b1e52b', name: 'clearml' };

  test('everybody joins the one workspace, the first as its owner, without a limit', async () => {
    const [first, second] = [server.client(), server.client()];
    expect((await signUp({}, first)).data).toMatchObject({ company: theOne });
    for (let more = 0; more < 11; more += 1) await someone(server);
    expect((await signUp({ email: 'ben@example.com' }, second)).data).toMatchObject({ company: theOne });
    const [own] = (await first.ok(organization.getUserCompanies, {})).companies;
    expect(own).toMatchObject({ ...theOne, role: 'owner', personal: false, allowed: null, allocated: 13 });
    expect(own?.actions).toEqual(['manage_keys', 'set_role', 'rename', 'create_credentials', 'see_events']);
    const { companies } = await second.ok(organization.getUserCompanies, {});
    expect(companies).toMatchObject([{ ...theOne, role: 'member', actions: ['create_credentials'] }]);
  });

  test('of many first ones, one is the owner', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, at) => signUp({ email: `grace${at}@example.com` })));
    const members = await membersOf(server, theOne.id);
    expect(members).toHaveLength(8);
    expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1);
  });

  test('nobody invites, and no link opens anything', async () => {
    const owner = server.client();
    await signUp({}, owner);
    for (const operation of [invitations.createInvite, invitations.getInvites])
      expect(await owner.call(operation)).toMatchObject({ status: 403, meta: { result_subcode: 20 } });
    expect(await owner.ok(login.getInviteInfo, { invite_id: 'unknown' })).toEqual({ active: false, state: 'unknown' });
    expect(await signUp({ email: 'ben@example.com', invite_id: 'unknown' })).toMatchObject({ meta: { result_subcode: 54 } });
  });
});
