import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { signedAddress, type Wanted } from '#lib/signed-address.ts';
import { addressOf, locate, type Place } from '#lib/storage-address.ts';
import { withoutSecrets } from '#lib/without-secrets.ts';
import { runs } from '#tests/support/runs.ts';

const row = (bucket: string, host = '', more: Partial<CloudRow> = {}): CloudRow => ({
  id: `${bucket}@${host}`,
  bucket,
  key: 'AKIDEXAMPLE',
  secret: 'a-secret',
  token: '',
  region: '',
  host,
  style: '',
  ...more,
});

const aws = row('models');
const minio = row('models', 'http://minio.lan:9000');
const secure = row('models', 'https://minio.lan');
const google = row('models', 'https://storage.googleapis.com');
const azure = row('models', 'https://acct.blob.core.windows.net', { key: '', secret: 'sv=2024&sig=abc' });
const account = row('', 'https://acct.blob.core.windows.net', { key: '', secret: 'sv=2024&sig=whole' });
const oss = row('', 'https://oss-cn-hangzhou.aliyuncs.com');
const all = [aws, minio, secure, google, azure, account];

const rowOf = (address: string, rows: readonly CloudRow[] = all): string => {
  const place = locate(address, rows);
  switch (place.kind) {
    case 'row':
      return `${place.row.id} ${place.bucket}/${place.key}`;
    case 'list':
      return `${place.row.id} lists ${place.bucket}/${place.prefix}`;
    case 'buckets':
      return `${place.row.id} lists buckets`;
    case 'problem':
      return place.problem;
    default:
      return place.kind;
  }
};

describe('an address chooses the row', () => {
  test.each([
    ['s3://models/runs/a b.png', 'models@ models/runs/a b.png'],
    ['S3://models/a', 'models@ models/a'],
    ['s3://models//a', 'models@ models//a'],
    ['s3://models/50%25 #1?.png', 'models@ models/50%25 #1?.png'],
    ['s3://minio.lan:9000/models/a/b', 'models@http://minio.lan:9000 models/a/b'],
    ['s3://MINIO.lan:9000/models/a', 'models@http://minio.lan:9000 models/a'],
    ['s3://minio.lan:443/models/a', 'models@https://minio.lan models/a'],
    ['s3://minio.lan/models/a', 'models@https://minio.lan models/a'],
    ['http://minio.lan:9000/models/a%20b', 'models@http://minio.lan:9000 models/a b'],
    ['https://minio.lan/models/a', 'models@https://minio.lan models/a'],
    ['https://models.s3.eu-west-1.amazonaws.com/a%2Bb', 'models@ models/a+b'],
    ['https://models.s3.amazonaws.com/a', 'models@ models/a'],
    ['https://s3.eu-west-1.amazonaws.com/models/a', 'models@ models/a'],
    ['gs://models/a', 'models@https://storage.googleapis.com models/a'],
    ['https://storage.googleapis.com/models/a', 'models@https://storage.googleapis.com models/a'],
    ['azure://acct.blob.core.windows.net/models/a%20b', 'models@https://acct.blob.core.windows.net models/a b'],
    ['azure://ACCT.blob.core.windows.net/models/a?sv=1', 'models@https://acct.blob.core.windows.net models/a'],
    ['azure://acct.blob.core.windows.net/other/a', '@https://acct.blob.core.windows.net other/a'],
    ['https://acct.blob.core.windows.net/models/a', 'models@https://acct.blob.core.windows.net models/a'],
  ])('%s → %s', (address, expected) => expect(rowOf(address)).toBe(expected));

  test('an S3 host that AWS runs serves s3://bucket too', () => {
    expect(rowOf('s3://models/a', [row('models', 'https://s3.eu-west-1.amazonaws.com')])).toBe(
      'models@https://s3.eu-west-1.amazonaws.com models/a',
    );
  });
});

describe('a row without a bucket', () => {
  const any = row('', 'http://minio.lan:9000');
  test('is the default of its host', () => {
    expect(rowOf('s3://minio.lan:9000/other/a', [any, minio])).toBe('@http://minio.lan:9000 other/a');
    expect(rowOf('s3://minio.lan:9000/models/a', [any, minio])).toBe('models@http://minio.lan:9000 models/a');
    expect(rowOf('s3://other/a', [any, row('')])).toBe('@ other/a');
    expect(rowOf('gs://other/a', [any, row('', 'https://storage.googleapis.com')])).toBe('@https://storage.googleapis.com other/a');
  });
  test('comes after a row of the bucket, even where the address could mean either', () => {
    const named = row('minio.lan');
    expect(rowOf('s3://minio.lan/models/a', [row('', 'https://minio.lan'), named])).toBe('minio.lan@ minio.lan/models/a');
  });
});

