import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth, envelope, login, server as serverOperations, users } from '#contract/index.ts';
import { createDispatch } from '#server/dispatch.ts';
import { handle } from '#server/handler.ts';
import { basic, bearer, type TestClient } from '#tests/support/client.ts';
import { addMember, addPerson, logIn, samplePassword, type Person } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let ada: Person;
let browser: TestClient;

beforeEach(async () => {
  server = await startServer();
  ada = await addPerson(server, 'ada@example.com');
  browser = await logIn(server, ada);
});
afterEach(() => server.close());

const metaOf = async (path: string, init: RequestInit = {}) => {
  const response = await server.client().raw(path, { method: 'POST', ...init });
  const { meta } = envelope.parse(await response.json());
  expect(meta.result_code).toBe(response.status);
  return meta;
};

describe('paths', () => {
  test.each([
    ['api/server.info', '2.31'],
    ['api/v2.31/server.info', '2.31'],
    ['v2.31/server.info', '2.31'],
    ['server.info', '2.31'],
    ['server.info/', '2.31'],
    ['v9.99/server.info', '9.99'],
    ['v999/server.info', '999'],
    ['v999.0/server.info', '999.0'],
  ])('%s is answered', async (path, requested_version) => {
    expect(await metaOf(path)).toMatchObject({
      result_code: 200,
      result_msg: 'OK',
      error_stack: '',
      endpoint: { name: 'server.info', requested_version },
    });
  });

  test.each(['v2.31/auth', 'v2.31/x/auth.login', 'v2/auth.login', 'vX/auth.login', 'api/nothing', 'api/v2.31/', 'no-such-page'])(
    '%s is not understood',
    async (path) => {
      const endpoint = { name: '', requested_version: 1, actual_version: null };
      const shown = `/${path}`.replace(/^\/api/, '');
      expect(await metaOf(path)).toMatchObject({
        result_code: 400,
        result_subcode: 0,
        result_msg: `Invalid request path ${shown}`,
        error_stack: null,
        endpoint,
      });
    },
  );

  test('/api alone is an envelope of ours', async () => {
    for (const path of ['api', 'api/'])
      expect(await metaOf(path, { method: 'GET' })).toMatchObject({ result_code: 400, result_subcode: 0 });
  });

  test('a version with a leading zero is a bad one', async () => {
    expect(await metaOf('v2.031/auth.login')).toMatchObject({
      result_code: 400,
      result_subcode: 2,
      endpoint: { name: '', requested_version: 1 },
    });
  });

  test.each([
    ['v0.5/auth.login', 'auth.login', 0.5, '0.5'],
    ['v2.12/login.logout', 'login.logout', '2.12', '2.12'],
    ['v2.31/Auth.Login', 'Auth.Login', '2.31', '2.31'],
    ['v2.31/auth.nope', 'auth.nope', '2.31', '2.31'],
  ])('%s is unknown, logged in or not', async (path, name, requested_version, said) => {
    const meta = await metaOf(path);
    expect(meta).toMatchObject({ result_code: 404, result_subcode: 0, endpoint: { name, requested_version, actual_version: null } });
    expect(meta.result_msg).toMatch(`Unable to find endpoint for name ${name} and version ${said}`);
  });

  test("ClearML's other services name the setting that brings them", async () => {
    expect((await metaOf('v2.31/tasks.get_all')).result_msg).toContain('CLEARML_API_URL');
    expect((await metaOf('v2.31/auth.nope')).result_msg).not.toContain('CLEARML_API_URL');
  });

  test('versions are numbers below 2.1', async () => {
    expect((await metaOf('v1.5/auth.login')).endpoint).toEqual({ name: 'auth.login', requested_version: 1.5, actual_version: 1 });
  });
});

describe('envelopes', () => {
  test('have an id of their own, or the one that was sent', async () => {
    const [first, second] = [await metaOf('server.info'), await metaOf('server.info', { headers: { 'x-clearml-trx': 'my-trx' } })];
    expect(first.id).toMatch(/^[0-9a-f]{32}$/);
    expect(first.trx).toBe(first.id);
    expect(second).toMatchObject({ trx: 'my-trx' });
    expect(second.id).not.toBe(first.id);
  });

  test('carry our error names for our operations only', async () => {
    const ours = await browser.call(login.setPassword, { link_id: 7, password: 'orchard lantern 7' });
    expect(ours.meta).toMatchObject({
      result_code: 400,
      result_subcode: 12,
      error_data: { error: 'invalid_input', fields: { link_id: 'type' } },
    });
    const clearml = await browser.call(auth.revokeCredentials, {});
    expect(clearml.meta).toMatchObject({
      result_code: 400,
      result_subcode: 12,
      error_data: {},
      result_msg: "Validation error (error for field 'access_key'. field is required!)",
    });
  });
});

