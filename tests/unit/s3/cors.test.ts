import { afterEach, describe, expect, test } from 'vitest';
import { startS3, type S3Options, type S3Server } from '#tests/support/s3-server.ts';
import { askAt } from '#tests/support/ask-at.ts';
import { readCorsDocument } from '#tests/support/s3/cors-document.ts';

const page = 'https://profile.example';
const json = JSON.stringify([
  { AllowedOrigins: [page], AllowedMethods: ['GET'], AllowedHeaders: ['range'], ExposeHeaders: ['ETag'], MaxAgeSeconds: 600 },
]);
const cli = JSON.stringify({ CORSRules: JSON.parse(json) as unknown });
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <CORSRule>
    <AllowedOrigin>${page}</AllowedOrigin> <AllowedMethod>GET</AllowedMethod>
    <AllowedHeader>range</AllowedHeader> <ExposeHeader>ETag</ExposeHeader> <MaxAgeSeconds>600</MaxAgeSeconds>
  </CORSRule>
</CORSConfiguration>`;
const google = JSON.stringify([{ origin: [page], method: ['GET'], responseHeader: ['range', 'ETag'], maxAgeSeconds: 600 }]);

let s3: S3Server | undefined;
afterEach(() => s3?.close());
const start = async (cors?: S3Options['cors']): Promise<S3Server> =>
  (s3 = await startS3({ buckets: { models: {}, other: {} }, ...(cors === undefined ? {} : { cors }) }));

const allowedFor = async ({ host, origin }: S3Server, asking: string, path = '/models/a', method = 'GET'): Promise<string | undefined> =>
  (await askAt(host, origin + path, { method, headers: { origin: asking } })).headers['access-control-allow-origin'];

const preflight = async ({ host, origin }: S3Server, headers: Record<string, string>, path = '/models/a') => {
  const answer = await askAt(host, origin + path, { method: 'OPTIONS', headers });
  return [answer.status, answer.headers['access-control-allow-headers']];
};

describe('a document of CORS rules', () => {
  test.each([
    ['JSON of the console', json],
    ['JSON of the CLI', cli],
    ['XML of the API', xml],
  ])('is read as %s', (_, text) => {
    expect(readCorsDocument(text)).toEqual([{ origins: [page], methods: ['GET'], headers: ['range'], exposed: ['ETag'], seconds: 600 }]);
  });

  test('is read as JSON of Google', () => {
    expect(readCorsDocument(google)[0]).toMatchObject({ origins: [page], methods: ['GET'], exposed: ['range', 'ETag'] });
  });

  test.each([
    ['no list', '{}'],
    ['no rule', '<CORSConfiguration></CORSConfiguration>'],
    ['no origin', '[{"AllowedMethods":["GET"]}]'],
    ['no method', '[{"AllowedOrigins":["*"]}]'],
    ['a method that S3 does not take', '[{"AllowedOrigins":["*"],"AllowedMethods":["OPTIONS"]}]'],
    ['a name that S3 does not know', '[{"AllowedOrigins":["*"],"AllowedMethods":["GET"],"ExposedHeaders":[]}]'],
    ['an origin with two wildcards', '[{"AllowedOrigins":["*://*"],"AllowedMethods":["GET"]}]'],
    ['an origin that is no list', '[{"AllowedOrigins":"*","AllowedMethods":["GET"]}]'],
  ])('is refused with %s', (_, text) => expect(() => readCorsDocument(text)).toThrow(/^(MalformedXML|InvalidRequest)/));
});

describe('a bucket with rules answers', () => {
  test('its own origin, in errors too', async () => {
    const server = await start(json);
    const { status, headers } = await askAt(server.host, `${server.origin}/models/a`, { headers: { origin: page } });
    expect([status, headers['access-control-allow-origin'], headers['access-control-expose-headers']]).toEqual([403, page, 'ETag']);
    expect(headers['access-control-max-age']).toBe('600');
  });

  test('no other origin, method or bucket', async () => {
    const server = await start({ models: json });
    expect(await allowedFor(server, 'https://profile.example.evil')).toBeUndefined();
    expect(await allowedFor(server, page, '/models/a', 'HEAD')).toBeUndefined();
    expect(await allowedFor(server, page, '/other/a')).toBeUndefined();
    expect(await allowedFor(server, page, '/none/a')).toBeUndefined();
  });

  test('origins that fit a wildcard', async () => {
    const server = await start('[{"AllowedOrigins":["https://*.example"],"AllowedMethods":["GET"]}]');
    expect(await allowedFor(server, page)).toBe(page);
    expect(await allowedFor(server, 'https://profile.other')).toBeUndefined();
  });

  test('what a page asks before it sends a header', async () => {
    const server = await start(json);
    const asking = { origin: page, 'access-control-request-method': 'GET' };
    expect(await preflight(server, { ...asking, 'access-control-request-headers': 'Range' })).toEqual([200, 'Range']);
    expect(await preflight(server, { ...asking, 'access-control-request-headers': 'range,x-other' })).toEqual([403, undefined]);
    expect(await preflight(server, { ...asking, 'access-control-request-method': 'PUT' })).toEqual([403, undefined]);
    expect(await preflight(server, {})).toEqual([400, undefined]);
  });
});

test('without rules every page may read, until that is switched off', async () => {
  const server = await start();
  expect(await allowedFor(server, page)).toBe('*');
  server.faults.corsFor = 'https://other.example';
  expect(await allowedFor(server, page)).toBeUndefined();
  expect(await allowedFor(server, 'https://other.example')).toBe('https://other.example');
  server.faults.noCors = true;
  expect(await allowedFor(server, 'https://other.example')).toBeUndefined();
  expect(await preflight(server, { origin: page, 'access-control-request-method': 'GET' })).toEqual([403, undefined]);
});