describe('an address of no object', () => {
  const any = row('', 'http://minio.lan:9000');
  test.each([
    ['s3://models', 'models@ lists models/'],
    ['s3://models/', 'models@ lists models/'],
    ['s3://models/runs/1/', 'models@ lists models/runs/1/'],
    ['s3://models/runs/../', 'models@ lists models/runs/../'],
    ['s3://minio.lan:9000/models', 'models@http://minio.lan:9000 lists models/'],
    ['https://minio.lan/models/a%20b/', 'models@https://minio.lan lists models/a b/'],
    ['gs://models/a/', 'models@https://storage.googleapis.com lists models/a/'],
    ['azure://acct.blob.core.windows.net/other/a%20b/', '@https://acct.blob.core.windows.net lists other/a b/'],
    ['azure://acct.blob.core.windows.net', '@https://acct.blob.core.windows.net lists buckets'],
    ['s3://minio.lan:9000', '@http://minio.lan:9000 lists buckets'],
    ['s3://minio.lan:9000/', '@http://minio.lan:9000 lists buckets'],
    ['s3://', '@ lists buckets'],
  ])('lists: %s → %s', (address, expected) => expect(rowOf(address, [...all, any, row('')])).toBe(expected));

  test('is of a bucket that has a row, before the host of a default row', () => {
    expect(rowOf('s3://minio.lan/', [row('', 'https://minio.lan'), row('minio.lan')])).toBe('minio.lan@ lists minio.lan/');
  });
});

describe('an address with the bucket before the host', () => {
  const oss = row('models', 'https://oss-cn-hangzhou.aliyuncs.com');
  const own = row('', 'https://s3.corp.example', { style: 'virtual' });
  test.each([
    ['https://models.oss-cn-hangzhou.aliyuncs.com/a%20b', 'models@https://oss-cn-hangzhou.aliyuncs.com models/a b'],
    ['https://other.oss-cn-hangzhou.aliyuncs.com/a', 'web'],
    ['https://models.storage.googleapis.com/a%20b/c', 'models@https://storage.googleapis.com models/a b/c'],
    ['https://my.other.storage.googleapis.com/a', '@https://storage.googleapis.com my.other/a'],
    ['http://models.storage.googleapis.com/a', 'web'],
    ['https://models.storage.googleapis.com.evil.example/a', 'web'],
    ['https://any.s3.corp.example/a', '@https://s3.corp.example any/a'],
    ['http://any.s3.corp.example/a', 'web'],
    ['https://any.s3.corp.example.evil.example/a', 'web'],
    ['https://evils3.corp.example/a', 'web'],
  ])('%s → %s', (address, expected) => expect(rowOf(address, [oss, own, google, row('', google.host, { style: 'path' })])).toBe(expected));
});

test('an address of a host that has a row is no bucket below another one, and the nearest host counts', () => {
  const below = (host: string) => row('', host, { style: 'virtual' });
  const wide = below('https://corp.example');
  const exact = row('', 'https://minio.corp.example');
  const near = below('https://s3.corp.example');
  expect(rowOf('https://minio.corp.example/models/x', [wide, exact])).toBe('@https://minio.corp.example models/x');
  expect(rowOf('https://models.s3.corp.example/x', [wide, near])).toBe('@https://s3.corp.example models/x');
  expect(rowOf('https://models.corp.example/x', [wide, near])).toBe('@https://corp.example models/x');
});

describe('a name that no bucket has', () => {
  const any = [row(''), row('', 'https://minio.lan'), account];
  test.each([
    ['s3://$(curl evil|sh)/key'],
    ['s3://`id`/key'],
    ["s3://a'b/key"],
    ['s3://a"b/key'],
    ['s3://a;id/key'],
    ['s3://a\nid/key'],
    ['s3://-a/key'],
    ['s3://minio.lan/a b/key'],
    ['https://minio.lan/%24(id)/key'],
    ['azure://acct.blob.core.windows.net/%60id%60/key'],
  ])('is refused: %s', (address) => {
    expect(rowOf(address, any)).toBe('bad_bucket');
  });
  test('is a bad host where it is one', () => expect(rowOf('https://$(id).example/a', [])).toBe('bad_host'));
  test('is none of the containers of Azure itself', () =>
    expect(rowOf('azure://acct.blob.core.windows.net/$web/index.html', any)).toBe('@https://acct.blob.core.windows.net $web/index.html'));
});

describe('an address of the web that a row is for', () => {
  const any = row('', 'https://minio.lan:9000');
  test.each([
    ['https://minio.lan:9000/b/a%2F..%2Fc', 'dot_segments'],
    ['https://minio.lan:9000//c', 'no_bucket'],
    ['https://minio.lan:9001/b/a%2F..%2Fc', 'web'],
  ])('is not read without keys: %s → %s', (address, expected) => expect(rowOf(address, [any])).toBe(expected));
});

