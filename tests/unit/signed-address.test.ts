import { describe, expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { signedAddress } from '#lib/signed-address.ts';

const row = (some: Partial<CloudRow> = {}): CloudRow => ({
  id: '1',
  bucket: 'models',
  key: 'AKID',
  secret: 'hush',
  token: '',
  region: '',
  host: '',
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

  test('lives ten minutes', () => expect(read({}).searchParams.get('X-Amz-Expires')).toBe('600'));

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

test('the first object of a bucket is asked for by a list of one', () => {
  const s3 = new URL(signedAddress(row({ host: 'http://minio.lan:9000' }), { what: 'first', bucket: 'models' }, 0));
  expect([s3.pathname, s3.searchParams.get('list-type'), s3.searchParams.get('max-keys')]).toEqual(['/models/', '2', '1']);
  const container = signedAddress(row(azure), { what: 'first', bucket: 'models' }, 0);
  expect(container).toBe('https://acct.blob.core.windows.net/models?restype=container&comp=list&maxresults=1&sv=1&sig=x%2By');
});
