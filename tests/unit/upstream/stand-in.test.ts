import { decodeJwt } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { newerServer, olderServer } from '#tests/support/upstream/rules.ts';
import { trainTask } from '#tests/support/upstream/samples.ts';
import { startStandIn, type StandIn, type StandInOptions } from '#tests/support/upstream/stand-in.ts';

let standIn: StandIn;
afterEach(() => standIn.close());

const webPair = { key: 'web key', secret: 'web secret' };
const start = async (options: StandInOptions = {}): Promise<void> => {
  standIn = await startStandIn(options);
};

const basic = (name: string, secret: string) => ({ authorization: `Basic ${btoa(`${name}:${secret}`)}` });
const jane = basic('jane', 'secret-pass');
const web = basic(webPair.key, webPair.secret);

interface Answered {
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
  readonly data: Record<string, unknown>;
  readonly meta: Record<string, unknown>;
}

const call = async (operation: string, headers: Record<string, string> = jane, body: unknown = {}): Promise<Answered> => {
  const response = await fetch(`${standIn.url}/${operation}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const { meta, data } = (await response.json()) as { meta: Record<string, unknown>; data: Record<string, unknown> };
  expect(meta['result_code']).toBe(response.status);
  return { code: response.status, subcode: Number(meta['result_subcode']), message: String(meta['result_msg']), data, meta };
};
const codes = async (...args: Parameters<typeof call>): Promise<string> => {
  const { code, subcode } = await call(...args);
  return `${code}/${subcode}`;
};

describe('where people have passwords', () => {
  test('a log-in gives a token that lasts until it is logged out, as bearer and as cookie', async () => {
    await start();
    const token = String((await call('auth.login')).data['token']);
    expect(decodeJwt(token)).toMatchObject({ api_version: '2.31', identity: { user: standIn.user('jane').id, role: 'user' } });
    const [bearer, cookie] = [{ authorization: `Bearer ${token}` }, { cookie: `other=1; clearml_token_basic=${token}` }];
    expect((await call('users.get_current_user', cookie)).data).toMatchObject({ user: { name: 'Jane Doe' } });
    expect((await call('users.get_current_user', { ...cookie, ...basic('bob', 'bob-pass') })).data).toMatchObject({
      user: { name: 'Bob Roe' },
    });
    expect(await codes('users.get_current_user', { ...cookie, authorization: 'Bearer no' })).toBe('401/30');
    expect(await codes('auth.logout', cookie)).toBe('200/0');
    expect((await call('users.get_current_user', bearer)).message).toBe('Invalid token (revoked token)');
  });

  test('what is only ours is not found there', async () => {
    await start();
    for (const operation of ['login.signup_user', 'users.update_preferences', 'organization.get_members', 'auth.rotate_credentials'])
      expect((await call(operation)).message).toBe(`Unable to find endpoint for name ${operation} and version 2.31`);
  });

  test('a token outlives its account', async () => {
    await start();
    const bearer = { authorization: `Bearer ${await standIn.token('jane')}` };
    standIn.state.users.length = 0;
    expect(await codes('users.get_current_user', bearer)).toBe('400/300');
    expect(await codes('users.get_preferences', bearer)).toBe('400/301');
    expect(await codes('login.supported_modes', bearer)).toBe('200/0');
    expect(await codes('users.get_current_user', { authorization: 'Bearer x.y.z' })).toBe('401/30');
  });

  test('malformed credentials, and a body that is encoded, are refused', async () => {
    await start();
    expect(await codes('auth.login', { authorization: 'Basic YWJj_' })).toBe('401/22');
    expect(await codes('auth.login', { authorization: 'Basic YWJjZ' })).toBe('401/21');
    const encoded = await fetch(`${standIn.url}/auth.login`, {
      method: 'POST',
      headers: { ...jane, 'content-encoding': 'gzip' },
      body: 'x',
    });
    expect([encoded.status, encoded.headers.get('server')]).toEqual([415, 'clearml']);
  });
});

describe('where only a name is asked for', () => {
  test('the web pair makes users and logs in as one, and is in the credentials of the web server', async () => {
    await start({ mode: 'simple', webPair });
    expect(await (await fetch(`${standIn.webUrl}/credentials.json`)).json()).toEqual({
      userKey: 'web key',
      userSecret: 'web secret',
      companyID: 'd1bd92a3b039400cbafc60a7a5b1e52b',
    });
    expect((await call('login.supported_modes')).data).toMatchObject({
      basic: { enabled: false },
      sso_providers: [],
      authenticated: false,
    });
    const names = ((await call('users.get_all', web)).data['users'] as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(['Default User', 'Jane Doe', 'Bob Roe']);
    const zoe = { name: 'Zoe', email: 'z@test.ai', company: 'd1bd92a3b039400cbafc60a7a5b1e52b' };
    const { id } = (await call('auth.create_user', web, zoe)).data;
    expect(await codes('auth.create_user', web, zoe)).toBe('400/801');
    const { data } = await call('auth.login', { ...web, 'x-clearml-impersonate-as': String(id) });
    const bearer = { authorization: `Bearer ${String(data['token'])}` };
    expect((await call('users.get_current_user', bearer)).data).toMatchObject({ user: { name: 'Zoe', role: 'user' } });
    expect(await codes('auth.create_user', bearer, zoe)).toBe('403/20');
    expect(await codes('auth.login', { ...web, 'x-clearml-impersonate-as': 'nobody' })).toBe('400/6');
    expect(await codes('auth.create_credentials', { ...web, 'x-clearml-impersonate-as': '__tests__' })).toBe('400/301');
  });

  test('an administrator may have changed the pair, and the web server then has a page in its place', async () => {
    await start({ mode: 'simple', webPair, refusesWebPair: true });
    expect(await codes('users.get_all', web)).toBe('401/22');
    await standIn.close();
    await start({ mode: 'simple' });
    expect(await (await fetch(`${standIn.webUrl}/credentials.json`)).text()).toMatch(/^<!doctype html>/);
  });
});

test('where people log in elsewhere, key pairs still do here', async () => {
  await start({ mode: 'sso' });
  const { data } = await call('login.supported_modes');
  expect(data).toMatchObject({ basic: { enabled: false }, sso_providers: [{ name: 'corporate' }] });
  expect(await codes('auth.login')).toBe('401/22');
  standIn.user('jane').credentials.push({ access_key: 'KEY', secret_key: 'SECRET' });
  expect(await codes('auth.login', basic('KEY', 'SECRET'))).toBe('200/0');
  const bearer = { authorization: `Bearer ${await standIn.token('jane')}` };
  const { credentials } = (await call('auth.get_credentials', bearer)).data;
  expect(credentials).toEqual([{ access_key: 'KEY', last_used: expect.stringMatching(/^[-\dT:.]+000$/), last_used_from: '127.0.0.1' }]);
});

test('an older server lacks what came later', async () => {
  await start({ ...olderServer, without: ['server.report_stats_option', 'organization.get_user_companies'] });
  const { data } = await call('users.get_current_user');
  expect(Object.keys(data)).toEqual(['user']);
  expect(Object.keys(data['user'] as object).toSorted()).toEqual(['company', 'family_name', 'given_name', 'id', 'name', 'role']);
  expect((await call('server.info')).data).toMatchObject({ version: '0.17.0', api_version: '2.13' });
  expect((await call('auth.create_credentials', jane, { label: 'x' })).data['credentials']).not.toHaveProperty('label');
  for (const missing of ['auth.edit_credentials', 'server.report_stats_option', 'organization.get_user_companies', 'storage.get_settings'])
    expect((await call(missing)).message).toBe(`Unable to find endpoint for name ${missing} and version 2.13`);
});

test('a newer server says more than anybody knows, but keeps preferences as they are', async () => {
  await start(newerServer);
  const { data, meta } = await call('users.get_current_user');
  for (const part of [meta, data, data['user'], (data['user'] as { company: unknown }).company])
    expect(part).toHaveProperty('field_of_a_later_version');
  await call('users.set_preferences', jane, { preferences: { view: { theme: 'dark' } } });
  expect((await call('users.get_preferences')).data['preferences']).toEqual({ view: { theme: 'dark' } });
});

test('every request is noted as it came, and the web server passes the API on', async () => {
  await start();
  await fetch(`${standIn.webUrl}/api/v2.31/server.info?x=1`, {
    method: 'PUT',
    body: '{"a":1}',
    headers: { 'x-forwarded-for': '192.0.2.1' },
  });
  await fetch(`${standIn.url}/nothing`);
  expect(standIn.requests).toMatchObject([
    {
      to: 'web',
      method: 'PUT',
      path: '/api/v2.31/server.info?x=1',
      operation: 'server.info',
      body: '{"a":1}',
      headers: { 'x-forwarded-for': '192.0.2.1' },
    },
    { to: 'api', method: 'GET', path: '/nothing', operation: '/nothing', body: '' },
  ]);
});

test('the samples of a task come in pages from the latest iteration on, until there are no more', async () => {
  await start();
  const page = async (scroll?: unknown): Promise<{ scroll: unknown; iters: number[] }> => {
    const { data } = await call('events.debug_images', jane, { metrics: [{ task: trainTask }], iters: 5, scroll_id: scroll });
    const [group] = data['metrics'] as { task: string; iterations: { iter: number; events: { url: string }[] }[] }[];
    expect(group?.task).toBe(trainTask);
    expect(group?.iterations.every(({ events }) => events.length > 0)).toBe(true);
    return { scroll: data['scroll_id'], iters: group?.iterations.map(({ iter }) => iter) ?? [] };
  };
  const first = await page();
  expect(first.iters).toEqual([8, 7, 6, 5, 4]);
  expect((await page(first.scroll)).iters).toEqual([3, 2, 1]);
  expect((await page(first.scroll)).iters).toEqual([]);
  expect((await page()).iters).toEqual(first.iters);
  expect(await codes('events.debug_images', jane, { metrics: [{ task: 'unknown' }] })).toBe('400/101');
});

test('tasks and models are told with the fields that were asked for', async () => {
  await start();
  const { data } = await call('tasks.get_all_ex', jane, { id: [trainTask], only_fields: ['name', 'output.destination'] });
  expect(data['tasks']).toEqual([{ id: trainTask, name: 'train', output: { destination: 's3://models/train' } }]);
  const models = await call('models.get_all_ex', jane, { only_fields: ['uri'], page_size: 1 });
  expect(models.data['models']).toEqual([{ id: expect.any(String), uri: 's3://models/train/weights.pt' }]);
});