describe('bodies of programs', () => {
  const program = () => basic(ada.email, samplePassword);

  test('may come with any method, and be empty or null', async () => {
    const { token } = await server.client().ok(auth.login, {}, { headers: program() });
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'])
      expect((await server.client().call(users.getPreferences, {}, { method, headers: bearer(token) })).status).toBe(200);
    for (const body of ['', 'null', '{}'])
      expect((await metaOf('auth.get_credentials', { headers: bearer(token), body })).result_code).toBe(200);
    const head = await server.client().raw('auth.get_credentials', { method: 'HEAD', headers: bearer(token) });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('may come with any content type, and as a form', async () => {
    const key = (await browser.ok(auth.createCredentials, {})).credentials;
    const headers = basic(key.access_key, key.secret_key);
    const made = await server
      .client()
      .raw('auth.create_credentials', { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body: '{"label":"plain"}' });
    expect(await made.json()).toMatchObject({ data: { credentials: { label: 'plain' } } });
    const form = await server.client().raw('auth.create_credentials', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'label=form',
    });
    expect(await form.json()).toMatchObject({ data: { credentials: { label: 'form' } } });
  });

  test('may come so with a password too', async () => {
    for (const [type, body] of [
      ['text/plain', '{"expiration_sec":60}'],
      ['application/x-www-form-urlencoded', 'expiration_sec=60'],
    ] as const) {
      const response = await server.client().raw('auth.login', { method: 'POST', headers: { ...program(), 'content-type': type }, body });
      expect([response.status, response.headers.get('set-cookie')]).toEqual([200, expect.stringContaining('Max-Age=60;')]);
    }
  });

  test('a GET with a body changes what a POST would', async () => {
    const key = (await browser.ok(auth.createCredentials, {})).credentials;
    const answer = await server
      .client()
      .call(auth.createCredentials, { label: 'by get' }, { method: 'GET', headers: basic(key.access_key, key.secret_key) });
    expect(answer.data).toMatchObject({ credentials: { label: 'by get' } });
  });

  test('a call that asks to be somebody else is refused', async () => {
    const answer = await server.client().call(users.getPreferences, {}, { headers: { ...program(), 'x-clearml-impersonate-as': 'x' } });
    expect(answer.meta).toMatchObject({
      result_code: 400,
      result_subcode: 6,
      result_msg: 'Impersonation error (impersonation not allowed): role=user',
    });
  });
});

describe('the workspace of a call', () => {
  /** A server of one operation that tells who calls. */
  const whoami = async (client: TestClient, headers: Record<string, string> = {}) => {
    const { respond } = createDispatch(server.parts, [
      handle(serverOperations.getUsageReport, (_request, { caller }) =>
        Promise.resolve({ report: { ...caller.workspace }, destination: null }),
      ),
    ]);
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { body } = await respond(
      new Request('http://localhost:8080/', { method: 'POST', headers: { cookie, ...headers } }),
      '/server.get_usage_report',
    );
    return (JSON.parse(body) as { data: { report?: unknown } }).data.report;
  };

  test('is the personal one, or the one that the header names', async () => {
    const bob = await addPerson(server, 'bob@example.com', 'Bob Sample');
    await addMember(server, bob.workspace, ada.id, 'admin');
    expect(await whoami(browser)).toMatchObject({ id: ada.workspace, name: "Ada Sample's workspace", role: 'owner' });
    expect(await whoami(browser, { 'x-allegro-tenant': bob.workspace })).toMatchObject({ id: bob.workspace, role: 'admin' });
  });

  test('check 44: another role counts from the very next call', async () => {
    const bob = await addPerson(server, 'bob@example.com', 'Bob Sample');
    await addMember(server, bob.workspace, ada.id, 'admin');
    const there = { 'x-allegro-tenant': bob.workspace };
    expect(await whoami(browser, there)).toMatchObject({ role: 'admin' });
    const mine = server.store.db.updateTable('memberships').where('user_id', '=', ada.id).where('workspace_id', '=', bob.workspace);
    await mine.set({ role: 'member' }).execute();
    expect(await whoami(browser, there)).toMatchObject({ role: 'member' });
    await server.store.db.deleteFrom('memberships').where('user_id', '=', ada.id).where('workspace_id', '=', bob.workspace).execute();
    expect(await whoami(browser, there)).toBeUndefined();
  });

  test('log-in operations follow their body and ignore the header', async () => {
    expect(await browser.ok(login.supportedModes, {}, { workspace: 'f'.repeat(32) })).toMatchObject({ authenticated: true });
  });
});

test('fixed addresses answer outside the API', async () => {
  const client = server.client();
  expect((await client.raw('healthz')).status).toBe(200);
  expect((await client.raw('readyz')).status).toBe(200);
  const configuration = await client.raw('configuration.json');
  expect(await configuration.json()).toMatchObject({
    deployment: 'hosted',
    displayedServerUrls: {
      webServer: 'http://localhost:8080',
      apiServer: 'http://localhost:8080/api',
      filesServer: 'http://localhost:8081',
    },
    usernames: false,
  });
});

test('below a path of PUBLIC_URL, stripped by the proxy or not, everything is the same', async () => {
  const other = await startServer({ publicUrl: 'https://corp.example/tools/clearml/' });
  const client = other.client();
  for (const path of ['api/server.info', '/server.info']) expect((await client.raw(path, { method: 'POST' })).status).toBe(200);
  const stripped = await other.app.fetch(new Request('http://10.0.0.7:8080/api/server.info', { method: 'POST' }));
  expect(stripped.status).toBe(200);
  expect(await (await client.raw('configuration.json')).json()).toMatchObject({
    displayedServerUrls: {
      webServer: 'https://corp.example/tools/clearml',
      apiServer: 'https://corp.example/tools/clearml/api',
      filesServer: 'https://corp.example:8081',
    },
  });
  await other.close();
});
