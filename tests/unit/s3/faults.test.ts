import { afterEach, beforeEach, expect, test } from 'vitest';
import { presign } from '#lib/sigv4.ts';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { askAt, type Answer } from '#tests/support/ask-at.ts';
import { selfSigned } from '#tests/support/upstream/certificates.ts';

let s3: S3Server;
beforeEach(async () => {
  s3 = await startS3({ buckets: { models: { 'a.txt': { type: 'text/plain', body: '0123456789' } } } });
});
afterEach(() => s3.close());

const addressOf = (path: string): string =>
  presign(
    { method: 'GET', origin: s3.origin, path, seconds: 900, now: Date.now() },
    { accessKey: 'AKIDEXAMPLE', secretKey: 'secret/of+example', region: 'us-east-1' },
  );
const ask = (path = '/models/a.txt'): Promise<Answer> => askAt(s3.host, addressOf(path));

test.each([
  ['ExpiredToken', 400],
  ['InvalidToken', 400],
  ['RequestTimeTooSkewed', 403],
  ['PermanentRedirect', 301],
  ['AuthorizationHeaderMalformed', 400],
  ['SlowDown', 503],
  ['InternalError', 500],
] as const)('%s is answered while it is switched on', async (code, status) => {
  s3.faults.instead = code;
  const answer = await ask();
  expect([answer.status, /<Code>(\w+)</.exec(answer.body)?.[1]]).toEqual([status, code]);
  s3.faults.instead = undefined;
  expect((await ask()).status).toBe(200);
});

test('a clock that is ahead is told in the answer', async () => {
  s3.faults.ahead = 3_600_000;
  s3.faults.instead = 'RequestTimeTooSkewed';
  const time = Date.parse(/<ServerTime>([^<]+)</.exec((await ask()).body)?.[1] ?? '');
  expect(Math.round((time - Date.now()) / 60_000)).toBe(60);
});

test('a redirect leads where the test says', async () => {
  s3.faults.instead = { redirect: 'https://other.example/a' };
  expect(await ask()).toMatchObject({ status: 307, headers: { location: 'https://other.example/a' } });
});

test('a page stands for what is no S3', async () => {
  s3.faults.instead = 'html';
  expect(await ask()).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
});

test.each(['closed', 'half'] as const)('a connection that is %s is no answer', async (fault) => {
  s3.faults.instead = fault;
  await expect(ask()).rejects.toThrow(/socket hang up|aborted|ECONNRESET/);
  await expect.poll(() => s3.seen.at(-1)?.whole).toBe(false);
  expect(s3.seen.at(-1)).toMatchObject(fault === 'half' ? { status: 200, bytes: 5 } : { status: undefined, bytes: 0 });
});

test('keys that may not list, or not read, are told so', async () => {
  s3.faults.noListing = true;
  expect([(await ask('/models/')).status, (await ask('/')).status, (await ask()).status]).toEqual([403, 403, 200]);
  // AWS then hides what is not there
  expect((await ask('/models/none')).body).toContain('<Code>AccessDenied</Code>');
  s3.faults.noReading = true;
  expect((await ask()).body).toContain('<Code>AccessDenied</Code>');
});

test('with a certificate it speaks https only', async () => {
  const tls = selfSigned();
  const secure = await startS3({ tls });
  try {
    expect(secure.origin).toMatch(/^https:/);
    expect((await askAt(secure.host, secure.origin, { ca: tls.cert })).status).toBe(403);
    await expect(askAt(secure.host, secure.origin)).rejects.toThrow(/self-signed/);
  } finally {
    await secure.close();
  }
});
