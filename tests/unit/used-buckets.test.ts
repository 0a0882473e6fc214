import { expect, test } from 'vitest';
import type { CloudRow } from '#lib/cloud-row.ts';
import { bucketAddress, bucketsWithoutRow } from '#lib/used-buckets.ts';

const row = (bucket: string, host = ''): CloudRow => ({ id: '1', bucket, key: 'K', secret: 'S', token: '', region: '', host, style: '' });

const used = (addresses: readonly string[], rows: readonly CloudRow[] = []): string[] =>
  bucketsWithoutRow(addresses, rows).map(bucketAddress);

test('a bucket is found by an object, a folder or itself, and counted once', () => {
  expect(used(['s3://models/runs/1.pt', 's3://models', 's3://models/', ' s3://models/runs/ '])).toEqual(['s3://models']);
});

test('buckets of the same name at different hosts are different ones', () => {
  const addresses = [
    's3://models/a',
    's3://minio.lan:9000/models/a',
    'gs://models/a',
    'azure://acct.blob.core.windows.net/models/a',
    'azure://other.blob.core.windows.net/models/a',
  ];
  expect(used(addresses)).toEqual([
    's3://models',
    's3://minio.lan:9000/models',
    'gs://models',
    'azure://acct.blob.core.windows.net/models',
    'azure://other.blob.core.windows.net/models',
  ]);
});

test('a bucket with a row of its own, or under the default of its host, is not named', () => {
  const addresses = ['s3://models/a', 's3://data/a', 's3://minio.lan:9000/models/a', 'azure://acct.blob.core.windows.net/models/a'];
  expect(used(addresses, [row('models'), row('', 'http://minio.lan:9000')])).toEqual([
    's3://data',
    'azure://acct.blob.core.windows.net/models',
  ]);
});

test('a bucket is found by an address of the web too, and its row is for it', () => {
  const addresses = [
    'https://models.s3.eu-west-1.amazonaws.com/a.png',
    'https://storage.googleapis.com/gbucket/a.png',
    'https://acct.blob.core.windows.net/cont/a.png',
    'azure://acct.blob.core.windows.net/cont/b.png',
  ];
  expect(used(addresses)).toEqual(['s3://models', 'gs://gbucket', 'azure://acct.blob.core.windows.net/cont']);
  const rows = bucketsWithoutRow(addresses, []).map(({ bucket, host }) => row(bucket, host));
  expect(used(addresses, rows)).toEqual([]);
});

test('what is in no bucket is not named', () => {
  const elsewhere = [
    '',
    'file:///tmp/model.pt',
    '/tmp/model.pt',
    'https://files.example:8081/project/model.pt',
    's3://minio.lan:9000',
    'azure://a/b',
  ];
  expect(used([...elsewhere, 's3://user@host:9000/models/a'])).toEqual([]);
});

test('a row made of what was found fits the address that it was found by', () => {
  const addresses = ['s3://models/a', 's3://minio.lan:9000/models/a', 'gs://models/a', 'azure://acct.blob.core.windows.net/models/a'];
  const rows = bucketsWithoutRow(addresses, []).map(({ bucket, host }) => row(bucket, host));
  expect(rows).toHaveLength(4);
  expect(used(addresses, rows)).toEqual([]);
});
