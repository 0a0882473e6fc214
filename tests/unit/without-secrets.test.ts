import { describe, expect, test } from 'vitest';
import { kindOfName, kindOfType } from '#lib/content-kind.ts';
import { withoutSecrets } from '#lib/without-secrets.ts';

describe('check 28: an address enters the history without', () => {
  test.each([
    ['SigV4', 'https://h/a.png?X-Amz-Algorithm=A&X-Amz-Credential=K&X-Amz-Signature=S&v=1', 'https://h/a.png?v=1'],
    ['SigV2', 'https://h/a.png?AWSAccessKeyId=K&Expires=1&Signature=S', 'https://h/a.png'],
    ['Google signature', 'https://h/a?x-goog-signature=S&X-Goog-Date=1', 'https://h/a'],
    ['SAS', 'azure://a.blob.core.windows.net/c/b?sv=1&se=2&sp=r&sr=b&sig=x', 'azure://a.blob.core.windows.net/c/b'],
    ['user-info', 'https://user:word@h/a?b=1', 'https://h/a?b=1'],
    ['user-info in disguise', 'https:\\\\user:word@h/a', 'https://h/a'],
    ['user-info behind a tab', 'ht\ttps://user:word@h/a', 'https://h/a'],
    ['user-info of a bucket', 's3://key:secret@h:9000/b/k', 's3://h:9000/b/k'],
    ['fragment', 'https://h/a#access_token=T', 'https://h/a'],
    ['bearer token', 'https://h/a?access_token=T', 'https://h/a'],
    ['what no browser can read', 'https://u:p@', ''],
  ])('%s', (_, address, expected) => expect(withoutSecrets(address)).toBe(expected));

  test.each([
    's3://bucket/50%25 #1?.png',
    's3://bucket/a@b',
    'https://h/a%20b?se=1&q=x+y',
    'gs://b/k',
    'azure://a.blob.core.windows.net/c/b',
  ])('and stays as it is where there is none: %s', (address) => expect(withoutSecrets(address)).toBe(address));
});

test('the end of a key or the type tells how to show it', () => {
  expect(['a/B.PNG', 'a.mp4', 'a.flac', 'a.htm', 'a.json', 'a.log', 'a.pkl', 'a'].map(kindOfName)).toEqual([
    'picture',
    'video',
    'audio',
    'html',
    'json',
    'text',
    undefined,
    undefined,
  ]);
  expect(
    ['image/png', 'TEXT/HTML; charset=utf-8', 'application/ld+json', 'text/plain', 'application/xml', 'application/octet-stream', ''].map(
      kindOfType,
    ),
  ).toEqual(['picture', 'html', 'json', 'text', 'text', 'other', 'other']);
});
