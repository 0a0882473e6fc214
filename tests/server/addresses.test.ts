import { afterEach, expect, test } from 'vitest';
import { getSessions } from '#contract/account.ts';
import { auth } from '#contract/index.ts';
import { basic, type TestClient } from '#tests/support/client.ts';
import { addPerson, logIn, samplePassword } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
afterEach(() => server.close());

/** From where a key says it was last used, after one use. */
const usedFrom = async (trustedProxies: string[], address: string, headers: Record<string, string>): Promise<string | null | undefined> => {
  server = await startServer({ trustedProxies });
  const browser: TestClient = await logIn(server, await addPerson(server, 'ada@example.com'));
  const { credentials: key } = await browser.ok(auth.createCredentials, {});
  await server.client().ok(auth.login, {}, { address, headers: { ...basic(key.access_key, key.secret_key), ...headers } });
  return (await browser.ok(auth.getCredentials, {})).credentials[0]?.last_used_from;
};

test.each([
  ['the peer', [], '203.0.113.9', {}, '203.0.113.9'],
  [
    'the peer, not what it claims',
    [],
    '203.0.113.9',
    { 'x-forwarded-for': '10.0.0.1', 'x-real-ip': '10.0.0.2', forwarded: 'for=10.0.0.3' },
    '203.0.113.9',
  ],
  ['what a trusted proxy says', ['10.0.0.0/8'], '10.1.2.3', { 'x-forwarded-for': '203.0.113.9' }, '203.0.113.9'],
  [
    'the right-most that is not a proxy',
    ['10.0.0.0/8'],
    '10.1.2.3',
    { 'x-forwarded-for': '1.1.1.1, 203.0.113.9, 10.9.9.9' },
    '203.0.113.9',
  ],
  ['the proxy, where the header says nothing sound', ['10.0.0.0/8'], '10.1.2.3', { 'x-forwarded-for': 'unknown' }, '10.1.2.3'],
  ['never a name', ['10.0.0.0/8'], '10.1.2.3', { 'x-forwarded-for': '203.0.113.9, <script>' }, '10.1.2.3'],
  ['without a port', ['10.0.0.0/8'], '10.1.2.3', { 'x-forwarded-for': '203.0.113.9:4711' }, '203.0.113.9'],
  ['an IPv6 address', ['fd00::/8'], 'fd00::1', { 'x-forwarded-for': '2001:db8::7' }, '2001:db8::7'],
  ['an IPv6 address in brackets, without the port', ['fd00::/8'], 'fd00::1', { 'x-forwarded-for': '[2001:db8::7]:443' }, '2001:db8::7'],
  ['an IPv6 address in brackets alone', ['fd00::/8'], 'fd00::1', { 'x-forwarded-for': '1.1.1.1, [2001:db8::7]' }, '2001:db8::7'],
  ['an IPv6 address in its usual spelling', ['fd00::/8'], 'FD00:0::1%eth0', { 'x-forwarded-for': '2001:DB8:0:0:0:0:0:7' }, '2001:db8::7'],
  ['an IPv6 peer in its usual spelling', [], '2001:DB8:0:0:0:0:0:7', {}, '2001:db8::7'],
  ['the IPv4 address in hexadecimal', ['10.0.0.0/8'], '::ffff:a01:203', { 'x-forwarded-for': '::ffff:cb00:7109' }, '203.0.113.9'],
  ['never half an address', ['10.0.0.0/8'], '10.1.2.3', { 'x-forwarded-for': '[2001:db8::7' }, '10.1.2.3'],
  ['the IPv4 address at an IPv6 socket', ['10.0.0.0/8'], '::ffff:10.1.2.3', { 'x-forwarded-for': '::ffff:203.0.113.9' }, '203.0.113.9'],
  ['the worker that the program names', [], '203.0.113.9', { 'x-clearml-worker': 'gpu-1' }, 'gpu-1'],
] as const)('check 15: a key was used from %s', async (_what, trusted, address, headers, expected) => {
  expect(await usedFrom([...trusted], address, headers)).toBe(expected);
});

test.each(['x-clearml-worker', 'x-trains-worker'])(
  'check 15: a session of a person was used from its true address, whatever it calls itself by %s',
  async (header) => {
    server = await startServer();
    const ada = await addPerson(server, 'ada@example.com');
    const [browser, other] = [await logIn(server, ada), server.client()];
    const headers = { [header]: '10.0.0.1' };
    const seen = async () => (await browser.ok(getSessions, {})).sessions.find(({ current }) => !current)?.last_used_from;
    await other.ok(auth.login, {}, { address: '203.0.113.9', headers: { ...basic(ada.email, samplePassword), ...headers } });
    expect(await seen()).toBe('203.0.113.9');
    server.clock.advance(60_000);
    await other.ok(auth.getCredentials, {}, { address: '203.0.113.10', headers });
    expect(await seen()).toBe('203.0.113.10');
  },
);
