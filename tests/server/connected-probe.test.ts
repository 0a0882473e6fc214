import { afterEach, beforeEach, expect, test } from 'vitest';
import { auth, login, storage, users } from '#contract/index.ts';
import { basic, bearer, type TestClient } from '#tests/support/client.ts';
import { openConnected, type ConnectedSite } from '#tests/support/connected.ts';
import { startStorage, type Storage } from '#tests/support/storage.ts';
import * as faults from '#tests/support/upstream/faults.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

const secret = '0123456789abcdef';

let clearml: StandIn;
let bucket: Storage;
let site: ConnectedSite;

beforeEach(async () => {
  clearml = await startStandIn();
  bucket = await startStorage((_request, response) => response.writeHead(403, { 'x-ms-error-code': 'AuthorizationFailure' }).end());
  site = openConnected({ apiUrl: clearml.url }, { probeAllow: ['127.0.0.0/8'], rateLimits: true, logLevel: 'trace' });
});
afterEach(async () => void (await Promise.all([clearml.close(), bucket.close()])));

const logIn = async (name: string, password: string): Promise<TestClient> => {
  const client = site.client();
  await client.ok(auth.login, {}, { headers: basic(name, password) });
  return client;
};

const probe = (client: TestClient, options: Parameters<TestClient['call']>[2] = {}) =>
  client.call(storage.probeUrl, { url: `http://${bucket.host}/c/b?X-Amz-Expires=60&X-Amz-Signature=${secret}` }, options);

test('whoever is logged in to the ClearML Server is answered by the process in front of it', async () => {
  const client = await logIn('jane', 'secret-pass');
  const before = clearml.requests.length;
  expect(await probe(client)).toMatchObject({ status: 200, data: { reached: true, status: 403, error_code: 'AuthorizationFailure' } });
  expect(clearml.requests.slice(before).map(({ operation }) => operation)).toEqual([users.getCurrentUser.name]);
  expect(JSON.stringify([clearml.requests, site.logged])).not.toContain(secret);
  expect((await probe(site.client(), { headers: bearer(await clearml.token('bob')) })).status).toBe(200);
});

test('whom the ClearML Server does not know is refused, in its words', async () => {
  expect((await probe(site.client())).meta).toMatchObject({ result_code: 401, error_data: { error: 'missing_credentials' } });
  const client = await logIn('jane', 'secret-pass');
  await client.ok(login.logout, {});
  expect((await probe(client)).status).toBe(401);
  expect((await probe(site.client(), { headers: bearer('forged') })).status).toBe(401);
  expect(bucket.connections()).toBe(0);
});

test('nobody is answered while the ClearML Server is not there', async () => {
  const client = await logIn('jane', 'secret-pass');
  clearml.fault(faults.html(200), users.getCurrentUser.name);
  expect((await probe(client)).meta.error_data).toMatchObject({ error: 'upstream_not_clearml' });
  expect(bucket.connections()).toBe(0);
});

test('check 46: private addresses are refused here as well', async () => {
  site = openConnected({ apiUrl: clearml.url }, { logLevel: 'trace' });
  const client = await logIn('jane', 'secret-pass');
  expect((await probe(client)).meta.error_data).toEqual({ error: 'probe_not_allowed', allow: bucket.host });
  expect(bucket.connections()).toBe(0);
  expect(site.logged.join('\n')).not.toContain(secret);
});

test('thirty in five minutes are what a user has; others have theirs', async () => {
  const client = await logIn('jane', 'secret-pass');
  for (let turn = 0; turn < 30; turn += 1) expect((await probe(client)).status).toBe(200);
  const refused = await probe(await logIn('jane', 'secret-pass'));
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect((await probe(await logIn('bob', 'bob-pass'))).status).toBe(200);
});
