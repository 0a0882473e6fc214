import { describe, expect, test } from 'vitest';
import { readBuckets, readListing } from '#lib/listing.ts';
import { elements } from '#lib/xml-elements.ts';
import { element } from '#lib/xml.ts';

test('a listing of S3 has objects, folders and the mark to go on', () => {
  const xml = `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>models</Name><Prefix>runs/</Prefix>
    <NextContinuationToken>m&amp;k</NextContinuationToken>
    <Contents><Key>runs/a &amp; b&#x1F600;&#39;.png</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>7</Size></Contents>
    <Contents><Key>runs/50%25.txt</Key><Size>0</Size></Contents>
    <CommonPrefixes><Prefix>runs/1/</Prefix></CommonPrefixes></ListBucketResult>`;
  expect(readListing(xml)).toEqual({
    objects: [
      { key: "runs/a & b😀'.png", size: 7, modified: Date.UTC(2026, 0, 2, 3, 4, 5) },
      { key: 'runs/50%25.txt', size: 0, modified: undefined },
    ],
    folders: ['runs/1/'],
    next: { 'continuation-token': 'm&k' },
    complete: false,
  });
});

test('keys that the server encoded are decoded', () => {
  const xml = `<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>a+b%2Bc%01</Key><Size>1</Size></Contents>
    <CommonPrefixes><Prefix>%C3%A4/</Prefix></CommonPrefixes></ListBucketResult>`;
  const { objects, folders } = readListing(xml);
  expect([objects[0]?.key, folders[0]]).toEqual(['a b+c\u0001', 'ä/']);
});

test('a listing of Azure has objects, folders and the mark to go on', () => {
  const xml = `<?xml version="1.0"?><EnumerationResults ServiceEndpoint="https://acct.blob.core.windows.net/" ContainerName="models"><Blobs>
    <Blob><Name>a.png</Name><Properties><Last-Modified>Fri, 02 Jan 2026 03:04:05 GMT</Last-Modified><Content-Length>7</Content-Length></Properties></Blob>
    <BlobPrefix><Name>runs/</Name></BlobPrefix></Blobs><NextMarker>2!mark</NextMarker></EnumerationResults>`;
  expect(readListing(xml)).toEqual({
    objects: [{ key: 'a.png', size: 7, modified: Date.UTC(2026, 0, 2, 3, 4, 5) }],
    folders: ['runs/'],
    next: { marker: '2!mark' },
    complete: false,
  });
});

test('a server that has more, but no mark to go on, does not count as complete', () => {
  const xml = (isTruncated: boolean) =>
    `<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated><Contents><Key>a</Key></Contents></ListBucketResult>`;
  expect(readListing(xml(true))).toMatchObject({ next: undefined, complete: false });
  expect(readListing(xml(false))).toMatchObject({ next: undefined, complete: true });
});

describe('a listing of version 1 goes on', () => {
  const listing = (head: string, encoding = '') =>
    readListing(
      `<ListBucketResult>${head}${encoding}<Contents><Key>c+d</Key></Contents><Contents><Key>e</Key></Contents>
        <CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes><CommonPrefixes><Prefix>f%2B/</Prefix></CommonPrefixes></ListBucketResult>`,
    );
  const url = '<EncodingType>url</EncodingType>';
  test.each<[string, string, string, string | undefined]>([
    ['behind its mark', '<IsTruncated>true</IsTruncated><Marker></Marker><NextMarker>x&amp;y%2B</NextMarker>', '', 'x&y%2B'],
    ['behind its mark, which is encoded as the keys are', '<IsTruncated>true</IsTruncated><NextMarker>x+%2B</NextMarker>', url, 'x +'],
    ['behind its last name, where it has no mark', '<IsTruncated>true</IsTruncated><Marker/>', url, 'f+/'],
    ['no further than its end', '<IsTruncated>false</IsTruncated><Marker/><NextMarker>x</NextMarker>', '', undefined],
    [
      'not by the marks of another version',
      '<KeyCount>3</KeyCount><IsTruncated>true</IsTruncated><NextMarker>x</NextMarker>',
      '',
      undefined,
    ],
  ])('%s', (_, head, encoding, marker) => {
    expect(listing(head, encoding).next).toEqual(marker === undefined ? undefined : { marker });
  });
});

