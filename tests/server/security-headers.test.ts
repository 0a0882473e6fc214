import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '#server/app.ts';
import { makeClientFolder } from '#tests/support/client-folder.ts';
import { TestClient } from '#tests/support/client.ts';
import { addPerson, logIn } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let remove: () => Promise<void>;
let folder: string;
let session: Map<string, string>;

beforeAll(async () => {
  ({ folder, remove } = await makeClientFolder());
  server = await startServer();
  session = (await logIn(server, await addPerson(server, 'ada@example.com'))).cookies;
});
afterAll(async () => {
  await server.close();
  await remove();
});

const headersOf = async (path: string, init: RequestInit = {}, cookies: ReadonlyMap<string, string> = new Map()) => {
  const browser = new TestClient(createApp(server.parts, folder), 'http://localhost:8080/');
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  return Object.fromEntries((await browser.raw(path, init)).headers);
};

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
};

/** All of it, so that nobody widens one unseen: buckets may be anywhere, scripts and styles nowhere but here. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self' http: https:",
  "img-src 'self' http: https: data: blob:",
  "media-src 'self' http: https: data: blob:",
  'frame-src http: https:',
  "form-action 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = { headers: { accept: 'text/html' } };
const pages = ['', 'login', 'signup', 'set-password', 'profile', '?invite=x', 'preview', 'w/x/members', 'nothing/of/that/name'];

test.each(pages)('check 12: the page at /%s has all headers of security, for whoever opens it, by GET and HEAD', async (path) => {
  for (const cookies of [new Map<string, string>(), session])
    for (const method of ['GET', 'HEAD'])
      expect(await headersOf(path, { ...page, method }, cookies)).toMatchObject({
        ...everywhere,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        'cross-origin-opener-policy': 'same-origin',
      });
});

const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

test.each([
  ['an answer', 'api/server.info', {}],
  ['a refusal', 'api/users.get_current_user', {}],
  ['an operation that is not there', 'api/auth.nope', {}],
  ['an address that is not there', 'nothing', {}],
  ['a call in a coding that is not read', 'api/server.info', { method: 'POST', headers: { 'content-encoding': 'gzip' } }],
  ['a preflight', 'api/server.info', { method: 'OPTIONS' }],
  ['a health check', 'healthz', {}],
  ['the configuration', 'configuration.json', {}],
  ['a script', 'assets/index-1.js', {}],
  ['a chunk that is gone', 'assets/gone-1.js', {}],
  ['the way on from an address with a signature', `preview?url=${encodeURIComponent('https://minio.lan/a.txt?sig=hush')}`, page],
])('check 12: %s is no page: nothing runs in it', async (_what, path, init) => {
  expect(await headersOf(path, init)).toMatchObject({ ...everywhere, 'content-security-policy': nothing });
});