test.each([
  ['https://acct2.blob.core.windows.net/models/a', { bucket: 'models', host: 'https://acct2.blob.core.windows.net' }],
  ['https://other.s3.eu-west-1.amazonaws.com/a', { bucket: 'other', host: '' }],
  ['https://s3.amazonaws.com/other/a', { bucket: 'other', host: '' }],
  ['https://other.storage.googleapis.com/dir/a', { bucket: 'other', host: 'https://storage.googleapis.com' }],
  ['https://other.cos.ap-guangzhou.myqcloud.com/dir/a', { bucket: 'other', host: 'https://cos.ap-guangzhou.myqcloud.com' }],
  ['https://storage.googleapis.com/other/a', { bucket: 'other', host: 'https://storage.googleapis.com' }],
  ['https://files.example/other/a', undefined],
  ['https://other.s3.eu-west-1.amazonaws.com.evil.example/a', undefined],
])('%s without a row tells the bucket that keys could be added for: %j', (address, unkeyed) => {
  const place = locate(address, all);
  expect(place.kind).toBe('web');
  expect(place.kind === 'web' && place.unkeyed).toEqual(unkeyed);
});

describe('check 47: no row, and so no key, for', () => {
  test.each([
    ['another bucket', 's3://other/a', 'no_row'],
    ['a bucket in other letters', 's3://Models/a', 'no_row'],
    ['another port', 's3://minio.lan:9001/models/a', 'no_row'],
    ['the port of the other scheme', 's3://minio.lan:80/models/a', 'no_row'],
    ['a longer host', 's3://minio.lan.evil.example:9000/models/a', 'no_row'],
    ['a host with a dot at its end', 's3://minio.lan.:9000/models/a', 'no_row'],
    ['a look-alike in another script', 's3://m\u0456nio.lan:9000/models/a', 'no_row'],
    ['user-info', 's3://minio.lan:9000@evil.example/models/a', 'user_info'],
    ['user-info before the right host', 's3://evil@minio.lan:9000/models/a', 'user_info'],
    ['another scheme at the host', 'https://minio.lan:9000/models/a', 'web'],
    ['user-info of a web address', 'https://acct.blob.core.windows.net@evil.example/models/a', 'user_info'],
    ['user-info after a backslash', 'https:\\\\u@minio.lan/models/a', 'user_info'],
    ['a secret key with a slash', 's3://AKIAEXAMPLE:wJalr/Utn@models/a', 'user_info'],
    ['a password that is no port of the web', 'https://u:p/w@minio.lan/models/a', 'user_info'],
    ['a foreign azure host', 'azure://evil.example/models/a', 'not_azure'],
    ['a longer azure host', 'azure://acct.blob.core.windows.net.evil.example/models/a', 'not_azure'],
    ['an azure look-alike', 'azure://\u0430cct.blob.core.windows.net/models/a', 'not_azure'],
    ['an azure host with a dot at its end', 'azure://acct.blob.core.windows.net./models/a', 'not_azure'],
    ['azure with user-info', 'azure://acct.blob.core.windows.net@evil.example/models/a', 'user_info'],
    ['another azure account', 'azure://acct2.blob.core.windows.net/models/a', 'no_row'],
    ['azure at another port', 'azure://acct.blob.core.windows.net:444/models/a', 'not_azure'],
    ['a path that leaves the container', 'azure://acct.blob.core.windows.net/models/../other/a', 'dot_segments'],
    ['an encoded path that leaves it', 'azure://acct.blob.core.windows.net/models/%2e%2e/other/a', 'dot_segments'],
    ['a key that browsers rewrite', 's3://models/./a', 'dot_segments'],
    ['an object without a bucket', 's3://minio.lan:9000//a', 'no_bucket'],
    ['a host whose rows all name their bucket', 's3://minio.lan:9000/', 'no_row'],
    ['such a host as a web address', 'https://minio.lan/', 'web'],
    ['a bucket that leaves its place', 's3://minio.lan:9000/../', 'dot_segments'],
    ['a bucket below a foreign AWS look-alike', 'https://models.s3.eu-west-1.amazonaws.com.evil.example/a', 'web'],
    ['a script', 'javascript:alert(1)', 'unknown_scheme'],
    ['a file', 'file:///etc/passwd', 'unknown_scheme'],
    ['nothing', '', 'unknown_scheme'],
  ])('%s', (_, address, expected) => expect(rowOf(address)).toBe(expected));

  test('a default of another host', () => {
    expect(rowOf('s3://minio.lan:9000/models/a', [row('', 'http://other.lan:9000'), row('')])).toBe('no_row');
  });
});

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,6}[a-z0-9])?$/);
const host = fc.oneof(
  fc.constant(''),
  fc.constant('https://storage.googleapis.com'),
  label.map((name) => `https://${name.replaceAll('-', '')}acc.blob.core.windows.net`),
  fc
    .tuple(label, fc.constantFrom('https://', 'http://'), fc.constantFrom('', ':9000', ':443', ':80'))
    .map(([name, scheme, port]) => new URL(`${scheme}${name}.lan${port}`).origin),
);
const bucket = label.map((name) => `b-${name}`);
const key = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 })
  .map((segments) => segments.join('/'))
  .filter((text) => !text.split('/').some((segment) => segment === '.' || segment === '..') && !text.endsWith('/'));
