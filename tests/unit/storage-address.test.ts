import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { signedAddress } from '#lib/signed-address.ts';
import { addressOf, locate } from '#lib/storage-address.ts';
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
  return place.kind === 'row' ? `${place.row.id} ${place.bucket}/${place.key}` : place.kind === 'problem' ? place.problem : place.kind;
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

describe('an address with the bucket before the host', () => {
  const oss = row('models', 'https://oss-cn-hangzhou.aliyuncs.com');
  const own = row('', 'https://s3.corp.example', { style: 'virtual' });
  test.each([
    ['https://models.oss-cn-hangzhou.aliyuncs.com/a%20b', 'models@https://oss-cn-hangzhou.aliyuncs.com models/a b'],
    ['https://other.oss-cn-hangzhou.aliyuncs.com/a', 'web'],
    ['https://any.s3.corp.example/a', '@https://s3.corp.example any/a'],
    ['http://any.s3.corp.example/a', 'web'],
    ['https://any.s3.corp.example.evil.example/a', 'web'],
    ['https://evils3.corp.example/a', 'web'],
  ])('%s → %s', (address, expected) => expect(rowOf(address, [oss, own])).toBe(expected));
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
    ['user-info after a backslash', 'https:\\\\u@minio.lan/models/a', 'unknown_scheme'],
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
    ['a bucket alone', 's3://models', 'no_object'],
    ['a bucket alone at a host', 's3://minio.lan:9000/models/', 'no_object'],
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
  .filter((text) => !text.split('/').some((segment) => segment === '.' || segment === '..') && text.trim() === text);

describe('any address', () => {
  test('made from a row and a key leads back to them', () => {
    fc.assert(
      fc.property(host, bucket, key, (at, name, object) => {
        const one = row(name, at);
        expect(locate(addressOf(one, name, object), [row('b-other', at), one])).toEqual({
          kind: 'row',
          row: one,
          bucket: name,
          key: object,
        });
      }),
    );
  });

  test('sends its row to the host of that row, whatever it is', () => {
    const weird = fc
      .tuple(
        fc.constantFrom('s3', 'azure', 'https', 'gs', 'http'),
        fc.array(
          fc.oneof(
            fc.constantFrom(
              'minio.lan:9000',
              'acct.blob.core.windows.net',
              'oss-cn-hangzhou.aliyuncs.com:443',
              'evil.example',
              'models',
              '@',
              '/',
              '\\',
              '..',
              '%2f',
              '#',
              '?',
              ':',
              '.evil.example',
            ),
            fc.string({ maxLength: 3 }),
          ),
        ),
      )
      .map(([scheme, parts]) => `${scheme}://${parts.join('')}`);
    fc.assert(
      fc.property(weird, (address) => {
        const place = locate(address, [...all, oss]);
        if (place.kind !== 'row') return;
        const sent = new URL(signedAddress(place.row, { what: 'object', bucket: place.bucket, key: place.key }, 0));
        const expected = place.row.host === '' ? 'https://models.s3.us-east-1.amazonaws.com' : place.row.host;
        const below = place.row === oss && sent.origin !== expected ? `https://${place.bucket}.oss-cn-hangzhou.aliyuncs.com` : expected;
        expect(sent.origin).toBe(below);
        expect(sent.host.endsWith(new URL(expected).host)).toBe(true);
        expect(`${sent.username}${sent.password}`).toBe('');
      }),
      { numRuns: runs(2000) },
    );
  });
});
