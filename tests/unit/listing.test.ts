import { expect, test } from 'vitest';
import { readBuckets, readListing } from '#lib/listing.ts';
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
      { key: 'runs/50%25.txt', size: 0, modified: Number.NaN },
    ],
    folders: ['runs/1/'],
    next: 'm&k',
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
    next: '2!mark',
  });
});

test('an empty bucket has nothing', () => {
  const nothing = { objects: [], folders: [], next: undefined };
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

test('what is no character stays as it is written', () => {
  expect(element('<Key>&#x110000;&nosuch;</Key>', 'Key')).toBe('&#x110000;&nosuch;');
});
