import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth } from '#contract/index.ts';
import * as storage from '#contract/storage.ts';
import { createApp } from '#server/app.ts';
import { TestClient } from '#tests/support/client.ts';
import { addPerson, logIn } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { startStorage, type Storage } from '#tests/support/storage.ts';

const secret = '0123456789abcdef';

let server: TestServer;
let bucket: Storage;
let client: TestClient;

const open = async (...[overrides, parts]: Parameters<typeof startServer>): Promise<void> => {
  server = await startServer({ logLevel: 'trace', probeAllow: ['127.0.0.0/8'], ...overrides }, parts);
  client = await logIn(server, await addPerson(server, 'ada@example.com'));
};

beforeEach(async () => {
  bucket = await startStorage(({ url = '', headers }, response) => {
    response.setHeader('access-control-allow-origin', headers.origin ?? '');
    response.writeHead(url.startsWith('/there') ? 301 : 404, { location: `http://elsewhere.example${url}` }).end();
  });
});
afterEach(async () => {
  await server.close();
  await bucket.close();
});

const probe = (url: string, who = client) => who.call(storage.probeUrl, { url });

test('whoever is logged in is told what a storage says to this page', async () => {
  await open();
  const url = `http://${bucket.host}/b/k?X-Amz-Expires=60&X-Amz-Signature=${secret}`;
  expect(await client.ok(storage.probeUrl, { url })).toMatchObject({
    reached: true,
    status: 404,
    headers: { 'access-control-allow-origin': 'http://localhost:8080' },
  });
  expect(bucket.requests).toEqual([`HEAD /b/k?X-Amz-Expires=60&X-Amz-Signature=${secret}`]);
});

test('a stranger is not, nor another site', async () => {
  await open();
  expect((await probe(`http://${bucket.host}/`, server.client())).status).toBe(401);
  const foreign = { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } };
  expect((await client.call(storage.probeUrl, { url: `http://${bucket.host}/` }, foreign)).status).toBe(403);
  expect(bucket.connections()).toBe(0);
});

describe('check 46: without PROBE_ALLOW', () => {
  test.each(['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]', '0'])('%s is refused', async (host) => {
    await open({ probeAllow: [] }, { resolve: () => Promise.resolve(['127.0.0.1']) });
    const { status, meta } = await probe(`http://${host}:${bucket.port}/b?X-Amz-Expires=60&X-Amz-Signature=${secret}`);
    const { hostname } = new URL(`http://${host}`);
    expect([status, meta.result_subcode]).toEqual([400, 1060]);
    expect(meta.error_data).toEqual({ error: 'probe_not_allowed', allow: `${hostname}:${bucket.port}` });
    expect(bucket.connections()).toBe(0);
  });
});

test.each([
  ['another scheme', 'ftp://127.0.0.1/'],
  ['user-info', `http://user:${secret}@127.0.0.1/`],
  ['a signature of Azure', `http://127.0.0.1/?SiG=${secret}`],
  ['a session token', `http://127.0.0.1/?x-amz-security-token=${secret}`],
  ['no address', secret],
])('check 46: %s is refused', async (_what, url) => {
  await open();
  const { status, meta } = await probe(url);
  expect([status, meta.result_subcode, meta.error_data]).toEqual([400, 1061, { error: 'probe_refused' }]);
  expect(JSON.stringify(meta)).not.toContain(secret);
});

test('an address that is too long is named as such', async () => {
  await open();
  expect((await probe(`http://127.0.0.1/${'x'.repeat(9000)}`)).meta.error_data).toEqual({
    error: 'invalid_input',
    fields: { url: 'too_long' },
  });
});

test('the address is in no log, and no answer repeats its signature', async () => {
  await open();
  const query = `?X-Amz-Expires=60&X-Amz-Signature=${secret}`;
  const answers = [
    await probe(`http://${bucket.host}/there${query}`),
    await probe(`http://${bucket.host}/missing${query}`),
    await probe(`https://${bucket.host}/tls${query}`),
    await probe(`http://unknown.example/${query}`),
    await probe(`http://10.0.0.1/${query}`),
    await probe(`http://127.0.0.1/?sig=${secret}`),
    await probe(`http://127.0.0.1/${query}${'x'.repeat(9000)}`),
    await probe(`http://[broken/${query}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400, 400, 400, 400]);
  expect(server.logged.length).toBeGreaterThan(0);
  expect(JSON.stringify([answers, server.logged])).not.toContain(secret);
});

describe('thirty in five minutes', () => {
  const statuses = async (count: number, who: () => TestClient): Promise<number[]> => {
    const answers = [];
    for (let turn = 0; turn < count; turn += 1) answers.push((await probe(`http://${bucket.host}/`, who())).status);
    return answers;
  };

  test('are what a user has, whatever came of them; others have theirs', async () => {
    await open({ rateLimits: true });
    expect((await probe('http://10.0.0.1/')).status).toBe(400);
    expect((await statuses(29, () => client)).every((status) => status === 200)).toBe(true);
    const again = await logIn(server, { email: 'ada@example.com', id: '', workspace: '' });
    const refused = await probe(`http://${bucket.host}/`, again);
    expect(refused).toMatchObject({ status: 429, meta: { error_data: { error: 'too_many_requests' } } });
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(300);
    expect((await client.call(auth.getCredentials)).status).toBe(200);
    const bob = await logIn(server, await addPerson(server, 'bob@example.com'));
    expect((await probe(`http://${bucket.host}/`, bob)).status).toBe(200);
    expect(bucket.connections()).toBe(30);
  });

  test.runIf(process.env['TEST_STORE'] === 'postgres')('hold over all processes', async () => {
    await open({ rateLimits: true });
    const second = new TestClient(createApp(server.parts), 'http://localhost:8080/');
    for (const [name, value] of client.cookies) second.cookies.set(name, value);
    let turn = 0;
    const answers = await statuses(32, () => ((turn += 1) % 2 === 0 ? client : second));
    expect(answers.filter((status) => status === 429)).toHaveLength(2);
  });
});
