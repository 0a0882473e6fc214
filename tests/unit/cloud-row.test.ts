import { describe, expect, test } from 'vitest';
import { problemCopy } from '#features/cloud-access/problem-copy.ts';
import { rowProblems, tidyRow, type RowFields } from '#lib/cloud-row.ts';
import { isMixedContent, providerOf, readEndpoint } from '#lib/storage-endpoint.ts';

const typed = (some: Partial<RowFields> = {}): RowFields => ({
  bucket: 'models',
  key: 'AKID',
  secret: 'secret',
  token: '',
  region: '',
  host: '',
  style: '',
  ...some,
});
const azure = { host: 'acct.blob.core.windows.net', key: '', secret: '?sv=1&sig=x' };

describe('the host of a row', () => {
  test.each([
    ['minio.lan', 'https://minio.lan'],
    ['minio.lan:9000', 'http://minio.lan:9000'],
    ['minio.lan:443', 'https://minio.lan'],
    ['HTTPS://MinIO.lan:9000/', 'https://minio.lan:9000'],
    ['http://127.0.0.1:80', 'http://127.0.0.1'],
    ['[::1]:9000', 'http://[::1]:9000'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['minio.lan.', 'https://minio.lan.'],
  ])('%s is %s', (text, origin) => expect(readEndpoint(text)?.origin).toBe(origin));

  test.each([
    'https://minio.lan/s3',
    'user@minio.lan',
    'minio.lan\\x',
    'minio.lan?x',
    'minio.lan#x',
    'mini o.lan',
    'ftp://minio.lan',
    'minio.lan:99999',
    'minio%2elan',
    '//minio.lan',
    '',
  ])('%s is none', (text) => expect(readEndpoint(text)).toBeUndefined());

  test.each([
    ['', 'aws'],
    ['https://s3.dualstack.eu-west-1.amazonaws.com', 'aws'],
    ['https://s3.evil.amazonaws.com.example', 's3'],
    ['https://acct.blob.core.windows.net', 'azure'],
    ['https://acct.blob.core.windows.net:8443', 's3'],
    ['https://a.b.blob.core.windows.net', 's3'],
    ['storage.googleapis.com', 'google'],
    ['http://minio.lan:9000', 's3'],
  ])('%s is of kind %s', (host, provider) => expect(providerOf(host)).toBe(provider));

  test('check 49: plain http from an https page is known before anything is sent; loopback is allowed', () => {
    expect(isMixedContent('http://minio.lan:9000', 'https:')).toBe(true);
    expect(isMixedContent('http://localhost.evil.example', 'https:')).toBe(true);
    expect(isMixedContent('http://minio.lan:9000', 'http:')).toBe(false);
    expect(isMixedContent('https://minio.lan:9000', 'https:')).toBe(false);
    for (const host of ['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000', 'http://s3.localhost']) {
      expect(isMixedContent(host, 'https:')).toBe(false);
    }
  });
});

describe('a row', () => {
  test('is stored with its host as an origin, without blanks and without the ? of a SAS', () => {
    expect(tidyRow(typed({ bucket: ' models ', host: ' minio.lan:9000/ ', region: 'EU-West-1 ' }))).toEqual(
      typed({ host: 'http://minio.lan:9000', region: 'eu-west-1' }),
    );
    expect(tidyRow(typed(azure))).toMatchObject({ secret: 'sv=1&sig=x', host: 'https://acct.blob.core.windows.net' });
    expect(tidyRow(typed({ secret: '?secret' })).secret).toBe('?secret');
  });

  test.each<[string, Partial<RowFields>, object]>([
    ['is complete', {}, {}],
    ['lacks all', { bucket: '', key: '', secret: '' }, { key: 'missing', secret: 'missing' }],
    ['is for all buckets of a host', { bucket: '', host: 'minio.lan:9000' }, {}],
    ['is for Azure as ClearML has it', { bucket: 'Azure', key: '', secret: 'sv=1&sig=x' }, { host: 'needs_account' }],
    ['is a SAS alone', { bucket: '', key: '', secret: '?sv=1&sp=rl&sig=x%3D' }, { host: 'needs_account' }],
    ['is for a bucket of AWS called azure', { bucket: 'azure', host: 's3.amazonaws.com' }, {}],
    ['of Azure needs a SAS only', { ...azure, bucket: '' }, {}],
    ['of Azure with an account key', { ...azure, secret: 'c2VjcmV0' }, { secret: 'not_a_sas' }],
    ['of Azure over plain http', { ...azure, host: 'http://acct.blob.core.windows.net' }, { host: 'not_https' }],
    ['whose bucket is an address', { bucket: 's3://models' }, { bucket: 'bad_bucket' }],
    ['whose bucket has a path', { bucket: 'models/runs' }, { bucket: 'bad_bucket' }],
    ['whose bucket leads out', { bucket: '..' }, { bucket: 'bad_bucket' }],
    ['whose region is a host', { region: 'x.evil.example/' }, { region: 'bad_region' }],
    ['whose host has a path', { host: 'https://minio.lan/s3' }, { host: 'bad_host' }],
    ['with a line break in the key', { key: 'A\nB' }, { key: 'control_characters' }],
    ['with a book as secret', { secret: 'x'.repeat(5000) }, { secret: 'too_long' }],
  ])('that %s', (_, some, problems) => expect(rowProblems(tidyRow(typed(some)))).toEqual(problems));

  test('whose host begins with its bucket is read there, where the host is known to be so', () => {
    const { host, bucket } = tidyRow(typed({ host: 'models.oss-cn-hangzhou.aliyuncs.com' }));
    expect([host, bucket]).toEqual(['https://oss-cn-hangzhou.aliyuncs.com', 'models']);
    expect(tidyRow(typed({ host: 'models.s3.eu-west-1.amazonaws.com' })).host).toBe('https://s3.eu-west-1.amazonaws.com');
    expect(tidyRow(typed({ host: 'models.lan:9000' })).host).toBe('http://models.lan:9000');
  });

  test('stands once for each bucket at each host', () => {
    expect(rowProblems(typed(), [typed()])).toEqual({ bucket: 'twice' });
    expect(rowProblems(typed(), [typed({ host: 'https://minio.lan' })])).toEqual({});
  });

  test('stands once at AWS, by whatever name of it', () => {
    const ireland = typed({ host: 'https://s3.eu-west-1.amazonaws.com' });
    expect(rowProblems(ireland, [typed()])).toEqual({ bucket: 'twice' });
    expect(rowProblems(typed(), [ireland])).toEqual({ bucket: 'twice' });
    expect(rowProblems(ireland, [typed({ bucket: 'other' })])).toEqual({});
    expect(problemCopy('bucket', 'twice', ireland)).toBe('There is a row for this bucket at AWS S3 already');
  });
});
