import { AwsV4Signer } from 'aws4fetch';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { presign, type PresignRequest, type SigningKeys } from '#lib/sigv4.ts';
import { encodePath, encodeUri } from '#lib/uri.ts';
import { smithySigner, unsignedPayload } from '#tests/support/s3/signature.ts';

const keys = fc.record(
  {
    accessKey: fc.string({ minLength: 1, unit: 'grapheme-ascii' }).filter((text) => /^[^\s/]+$/.test(text)),
    secretKey: fc.string({ minLength: 1, unit: 'grapheme' }),
    sessionToken: fc.base64String({ minLength: 4 }),
    region: fc.constantFrom('us-east-1', 'eu-central-1', 'auto', 'cn-north-1'),
  },
  { requiredKeys: ['accessKey', 'secretKey', 'region'] },
);

/** Any text but the segments that URL takes out: `.` and `..`. */
const path = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom("it's (1)*!.png", 'a+b=c&d', '%41', '~', '', 'ü ü', '🙂')), {
    minLength: 1,
  })
  .map((segments) => `/${segments.join('/')}`)
  .filter((text) => !text.split('/').some((segment) => segment === '.' || segment === '..'));

const request = fc.record({
  method: fc.constantFrom('GET' as const, 'HEAD' as const),
  origin: fc.constantFrom('https://models.s3.us-east-1.amazonaws.com', 'http://127.0.0.1:9000', 'https://minio.example'),
  path,
  query: fc.dictionary(
    fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !/^(x-amz-|__proto__$)/i.test(name)),
    fc.string({ unit: 'grapheme' }),
    { maxKeys: 4 },
  ),
  seconds: fc.integer({ min: 1, max: 604_800 }),
  now: fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2099, 0) }),
});

const signatureOf = (address: string): string | null => new URL(address).searchParams.get('X-Amz-Signature');

const bySmithy = async ({ method, origin, path, query, seconds, now }: PresignRequest, keys: SigningKeys): Promise<string> => {
  const { protocol, hostname, host } = new URL(origin);
  const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const signed = await smithySigner(keys.accessKey, keys.secretKey, keys.sessionToken, keys.region).presign(
    { method, protocol, hostname, path: encodePath(path), query: { ...query }, headers },
    { signingDate: new Date(now), expiresIn: seconds, ...unsignedPayload },
  );
  return String(signed.query?.['X-Amz-Signature']);
};

const byAws4fetch = async (
  { method, origin, path, query = {}, seconds, now }: PresignRequest,
  keys: SigningKeys,
): Promise<string | null> => {
  const search = Object.entries({ ...query, 'X-Amz-Expires': String(seconds) }).map((pair) => pair.map(encodeUri).join('='));
  const signer = new AwsV4Signer({
    method,
    url: `${origin}${encodePath(path)}?${search.join('&')}`,
    accessKeyId: keys.accessKey,
    secretAccessKey: keys.secretKey,
    ...(keys.sessionToken === undefined ? {} : { sessionToken: keys.sessionToken }),
    service: 's3',
    region: keys.region,
    datetime: `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    signQuery: true,
  });
  return (await signer.sign()).url.searchParams.get('X-Amz-Signature');
};

describe('a presigned address', () => {
  test('has the signature of the AWS SDK, for any key, path and query', async () => {
    await fc.assert(
      fc.asyncProperty(request, keys, async (asked, by) => {
        expect(signatureOf(presign(asked, by))).toBe(await bySmithy(asked, by));
      }),
    );
  });

  test('has the signature of aws4fetch', async () => {
    await fc.assert(
      fc.asyncProperty(request, keys, async (asked, by) => {
        expect(signatureOf(presign(asked, by))).toBe(await byAws4fetch(asked, by));
      }),
    );
  });

  test('is sent by a browser as it was signed', () => {
    fc.assert(
      fc.property(request, keys, (asked, by) => {
        const address = presign(asked, by);
        expect(new URL(address).href).toBe(address);
        expect(decodeURIComponent(new URL(address).pathname)).toBe(asked.path);
      }),
    );
  });

  test('equals the example of the S3 API reference', () => {
    const address = presign(
      { method: 'GET', origin: 'https://examplebucket.s3.amazonaws.com', path: '/test.txt', seconds: 86_400, now: Date.UTC(2013, 4, 24) },
      { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' },
    );
    expect(signatureOf(address)).toBe('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
  });

  test('keeps what is made of a secret by the keys that hold it, and so no longer than them', () => {
    const encode = vi.spyOn(TextEncoder.prototype, 'encode');
    const asked: PresignRequest = { method: 'GET', origin: 'https://minio.example', path: '/models/a.png', seconds: 900, now: 0 };
    const keys = { accessKey: 'AKID', secretKey: 'hush', region: 'us-east-1' };
    for (const by of [keys, keys, { ...keys }, keys]) presign(asked, by);
    expect(encode.mock.calls.filter(([text]) => text === 'AWS4hush')).toHaveLength(2);
    encode.mockRestore();
  });

  test('is signed anew on the next day, and on the one before', async () => {
    const by = { accessKey: 'AKID', secretKey: 'hush', region: 'us-east-1' };
    for (const now of [86_399_000, 86_400_000, 86_399_000]) {
      const asked: PresignRequest = { method: 'GET', origin: 'https://minio.example', path: '/models/a.png', seconds: 900, now };
      expect(signatureOf(presign(asked, by))).toBe(await bySmithy(asked, by));
    }
  });

  test('never holds the secret', () => {
    fc.assert(
      fc.property(request, fc.stringMatching(/^[A-Za-z0-9]{20,40}$/), (asked, secretKey) => {
        expect(presign({ ...asked, query: {} }, { accessKey: 'AKID', secretKey, region: 'us-east-1' })).not.toContain(secretKey);
      }),
    );
  });
});