test('keys that XML cannot hold as they are have attributes or stand in CDATA', () => {
  const s3 = `<ListBucketResult><Contents><Key xml:space="preserve"> a</Key></Contents><Contents><Key>b<![CDATA[<&amp;>]]>&amp;</Key></Contents>
    <Contents><Key /></Contents><CommonPrefixes><Prefix><![CDATA[runs/]]></Prefix></CommonPrefixes></ListBucketResult>`;
  expect(readListing(s3).objects.map(({ key }) => key)).toEqual([' a', 'b<&amp;>&', '']);
  expect(readListing(s3).folders).toEqual(['runs/']);
  const azure = `<EnumerationResults><Blobs><Blob><Name Encoded="true">a%EF%BF%BE</Name></Blob><Blob><Name>b%20</Name></Blob>
    <BlobPrefix><Name Encoded="true">c%01/</Name></BlobPrefix></Blobs></EnumerationResults>`;
  expect(readListing(azure).objects.map(({ key }) => key)).toEqual(['a\uFFFE', 'b%20']);
  expect(readListing(azure).folders).toEqual(['c\u0001/']);
});

test('an empty bucket has nothing', () => {
  const nothing = { objects: [], folders: [], next: undefined, complete: true };
  expect(readListing('<ListBucketResult><Name>models</Name></ListBucketResult>')).toEqual(nothing);
  expect(readListing('<EnumerationResults><Blobs /><NextMarker /></EnumerationResults>')).toEqual(nothing);
});

test('the names of buckets and containers are read', () => {
  expect(
    readBuckets(
      '<ListAllMyBucketsResult><Buckets><Bucket><Name>a</Name></Bucket><Bucket><Name>b</Name></Bucket></Buckets></ListAllMyBucketsResult>',
    ),
  ).toEqual(['a', 'b']);
  expect(readBuckets('<EnumerationResults><Containers><Container><Name>c</Name></Container></Containers></EnumerationResults>')).toEqual([
    'c',
  ]);
});

test.each(['', 'NaN', '-1', 'Infinity', '1e400', '0x10', '1.5', '9'.repeat(30), ' '])('a size that is none is not said: %j', (size) => {
  const xml = `<ListBucketResult><Contents><Key>a</Key><Size>${size}</Size><LastModified>never</LastModified></Contents></ListBucketResult>`;
  expect(readListing(xml).objects).toEqual([{ key: 'a', size: undefined, modified: undefined }]);
});

test('all that is in an answer is read, also where that is more than was asked for', () => {
  const many = (name: string, inner: string, count: number): string => `<${name}><${inner}>a</${inner}></${name}>`.repeat(count);
  const xml = many('Contents', 'Key', 1500) + many('CommonPrefixes', 'Prefix', 700);
  const { folders, objects, next } = readListing(
    `<ListBucketResult>${xml}<NextContinuationToken>m</NextContinuationToken></ListBucketResult>`,
  );
  expect([folders.length, objects.length, next]).toEqual([700, 1500, { 'continuation-token': 'm' }]);
  expect(readBuckets(`<ListAllMyBucketsResult>${many('Bucket', 'Name', 20_000)}</ListAllMyBucketsResult>`)).toHaveLength(20_000);
});

test('an element without an end is none', () => {
  expect(elements('<Blobs><Blob /><Blob>y</Blob></Blobs>', 'Blob')).toEqual(['y']);
  expect(elements('<Blobs><Blob a="1">x</Blob><Blob>y</Blob><Blob>z', 'Blob')).toEqual(['x', 'y']);
  expect(elements('<Blob', 'Blob')).toEqual([]);
});

test.each([
  '<Contents ',
  '<Contents>',
  '<Contents><Key>',
  '<Contents><Key></Contents>',
  '<Contents><Key><![CDATA[',
  '<Contents />',
  '<Contents><Key>a</Key></Contents>',
  '<ContentsX',
  '<Key>',
  '&',
  '<EncodingType>',
  '<Bucket ',
])('five megabytes of %s are read in time', (part) => {
  const xml = `<ListBucketResult>${part.repeat(5_000_000 / part.length)}`;
  expect(readListing(xml).objects.length).toBe(part.endsWith('</Contents>') ? Math.floor(5_000_000 / part.length) : 0);
  expect(readBuckets(xml)).toEqual([]);
});

test('what is no character stays as it is written', () => {
  expect(element('<Key>&#x110000;&nosuch;</Key>', 'Key')).toBe('&#x110000;&nosuch;');
});
