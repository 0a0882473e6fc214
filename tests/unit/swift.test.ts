import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { readListing } from '#lib/listing.ts';
import { signedAddress } from '#lib/signed-address.ts';
import { presign } from '#lib/sigv4.ts';
import { isLong } from '#tests/support/runs.ts';
import { hasSwift, startSwift, type Swift } from '#tests/support/swift/swift.ts';

const page = 'https://profile.example';
const key = "runs/it's (1)+é & 50%.txt";

describe.skipIf(!isLong || !hasSwift)('swift with s3api', () => {
  let swift: Swift;
  beforeAll(async () => {
    swift = await startSwift();
    await swift.putBucket('models');
    await swift.putObject('models', key, 'epoch 1');
  }, 120_000);
  afterAll(() => swift?.stop());

  const row = (some: Partial<CloudRow> = {}): CloudRow => ({
    id: '1',
    bucket: 'models',
    key: swift.accessKey,
    secret: swift.secretKey,
    token: '',
    region: swift.region,
    host: swift.origin,
    style: '',
    ...some,
  });
  const object = (some: Partial<CloudRow> = {}, now = Date.now()): string =>
    signedAddress(row(some), { what: 'object', bucket: 'models', key }, now);
  const ask = async (address: string): Promise<readonly [number, string]> => {
    const answer = await fetch(address, { headers: { origin: page } });
    const body = await answer.text();
    return [answer.status, /<Code>(\w+)</.exec(body)?.[1] ?? body];
  };

  test('takes our signature of an object with odd characters, and lets a page read it', async () => {
    const answer = await fetch(object(), { headers: { origin: page } });
    expect([answer.status, await answer.text(), answer.headers.get('access-control-allow-origin')]).toEqual([200, 'epoch 1', page]);
  });

  test('takes our signature of a listing', async () => {
    const answer = await fetch(signedAddress(row(), { what: 'list', bucket: 'models', prefix: '', folders: false, limit: 1 }, Date.now()));
    expect(readListing(await answer.text()).objects).toMatchObject([{ key, size: 7 }]);
  });

  test('takes a download', async () => {
    const address = signedAddress(row(), { what: 'object', bucket: 'models', key, download: true }, Date.now());
    expect((await fetch(address)).headers.get('content-disposition')).toBe('attachment');
  });

  test('refuses a wrong secret, an unknown key, another region and an address that is over', async () => {
    expect(await ask(object({ secret: 'other' }))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await ask(object({ key: 'test:nobody' }))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await ask(object({ region: 'us-east-1' }))).toEqual([400, 'AuthorizationQueryParametersError']);
    expect(await ask(object({}, Date.now() - 3_600_000))).toEqual([403, 'AccessDenied']);
  });

  test('refuses a signature on another path, method or query', async () => {
    expect(await ask(object().replace('/runs/', '/walks/'))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await ask(`${object()}&response-content-type=text%2Fhtml`)).toEqual([403, 'SignatureDoesNotMatch']);
    expect((await fetch(object(), { method: 'HEAD' })).status).toBe(403);
  });

  test('takes HEAD where HEAD was signed', async () => {
    const address = presign(
      { method: 'HEAD', origin: swift.origin, path: `/models/${key}`, seconds: 900, now: Date.now() },
      { accessKey: swift.accessKey, secretKey: swift.secretKey, region: swift.region },
    );
    const answer = await fetch(address, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '7']);
  });

  test('names what is not there', async () => {
    const elsewhere = signedAddress(row(), { what: 'object', bucket: 'none', key: 'a' }, Date.now());
    expect(await ask(elsewhere)).toEqual([404, 'NoSuchBucket']);
    expect(await ask(signedAddress(row(), { what: 'object', bucket: 'models', key: 'a' }, Date.now()))).toEqual([404, 'NoSuchKey']);
  });
});
