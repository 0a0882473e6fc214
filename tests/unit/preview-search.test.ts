import { expect, test } from 'vitest';
import { bareSearch, readLeft } from '#lib/preview-search.ts';

const searchFor = (address: string): string => `?${new URLSearchParams({ url: address }).toString()}`;
const object = 'https://minio.lan/models/log.txt';

test.each([
  ['a password', searchFor('https://ada:hush@minio.lan/models/log.txt'), 'user-info'],
  ['a signature', searchFor(`${object}?X-Amz-Credential=AKID&X-Amz-Signature=hush`), 'signature'],
  ['a SAS', searchFor(`${object}?sv=1&sp=r&sig=hush`), 'signature'],
  ['both', searchFor('https://ada:hush@minio.lan/models/log.txt?sig=hush'), 'user-info signature'],
  ['a signature that was not encoded', `?url=${object}?X-Amz-Algorithm=AWS4&X-Amz-Signature=hush&x=1`, 'signature'],
  ['a SAS behind an encoded question mark', searchFor(`${object}%3Fsv=1&sig=hush`), 'signature'],
  ['a SAS behind a question mark that is encoded twice', searchFor(`${object}%253Fsv%3D1%26sig%3Dhush`), 'signature'],
  ['a SAS behind a blank', searchFor(`${object} sig=hush`), 'signature'],
  ['a SAS behind a line break', searchFor(`${object}\nsig=hush`), 'signature'],
  ['a second address', `${searchFor(object)}&url=${object}?sig=hush`, 'signature'],
])('the query of Preview loses %s and says so', (_, search, left) => {
  const bare = bareSearch(search) ?? '';
  expect(new URLSearchParams(bare).get('left')).toBe(left);
  expect(decodeURIComponent(bare)).not.toMatch(/hush|AKID/);
  expect(new URLSearchParams(bare).get('url')?.startsWith(object)).toBe(true);
  // and there is nothing more to take out
  expect(bareSearch(bare)).toBeUndefined();
});

test.each([
  ['a token', object, '#access_token=hush', object, 'signature'],
  ['a token behind others', object, '#state=1&token=hush', object, 'signature'],
  ['what is not secret', object, '#page=2', object, null],
  ['a mail address', object, '#ada@example.com', object, null],
  ['the rest of a password', 'https://ada:hu', '#sh@minio.lan/x', '', 'user-info'],
  ['the rest of a password of which the server took the beginning', '', '#sh@minio.lan/x', '', 'user-info'],
  ['the rest of a password for a bucket', 's3://ada:hu', '#sh@minio.lan:9000/x', 's3://minio.lan:9000/x', 'user-info'],
])('the fragment of Preview goes, also with %s', (_, address, fragment, url, left) => {
  const bare = new URLSearchParams(bareSearch(searchFor(address), fragment));
  expect([bare.get('url'), bare.get('left')]).toEqual([url, left]);
});

test.each([
  ['keys', 'AKIDEXAMPLE:hush+of/example'],
  ['keys with a slash behind the colon', 'AKIDEXAMPLE:/hush'],
  ['keys as they are exported', 'export AWS_SECRET_ACCESS_KEY=hush'],
  ['what looks like user-info', 'ada:hush@hush'],
  ['an address without its scheme', 'hush.lan/models/log.txt?sig=hush'],
])('the query of Preview loses what is no address and says so: %s', (_, text) => {
  expect(bareSearch(searchFor(text))).toBe('?url=&left=text');
  expect(bareSearch(searchFor(text), '#hush')).toBe('?url=&left=text');
  expect(bareSearch('?url=&left=text')).toBeUndefined();
});

test.each(['s3://models/a b.txt', 'S3://models', 'file:///tmp/log.txt', 'd'.repeat(32)])(
  'the query of Preview keeps an address, of whatever scheme, and a task: %s',
  (address) => expect(bareSearch(searchFor(address))).toBeUndefined(),
);

test('what was lost before stays said', () => {
  const search = `${searchFor(`${object}?sig=hush`)}&left=user-info`;
  expect(new URLSearchParams(bareSearch(search)).get('left')).toBe('user-info signature');
});

test('the query of Preview stays where nothing in it is secret', () => {
  expect(bareSearch(searchFor(`${object}?v=1`))).toBeUndefined();
  expect(bareSearch('')).toBeUndefined();
  expect(new URLSearchParams(bareSearch(`${searchFor(object)}&from=mail`)).toString()).toBe(searchFor(object).slice(1));
});

test('what was lost is read from the query, where it says so', () => {
  expect(readLeft('?url=x&left=user-info+signature')).toEqual({ userInfo: true, signature: true, text: false });
  expect(readLeft('?url=x&left=signature')).toEqual({ userInfo: false, signature: true, text: false });
  expect(readLeft('?url=&left=text')).toEqual({ userInfo: false, signature: false, text: true });
  expect(readLeft('?url=x')).toBeUndefined();
});