/** Keys that a plain address would lose or change. */
const oddKey = fc.oneof(
  key,
  fc.constantFrom('a ', ' a', 'a\nb', 'a\tb', 'a?sig=1&b', 'a?X-Amz-Signature=1', 'a#b', 'a%2Fb', 'a+b'),
  fc.constantFrom('a%3Fsig=1', 'a sig=1', 'a&token=\u{1f600}.txt', 'a+token=1/b?c', 'a\nsig=1', 'a#jwt=1', 'x=1/a%20pwd=b&c'),
);

const wantedOf = (place: Extract<Place, { row: CloudRow }>): Wanted => {
  if (place.kind === 'buckets') return { what: 'buckets' };
  const { bucket } = place;
  return place.kind === 'row'
    ? { what: 'object', bucket, key: place.key }
    : { what: 'list', bucket, prefix: place.prefix, folders: true, limit: 1 };
};

describe('any address', () => {
  test('made from a row and a key leads back to them', () => {
    fc.assert(
      fc.property(host, bucket, oddKey, (at, name, object) => {
        const one = row(name, at);
        const address = addressOf(one, name, object);
        expect(withoutSecrets(address)).toBe(address);
        expect(locate(address, [row('b-other', at), one])).toEqual({ kind: 'row', row: one, bucket: name, key: object });
      }),
    );
  });

  test('made from a row and a prefix leads back to them', () => {
    fc.assert(
      fc.property(
        host,
        bucket,
        fc.oneof(
          fc.constant(''),
          oddKey.map((text) => `${text}/`),
        ),
        (at, name, prefix) => {
          const one = row(name, at);
          expect(locate(addressOf(one, name, prefix), [one])).toEqual({ kind: 'list', row: one, bucket: name, prefix });
        },
      ),
    );
  });

  test('made from a default row leads to its buckets', () => {
    fc.assert(
      fc.property(host, (at) => {
        const any = row('', at);
        expect(locate(addressOf(any, ''), [any])).toEqual({ kind: 'buckets', row: any });
      }),
    );
  });

  test('sends its row to the host of that row, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom('minio.lan:9000', 'evil.example', '.evil.example', 'models', '@', '/', '\\', '..', '%2f', '#', '?', ':', '.', '443'),
      fc.string({ maxLength: 3 }),
    );
    const change = fc.record({ at: fc.nat(60), cut: fc.nat(2), piece });
    const sound = [...all, oss].map((one) => addressOf(one, one.bucket || 'other', 'runs/a.png'));
    const below = 'https://models.oss-cn-hangzhou.aliyuncs.com/a';
    const weird = fc
      .tuple(fc.constantFrom(...sound, below, 'https://minio.lan/models/a'), fc.array(change, { maxLength: 2 }))
      .map(([address, changes]) => changes.reduce((text, { at, cut, piece }) => text.slice(0, at) + piece + text.slice(at + cut), address));
    const tries = runs(2000);
    const hits = new Map<CloudRow, number>();
    fc.assert(
      fc.property(weird, (address) => {
        const place = locate(address, [...all, oss]);
        if (!('row' in place)) return;
        hits.set(place.row, (hits.get(place.row) ?? 0) + 1);
        const sent = new URL(signedAddress(place.row, wantedOf(place), 0));
        const expected = place.row.host === '' ? 'https://models.s3.us-east-1.amazonaws.com' : place.row.host;
        const origin =
          place.row === oss && 'bucket' in place && sent.origin !== expected
            ? `https://${place.bucket}.oss-cn-hangzhou.aliyuncs.com`
            : expected;
        expect(sent.origin).toBe(origin);
        expect(sent.host.endsWith(new URL(expected).host)).toBe(true);
        expect(`${sent.username}${sent.password}`).toBe('');
      }),
      { numRuns: tries },
    );
    for (const one of [...all, oss]) if ((hits.get(one) ?? 0) <= tries / 100) expect.fail(`${one.id} is hardly reached`);
  });
});
