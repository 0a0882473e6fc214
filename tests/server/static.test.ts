import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '#server/app.ts';
import { makeClientFolder, sampleScript } from '#tests/support/client-folder.ts';
import { TestClient } from '#tests/support/client.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let browser: TestClient;
let remove: () => Promise<void>;

beforeAll(async () => {
  server = await startServer();
  const made = await makeClientFolder();
  remove = made.remove;
  browser = new TestClient(createApp(server.parts, made.folder), 'http://localhost:8080/');
});
afterAll(async () => {
  await remove();
  await server.close();
});

const read = (path: string, headers: Record<string, string> = {}, method = 'GET') => browser.raw(path, { headers, method });
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a hashed asset', () => {
  test('is kept by browsers for good', async () => {
    const response = await read('assets/index-1.js');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(sampleScript);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': String(sampleScript.length),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR', 'br'],
    ['br;q=0,gzip;q=0.0', null],
    ['identity', null],
    ['', null],
  ])('for a browser that takes %j comes as %j', async (accepted, coding) => {
    const response = await read('assets/index-1.js', { 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(coding);
    const body = await bytes(response);
    expect(response.headers.get('content-length')).toBe(String(body.length));
    const plain = coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body;
    expect(plain.toString()).toBe(sampleScript);
  });

  test('that is not there is not the page', async () => {
    const response = await read('assets/index-0.js', { accept: 'text/html,*/*' });
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('<html');
  });
});

test('another file is asked for again, and not sent again', async () => {
  const first = await read('favicon.svg');
  expect(first.headers.get('content-type')).toBe('image/svg+xml');
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const etag = first.headers.get('etag') ?? '';
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await read('favicon.svg', { 'if-none-match': known });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  }
  expect((await read('favicon.svg', { 'if-none-match': '"other"' })).status).toBe(200);
});

test('each coding has an entity tag of its own', async () => {
  const plain = await read('assets/index-1.js');
  const coded = await read('assets/index-1.js', { 'accept-encoding': 'br' });
  expect(coded.headers.get('etag')).not.toBe(plain.headers.get('etag'));
});

test('HEAD tells the same without the file', async () => {
  const response = await read('assets/index-1.js', {}, 'HEAD');
  expect([response.status, await response.text(), response.headers.get('content-length')]).toEqual([200, '', String(sampleScript.length)]);
});

test.each([
  '.vite/manifest.json',
  'index.html',
  'assets/index-1.js.br',
  'assets/',
  'assets/%2e%2e/.vite/manifest.json',
  '..%2f..%2fetc/passwd',
  '%2e%2e/%2e%2e/etc/passwd',
  'assets/..%5c..%5cindex.html',
  'assets/%00',
  'assets/%E0%A4%A',
  '//etc/passwd',
])('nothing but the files is reached by %s', async (path) => {
  const response = await read(path);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(await response.text()).not.toMatch(/isEntry|root:|<html/);
});

test('nothing can be sent to a file', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) expect((await read('favicon.svg', {}, method)).status).toBeGreaterThanOrEqual(400);
});
