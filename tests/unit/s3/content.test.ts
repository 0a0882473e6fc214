import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { presign } from '#lib/sigv4.ts';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { askAt, type Answer } from '#tests/support/ask-at.ts';
import { lineSize, makeGate, numberedLines, partSize } from '#tests/support/s3/body.ts';

const text = (body: string) => ({ type: 'text/plain', body });
const large = 200 * 2 ** 20;
const gate = makeGate();
let s3: S3Server;

beforeAll(async () => {
  s3 = await startS3({
    buckets: {
      models: {
        'a.txt': text('0123456789'),
        'runs/1/loss.txt': text('one'),
        'runs/1/size.txt': text('four'),
        'runs/2/loss.txt': text('two'),
        'runs & <more>/a+b é.txt': text('odd'),
        'large.txt': { type: 'text/plain', body: numberedLines(large) },
        'slow.txt': { type: 'text/plain', body: numberedLines(3 * partSize, gate.pace) },
        '🙂': text('last in UTF-8'),
        '\uffee': text('last in UTF-16'),
      },
      empty: {},
    },
  });
});
afterAll(() => s3.close());

const addressOf = (path: string, query: Record<string, string> = {}): string =>
  presign(
    { method: 'GET', origin: s3.origin, path, query, seconds: 900, now: Date.now() },
    { accessKey: 'AKIDEXAMPLE', secretKey: 'secret/of+example', region: 'us-east-1' },
  );

const ask = (path: string, query: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Answer> =>
  askAt(s3.host, addressOf(path, query), { headers });

const all = (answer: Answer, name: string): string[] =>
  [...answer.body.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value = '']) => value);

describe('a listing', () => {
  const list = (query: Record<string, string> = {}, bucket = 'models'): Promise<Answer> =>
    ask(`/${bucket}/`, { 'list-type': '2', ...query });

  test('names keys in the order of UTF-8, with size and date', async () => {
    const answer = await list();
    expect(all(answer, 'Key').slice(-2)).toEqual(['\uffee', '🙂']);
    expect(all(answer, 'Key')[0]).toBe('a.txt');
    expect([all(answer, 'Size')[0], all(answer, 'LastModified')[0]]).toEqual(['10', '2026-01-01T00:00:00.000Z']);
    expect(all(answer, 'IsTruncated')).toEqual(['false']);
    expect(all(await list({}, 'empty'), 'KeyCount')).toEqual(['0']);
  });

  test('folds what lies below a delimiter', async () => {
    const top = await list({ delimiter: '/' });
    expect(all(top, 'Prefix')).toEqual(['', 'runs &#x26; &#x3c;more&#x3e;/', 'runs/']);
    expect(all(top, 'Key')).not.toContain('runs/1/loss.txt');
    const runs = await list({ delimiter: '/', prefix: 'runs/' });
    expect(all(runs, 'Prefix')).toEqual(['runs/', 'runs/1/', 'runs/2/']);
  });

  test('comes in pages, each entry once', async () => {
    const seen: string[] = [];
    for (let token: string | undefined, pages = 0; pages === 0 || token !== undefined; pages += 1) {
      const page = await list({ 'max-keys': '2', delimiter: '/', ...(token === undefined ? {} : { 'continuation-token': token }) });
      seen.push(...all(page, 'Key'), ...all(page, 'Prefix').slice(1));
      [token] = all(page, 'NextContinuationToken');
      expect(all(page, 'IsTruncated')).toEqual([String(token !== undefined)]);
    }
    expect(seen.toSorted()).toEqual(
      ['a.txt', 'large.txt', 'runs &#x26; &#x3c;more&#x3e;/', 'runs/', 'slow.txt', '🙂', '\uffee'].toSorted(),
    );
  });

  test('encodes keys where it is asked to', async () => {
    expect(all(await list({ 'encoding-type': 'url', prefix: 'runs &' }), 'Key')).toEqual(['runs+%26+%3Cmore%3E/a%2Bb+%C3%A9.txt']);
  });

  test('of buckets stands at the root', async () => {
    expect(all(await ask('/'), 'Name')).toEqual(['empty', 'models']);
  });

  test.each([
    ['/none/', 'NoSuchBucket'],
    ['/models/none', 'NoSuchKey'],
    ['/models/constructor', 'NoSuchKey'],
  ])('has no %s', async (path, code) => expect(all(await ask(path), 'Code')).toEqual([code]));
});

describe('an object', () => {
  test.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=4-2', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ])('is read by range %s', async (range, status, body, place) => {
    const answer = await ask('/models/a.txt', {}, { range });
    expect([answer.status, answer.body, answer.headers['content-range']]).toEqual([status, body, place]);
  });

  test('has no range behind its end', async () => {
    const answer = await ask('/models/a.txt', {}, { range: 'bytes=10-' });
    expect([answer.status, all(answer, 'Code'), all(answer, 'ActualObjectSize')]).toEqual([416, ['InvalidRange'], ['10']]);
  });

  test('takes type and disposition from a signed address', async () => {
    const wanted = { 'response-content-type': 'text/html', 'response-content-disposition': 'attachment; filename="a"' };
    const { headers } = await ask('/models/a.txt', wanted);
    expect(headers).toMatchObject({ 'content-type': 'text/html', 'content-disposition': 'attachment; filename="a"' });
  });

  test('of 200 MB is read anywhere', async () => {
    const at = large / 2 - 10;
    const { body, headers } = await ask('/models/large.txt', {}, { range: `bytes=${at}-${at + 29}` });
    expect(body).toBe(`.........\nline ${large / 2 / lineSize} .......`);
    expect(headers['content-range']).toBe(`bytes ${at}-${at + 29}/${large}`);
  });

  test('is sent as fast as the test lets it, and it is seen how far it went', async () => {
    const before = s3.seen.length;
    const leaving = new AbortController();
    const response = await fetch(addressOf('/models/slow.txt'), { signal: leaving.signal });
    const reader = response.body?.getReader();
    gate.pass();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toMatch(/^line 0 /);
    leaving.abort();
    await expect.poll(() => s3.seen[before]?.whole).toBe(false);
    expect(s3.seen[before]?.bytes).toBe(partSize);
    gate.open();
    expect((await ask('/models/slow.txt')).body).toHaveLength(3 * partSize);
    await expect.poll(() => s3.seen.at(-1)?.whole).toBe(true);
  });
});
