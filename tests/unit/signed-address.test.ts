import { describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { probeAddress, signedAddress } from '#lib/signed-address.ts';

const row = (some: Partial<CloudRow> = {}): CloudRow => ({
  id: '1',
  bucket: 'models',
  key: 'AKID',
  secret: 'hush',
  token: '',
  region: '',
  host: '',
  style: '',
  ...some,
});
const read = (some: Partial<CloudRow>, key = 'runs/a b.png'): URL =>
  new URL(signedAddress(row(some), { what: 'object', bucket: 'models', key }, 0));
const azure = { host: 'https://acct.blob.core.windows.net', key: '', secret: 'sv=1&sig=x%2By' };

describe('the address that reads an object', () => {
  test.each<[string, Partial<CloudRow>, string]>([
    ['of AWS has the bucket in its host', {}, 'https://models.s3.us-east-1.amazonaws.com/runs/a%20b.png'],
    ['of AWS follows the region', { region: 'eu-west-1' }, 'https://models.s3.eu-west-1.amazonaws.com/runs/a%20b.png'],
    ['of AWS in China ends in .cn', { region: 'cn-north-1' }, 'https://models.s3.cn-north-1.amazonaws.com.cn/runs/a%20b.png'],
    ['of another host has the bucket in its path', { host: 'http://minio.lan:9000' }, 'http://minio.lan:9000/models/runs/a%20b.png'],
    [
      'of Google has the bucket in its path',
      { host: 'https://storage.googleapis.com' },
      'https://storage.googleapis.com/models/runs/a%20b.png',
    ],
    ['of Azure has the container in its path', azure, 'https://acct.blob.core.windows.net/models/runs/a%20b.png'],
  ])('%s', (_, some, expected) => {
    const { origin, pathname } = read(some);
    expect(origin + pathname).toBe(expected);
  });

  test('of a bucket with a dot has it in the path, for the certificate', () => {
    const address = signedAddress(row({ bucket: 'my.models' }), { what: 'object', bucket: 'my.models', key: 'a' }, 0);
    expect(address).toMatch(/^https:\/\/s3\.us-east-1\.amazonaws\.com\/my\.models\/a\?/);
  });

  test('lives 15 minutes', () => expect(read({}).searchParams.get('X-Amz-Expires')).toBe('900'));

  test('names region, token and download', () => {
    expect(read({ region: 'eu-west-1' }).searchParams.get('X-Amz-Credential')).toBe('AKID/19700101/eu-west-1/s3/aws4_request');
    expect(read({ host: 'https://storage.googleapis.com' }).searchParams.get('X-Amz-Credential')).toContain('/auto/s3/');
    expect(read({ token: 'tok+en' }).searchParams.get('X-Amz-Security-Token')).toBe('tok+en');
    expect(read({}).searchParams.has('X-Amz-Security-Token')).toBe(false);
    const download = signedAddress(row(), { what: 'object', bucket: 'models', key: 'a', download: true }, 0);
    expect(new URL(download).searchParams.get('response-content-disposition')).toBe('attachment');
  });

  test('of Azure ends in its SAS as it was entered', () => {
    expect(signedAddress(row(azure), { what: 'object', bucket: 'models', key: 'a' }, 0)).toBe(
      'https://acct.blob.core.windows.net/models/a?sv=1&sig=x%2By',
    );
  });
});

describe('the bucket stands', () => {
  const originOf = (some: Partial<CloudRow>, bucket = 'models'): string => {
    const { origin, pathname } = new URL(signedAddress(row({ bucket, ...some }), { what: 'object', bucket, key: 'a' }, 0));
    return origin + pathname;
  };
  test.each<[string, Partial<CloudRow>, string]>([
    ['in the path where a row says so', { style: 'path' }, 'https://s3.us-east-1.amazonaws.com/models/a'],
    ['before a host where a row says so', { host: 'https://minio.lan:9000', style: 'virtual' }, 'https://models.minio.lan:9000/a'],
    [
      'before a host that takes nothing else',
      { host: 'https://oss-cn-hangzhou.aliyuncs.com' },
      'https://models.oss-cn-hangzhou.aliyuncs.com/a',
    ],
    ['in the path of a host in numbers', { host: 'http://127.0.0.1:9000', style: 'virtual' }, 'http://127.0.0.1:9000/models/a'],
    ['in the path of a host in IPv6', { host: 'http://[::1]:9000', style: 'virtual' }, 'http://[::1]:9000/models/a'],
    [
      'below the region that the host of AWS names',
      { host: 'https://s3.eu-west-1.amazonaws.com' },
      'https://models.s3.eu-west-1.amazonaws.com/a',
    ],
    [
      'below the region of the row before that of its host',
      { host: 'https://s3.dualstack.eu-west-1.amazonaws.com', region: 'us-west-2' },
      'https://models.s3.us-west-2.amazonaws.com/a',
    ],
  ])('%s', (_, some, expected) => expect(originOf(some)).toBe(expected));

  describe('for a row of all buckets, whose bucket an address chooses,', () => {
    const hostBy = (host: string): string =>
      new URL(
        signedAddress(row({ bucket: '', host: `https://${host}`, token: 'of today' }), { what: 'object', bucket: 'chosen', key: 'a' }, 0),
      ).host;
    test.each([
      'oss-cn-hangzhou.aliyuncs.com',
      's3.oss-cn-hangzhou-internal.aliyuncs.com',
      'cos.ap-guangzhou.myqcloud.com',
      'tos-cn-beijing.volces.com',
      'tos-s3-cn-beijing.ivolces.com',
    ])('before %s, below which all names are the provider’s buckets', (host) => expect(hostBy(host)).toBe(`chosen.${host}`));
    test.each([
      'cn-hangzhou.fc.aliyuncs.com',
      'aliyuncs.com',
      'models.oss-cn-hangzhou.aliyuncs.com',
      'oss-cn-hangzhou.aliyuncs.com.evil.example',
      'oss-cn-hangzhou.aliyuncs.com:8443',
      'cos.evil.ap-guangzhou.myqcloud.com',
      'myqcloud.com',
      'apigateway-cn-beijing.volces.com',
      'minio.lan:9000',
      'storage.googleapis.com',
    ])('in the path of %s, below which a name may be anybody’s', (host) => expect(hostBy(host)).toBe(host));
  });

  test('never before a host under a name that would change the host', () => {
    for (const bucket of ['evil.example#', 'evil.example?', 'a@evil.example', 'evil.example:80', 'evil\\', 'Models', 'a%2fb']) {
      expect(originOf({ host: 'https://oss.aliyuncs.com', style: 'virtual' }, bucket)).toMatch(/^https:\/\/oss\.aliyuncs\.com\//);
    }
  });
});

describe('a listing', () => {
  const list = { what: 'list', bucket: 'models', prefix: 'runs/ä', folders: true, limit: 50 } as const;
  const marker = { marker: 'm+k' };
  test('of S3 is asked for folder by folder, its keys encoded', () => {
    const after = { 'continuation-token': 'm+k' };
    const { pathname, searchParams } = new URL(signedAddress(row({ host: 'http://minio.lan:9000' }), { ...list, after }, 0));
    const asked = Object.fromEntries([...searchParams].filter(([name]) => !name.startsWith('X-Amz')));
    expect([pathname, asked]).toEqual([
      '/models/',
      { 'list-type': '2', 'max-keys': '50', delimiter: '/', 'encoding-type': 'url', prefix: 'runs/ä', 'continuation-token': 'm+k' },
    ]);
  });
  test('of S3 is gone on with as it was answered', () => {
    const { searchParams } = new URL(signedAddress(row(), { ...list, after: marker }, 0));
    expect([searchParams.get('marker'), searchParams.get('continuation-token')]).toEqual(['m+k', null]);
  });
  test('of Azure too', () => {
    expect(signedAddress(row(azure), { ...list, after: marker }, 0)).toBe(
      'https://acct.blob.core.windows.net/models?restype=container&comp=list&maxresults=50&delimiter=%2F&prefix=runs%2F%C3%A4&marker=m%2Bk&sv=1&sig=x%2By',
    );
  });
  test('of buckets is asked for at the host', () => {
    expect(new URL(signedAddress(row({ host: 'http://minio.lan:9000' }), { what: 'buckets' }, 0)).pathname).toBe('/');
    expect(signedAddress(row(azure), { what: 'buckets' }, 0)).toBe('https://acct.blob.core.windows.net/?comp=list&sv=1&sig=x%2By');
  });
});

describe('the address for the probe of the server', () => {
  const object = { what: 'object', bucket: 'models', key: 'a b' } as const;
  test('is signed for a minute', () => {
    const { searchParams } = new URL(probeAddress(row(), object, 0));
    expect([searchParams.get('X-Amz-Expires'), searchParams.get('X-Amz-SignedHeaders')]).toEqual(['60', 'host']);
    const get = signedAddress(row(), object, 0).replace('X-Amz-Expires=900', 'X-Amz-Expires=60');
    expect(searchParams.get('X-Amz-Signature')).not.toBe(new URL(get).searchParams.get('X-Amz-Signature'));
  });
  test('has no secret of Azure and no session token', () => {
    expect(probeAddress(row(azure), object, 0)).toBe('https://acct.blob.core.windows.net/models/a%20b');
    expect(probeAddress(row({ token: 'tok' }), object, 0)).toBe('https://models.s3.us-east-1.amazonaws.com/a%20b');
  });
});
