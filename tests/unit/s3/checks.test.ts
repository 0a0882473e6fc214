import { AwsV4Signer } from 'aws4fetch';
import { afterEach, describe, expect, test } from 'vitest';
import { presign, type PresignRequest, type SigningKeys } from '#lib/sigv4.ts';
import { startS3, type S3Options, type S3Server } from '#tests/support/s3-server.ts';
import { askAt, type Answer } from '#tests/support/ask-at.ts';
import { smithySigner, unsignedPayload } from '#tests/support/s3/signature.ts';

const keys: SigningKeys = { accessKey: 'AKIDEXAMPLE', secretKey: 'secret/of+example', region: 'us-east-1' };
const buckets = { models: { "runs/it's (1)+é.txt": { type: 'text/plain', body: 'epoch 1' } } };
const path = "/models/runs/it's (1)+é.txt";

const open: S3Server[] = [];
const start = async (options: S3Options = {}): Promise<S3Server> => {
  const s3 = await startS3({ buckets, ...options });
  open.push(s3);
  return s3;
};
afterEach(async () => void (await Promise.all(open.splice(0).map((s3) => s3.close()))));

const signed = (s3: S3Server, some: Partial<PresignRequest> = {}, own: Partial<SigningKeys> = {}): string =>
  presign({ method: 'GET', origin: s3.origin, path, seconds: 900, now: Date.now(), ...some }, { ...keys, ...own });

const element = (answer: Answer, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer.body)?.[1];
const outcome = (answer: Answer): readonly [number, string | undefined] => [answer.status, element(answer, 'Code')];

describe('a request that is signed right passes', () => {
  test.each(['GET', 'HEAD'] as const)('by our own code, with %s', async (method) => {
    const s3 = await start();
    const answer = await askAt(s3.host, signed(s3, { method }), { method });
    expect([answer.status, answer.body]).toEqual([200, method === 'GET' ? 'epoch 1' : '']);
    expect(answer.headers['content-length']).toBe('7');
  });

  test('by aws4fetch', async () => {
    const s3 = await start();
    const url = signed(s3).replace(/\?.*/s, '?X-Amz-Expires=900');
    const { accessKey: accessKeyId, secretKey: secretAccessKey, region } = keys;
    const signer = new AwsV4Signer({ url, accessKeyId, secretAccessKey, region, service: 's3', signQuery: true });
    expect((await askAt(s3.host, (await signer.sign()).url.href)).body).toBe('epoch 1');
  });

  test('by the signer of the AWS SDK', async () => {
    const s3 = await start();
    const { pathname } = new URL(signed(s3));
    const { query } = await smithySigner(keys.accessKey, keys.secretKey, undefined, keys.region).presign(
      {
        method: 'GET',
        protocol: 'http:',
        hostname: '127.0.0.1',
        path: pathname,
        query: {},
        headers: { host: s3.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      },
      { expiresIn: 900, ...unsignedPayload },
    );
    const search = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    expect((await askAt(s3.host, `${s3.origin}${pathname}?${search.join('&')}`)).body).toBe('epoch 1');
  });

  test('with the session token of temporary keys', async () => {
    const s3 = await start({ sessionToken: 'tok+en/=' });
    expect((await askAt(s3.host, signed(s3, {}, { sessionToken: 'tok+en/=' }))).status).toBe(200);
  });

  test('with the region auto, as Google has it', async () => {
    const s3 = await start({ region: 'auto', domains: ['storage.googleapis.com'], styles: 'both' });
    for (const [origin, path] of [
      ['http://storage.googleapis.com', '/models/'],
      ['http://models.storage.googleapis.com', '/'],
    ] as const)
      expect((await askAt(s3.host, signed(s3, { origin, path }, { region: 'auto' }))).status).toBe(200);
  });
});

describe('a request that is wrong is refused', () => {
  const ahead = (minutes: number): number => Date.now() + minutes * 60_000;
  test.each<[string, Partial<PresignRequest>, Partial<SigningKeys>, readonly [number, string]]>([
    ['by an unknown key', {}, { accessKey: 'AKIDOTHER' }, [403, 'InvalidAccessKeyId']],
    ['by a wrong secret', {}, { secretKey: 'other' }, [403, 'SignatureDoesNotMatch']],
    ['for another region', {}, { region: 'eu-west-1' }, [400, 'AuthorizationQueryParametersError']],
    ['too late', { now: ahead(-16) }, {}, [403, 'AccessDenied']],
    ['too early', { now: ahead(16) }, {}, [403, 'AccessDenied']],
    ['for longer than a week', { seconds: 604_801 }, {}, [400, 'AuthorizationQueryParametersError']],
    ['for another host', { origin: 'http://other.example' }, {}, [403, 'SignatureDoesNotMatch']],
    ['for another method', { method: 'HEAD' }, {}, [403, 'SignatureDoesNotMatch']],
    ['with a token that nobody gave', {}, { sessionToken: 'token' }, [400, 'InvalidToken']],
  ])('%s', async (_, some, own, expected) => {
    const s3 = await start();
    const { search, pathname } = new URL(signed(s3, some, own));
    expect(outcome(await askAt(s3.host, s3.origin + pathname + search))).toEqual(expected);
  });

  test.each<[string, (address: string) => string, string]>([
    ['whose path was changed', (address) => address.replace('%281%29', '%282%29'), 'SignatureDoesNotMatch'],
    ['whose query was changed', (address) => `${address}&response-content-type=text%2Fhtml`, 'SignatureDoesNotMatch'],
    ['whose life was changed', (address) => address.replace('Expires=900', 'Expires=901'), 'SignatureDoesNotMatch'],
    ['whose scope is of another day', (address) => address.replace(/(%2F)\d{8}(%2F)/, '$119990101$2'), 'AuthorizationQueryParametersError'],
    ['of which the host is not signed', (address) => address.replace('=host', '=date'), 'AuthorizationQueryParametersError'],
    ['without a signature', (address) => address.replace(/\?.*/s, ''), 'AccessDenied'],
  ])('%s', async (_, change, code) => {
    const s3 = await start();
    expect(outcome(await askAt(s3.host, change(signed(s3))))[1]).toBe(code);
  });

  test('with the right region and the server’s time in its answer', async () => {
    const s3 = await start({ region: 'eu-west-1' });
    const answer = await askAt(s3.host, signed(s3));
    expect([element(answer, 'Region'), answer.headers['x-amz-bucket-region']]).toEqual(['eu-west-1', 'eu-west-1']);
    s3.faults.ahead = 3_600_000;
    const late = await askAt(s3.host, signed(s3, {}, { region: 'eu-west-1' }));
    expect(element(late, 'Message')).toBe('Request has expired');
    expect(Date.parse(element(late, 'ServerTime') ?? '')).toBeGreaterThan(Date.now() + 3_500_000);
    expect(Date.parse(late.headers.date ?? '')).toBeGreaterThan(Date.now() + 3_500_000);
  });

  test.each<[NonNullable<S3Options['kind']>, string | undefined, string]>([
    ['aws', undefined, 'InvalidAccessKeyId'],
    ['aws', 'other', 'InvalidToken'],
    ['minio', undefined, 'InvalidTokenId'],
    ['minio', 'other', 'InvalidTokenId'],
  ])('by %s with the session token %s where another is needed', async (kind, sessionToken, code) => {
    const s3 = await start({ kind, sessionToken: 'token' });
    expect(outcome(await askAt(s3.host, signed(s3, {}, sessionToken === undefined ? {} : { sessionToken })))[1]).toBe(code);
  });

  test('by MinIO in its own words', async () => {
    const s3 = await start({ kind: 'minio' });
    expect(outcome(await askAt(s3.host, signed(s3, {}, { region: 'eu-west-1' })))).toEqual([400, 'AuthorizationHeaderMalformed']);
    const head = await askAt(s3.host, signed(s3, { method: 'HEAD' }, { secretKey: 'other' }), { method: 'HEAD' });
    expect([head.headers['x-minio-error-code'], head.body]).toEqual(['SignatureDoesNotMatch', '']);
  });
});

describe('a bucket stands', () => {
  const domains = ['oss.example', 's3.us-east-1.amazonaws.com', 's3.eu-west-1.amazonaws.com'];
  const inHost = { path: path.replace('/models', ''), origin: 'http://models.oss.example' };
  const inPath = { origin: 'http://oss.example' };

  test.each<[NonNullable<S3Options['styles']>, string | undefined, string | undefined]>([
    ['path', undefined, 'NoSuchBucket'],
    ['virtual', 'SecondLevelDomainForbidden', undefined],
    ['both', undefined, undefined],
  ])('where the style %s allows it', async (styles, codeInPath, codeInHost) => {
    const s3 = await start({ styles, domains });
    expect(outcome(await askAt(s3.host, signed(s3, inPath)))[1]).toBe(codeInPath);
    expect(outcome(await askAt(s3.host, signed(s3, inHost)))[1]).toBe(codeInHost);
  });

  test('in its own region of AWS, and others say which that is', async () => {
    const s3 = await start({ styles: 'both', domains, region: 'eu-west-1' });
    const answer = await askAt(s3.host, signed(s3, { ...inHost, origin: 'http://models.s3.us-east-1.amazonaws.com' }));
    expect(outcome(answer)).toEqual([301, 'PermanentRedirect']);
    expect(element(answer, 'Endpoint')).toBe('models.s3.eu-west-1.amazonaws.com');
    expect(answer.headers).toMatchObject({ 'x-amz-bucket-region': 'eu-west-1' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const right = signed(s3, { ...inHost, origin: 'http://models.s3.eu-west-1.amazonaws.com' }, { region: 'eu-west-1' });
    expect((await askAt(s3.host, right)).body).toBe('epoch 1');
  });
});
