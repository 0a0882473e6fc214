import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOfName, kindOfType } from '#lib/content-kind.ts';
import { hasUserInfo, withoutSecrets } from '#lib/without-secrets.ts';

describe('check 28: an address enters the history without', () => {
  test.each([
    ['SigV4', 'https://h/a.png?X-Amz-Algorithm=A&X-Amz-Credential=K&X-Amz-Signature=S&v=1', 'https://h/a.png?v=1'],
    ['SigV2', 'https://h/a.png?AWSAccessKeyId=K&Expires=1&Signature=S', 'https://h/a.png'],
    ['Google signature', 'https://h/a?x-goog-signature=S&X-Goog-Date=1', 'https://h/a'],
    ['SAS', 'azure://a.blob.core.windows.net/c/b?sv=1&se=2&sp=r&sr=b&sig=x', 'azure://a.blob.core.windows.net/c/b'],
    ['a name that is encoded', 'https://h/a?v=1&%73ig=S', 'https://h/a?v=1'],
    ['a name that is encoded twice', 'https://h/a?s%2569g=S&v=1', 'https://h/a?v=1'],
    ['a semicolon between', 'https://h/a?v=1;sig=S;w=2', 'https://h/a?v=1;w=2'],
    ['an ampersand as JSON writes it', String.raw`https://h/a?v=1\u0026sig=S\u0026w=2`, String.raw`https://h/a?v=1\u0026w=2`],
    ['an ampersand as HTML writes it', 'https://h/a?v=1&amp;sig=S&amp;w=2', 'https://h/a?v=1&amp;w=2'],
    ['a blank before', 'https://h/a?+sig=S', 'https://h/a'],
    ['a blank before the query', 'https://h/a ?sig=S', 'https://h/a'],
    ['user-info before user-info', 's3://a@//user:word@h/b', 's3:////h/b'],
    ['an address behind user-info', 'a@/https://user:word@h/b', '/h/b'],
    ['Aliyun', 'https://h/a?x-oss-signature=S&x-oss-credential=K&x-oss-date=1&v=1', 'https://h/a?v=1'],
    ['a session of Aliyun', 'https://h/a?x-oss-security-token=S&v=1', 'https://h/a?v=1'],
    ['Aliyun of old', 'https://h/a?OSSAccessKeyId=K&Expires=1&Signature=S&security-token=T', 'https://h/a'],
    ['Tencent', 'https://h/a?q-sign-algorithm=sha1&q-ak=K&q-key-time=1&q-signature=S&x-cos-security-token=T', 'https://h/a'],
    ['Volcengine', 'https://h/a?X-Tos-Signature=S&X-Tos-Security-Token=T&v=1', 'https://h/a?v=1'],
    ['a session token alone', 'https://h/a?X-Amz-Security-Token=S&v=1', 'https://h/a?v=1'],
    ['a temporary address of Swift', 'https://h/a?temp_url_sig=S&temp_url_expires=1&temp_url_prefix=p&v=1', 'https://h/a?v=1'],
    ['Backblaze', 'https://h/a?Authorization=3_2024_S&v=1', 'https://h/a?v=1'],
    ['a token of Swift', 'https://h/a?X-Auth-Token=T&v=1', 'https://h/a?v=1'],
    ['a key of a content network', 'https://h/a?auth_key=1700000000-0-0-d41d8cd98f00b204e9800998ecf8427e', 'https://h/a'],
    ['a sign of a content network', 'https://h/a?sign=d41d8cd98f00b204e9800998ecf8427e&t=1', 'https://h/a?t=1'],
    ['a SAS under its long name', 'https://h/a?SharedAccessSignature=S&v=1', 'https://h/a?v=1'],
    ['keys under their own names', 'https://h/a?secret=S&aws_secret_access_key=S&SecretKey=S&api_key=S&password=S&v=1', 'https://h/a?v=1'],
    ['the token of a session', 'https://h/a?session_token=T&v=1', 'https://h/a?v=1'],
    ['a signed address in another', 'https://h/a?v=1&next=https%3A%2F%2Fi%2F%3Fsig%3DS', 'https://h/a?v=1'],
    ['user-info', 'https://user:word@h/a?b=1', 'https://h/a?b=1'],
    ['user-info in disguise', 'https:\\\\user:word@h/a', 'https://h/a'],
    ['user-info behind a tab', 'ht\ttps://user:word@h/a', 'https://h/a'],
    ['user-info of a bucket', 's3://key:secret@h:9000/b/k', 's3://h:9000/b/k'],
    ['a secret key with a slash', 's3://AKIAEXAMPLE:wJalr/UtnFEMI@models/log.txt', 's3://models/log.txt'],
    ['a secret of Google with a slash', 'gs://GOOG:se/cret@b/k', 'gs://b/k'],
    ['a secret with slash and at', 's3://AKIAEXAMPLE:wJ@lr/Utn@models/log.txt', 's3://models/log.txt'],
    ['a password with a number sign', 's3://user:p#w@h/b', 's3://h/b'],
    ['a password with a number before that', 's3://user:12#w@h/b', 's3://h/b'],
    ['a password with a question mark', 's3://user:p?w@h/b', 's3://h/b'],
    ['a password longer than a port', 's3://user:123456/w@h/b', 's3://h/b'],
    ['user-info without a scheme', 'minio:secret@h:9000/b', 'h:9000/b'],
    ['user-info behind slashes', '//user:pw@host/x', '//host/x'],
    ['user-info behind backslashes', 's3:\\\\user:p/w@host/x', 's3:\\\\host/x'],
    ['a password with a slash of the web', 'https://user:p/w@h/b', ''],
    ['fragment', 'https://h/a#access_token=T', 'https://h/a'],
    ['bearer token', 'https://h/a?access_token=T', 'https://h/a'],
    ['what no browser can read', 'https://u:p@', ''],
    [
      'a SAS behind an encoded question mark',
      'https://a.blob.core.windows.net/c/b.png%3Fsv=1&se=2&sig=S',
      'https://a.blob.core.windows.net/c/b.png',
    ],
    ['one that is encoded twice', 'https://h/b.png%253Fv=1&sig=S&w=2', 'https://h/b.png?v=1&w=2'],
    ['a SAS that was encoded with its question mark', 'https://h/c/b.png%3Fsv%3D1%26sig%3DS', 'https://h/c/b.png'],
    ['a SAS behind a blank', 'azure://a.blob.core.windows.net/c/b.png sv=1&sig=S', 'azure://a.blob.core.windows.net/c/b.png'],
    ['a token behind an encoded blank', 'https://h/b.png%20X-Amz-Security-Token=T', 'https://h/b.png'],
    ['a token behind a plus sign', 's3://b/k+token=T', 's3://b/k'],
    ['a token behind a number sign', 's3://b/k#token=T', 's3://b/k'],
    ['a SAS behind a line break', 'https://h/c/b.png\nsig=S&sv=1', 'https://h/c/b.png'],
    ['a SAS behind an encoded line break', 'https://h/c/b.png%0D%0Asv=1&sig=S', 'https://h/c/b.png%0D'],
    ['a SAS with a line break in a name', 'https://h/c/b.png?v=1&si\r\ng=S', 'https://h/c/b.png?v=1'],
    ['a SAS whose mark is gone', 'https://h/c/b.pngsv=1&sig=S', 'https://h/c/b.pngsv=1'],
    ['a SAS as JSON writes it, behind a user', String.raw`https://u@h/a?v=1\u0026sig=S`, String.raw`https://h/a?v=1`],
    ['a SAS in place of a query, as JSON writes it, behind a user', String.raw`https://u@h/a\u0026sig=S`, 'https://h/a'],
    ['a SAS behind a wide question mark and a user', 'https://u:p@h/a？sig=S', 'https://h/a'],
    ['a SAS with blanks around its names', 'https://h/b.png%3Fsv=1 & sig = S', 'https://h/b.png%3Fsv=1 &'],
    ['a blank before the equals sign', 'https://h/b.png%3Fsv=1&sig%20=S', 'https://h/b.png'],
    ['a blank that is none of ASCII', 'https://h/b.png%E3%80%80sig=S', 'https://h/b.png'],
    ['a SAS as JSON writes it, behind an encoded mark', String.raw`https://h/b.png%3Fsv=1\u0026sig=S`, 'https://h/b.png'],
    ['a SAS as HTML writes it, behind an encoded mark', 'https://h/b.png%3Fsv=1&amp;sig=S', 'https://h/b.png'],
    ['a signature behind a blank in the query', 'https://h/b.png?v=1 sig=S&w=2', 'https://h/b.png?w=2'],
    ['a SAS behind a name with marks', 's3://b/run lr=0.1 & more/b.png%3Fsig=S', 's3://b/run lr=0.1 & more/b.png'],
    ['a SAS behind user-info', 'https://ada:pw@h/b.png\nsig=S', 'https://h/b.png'],
    ['a SAS with another query behind it', 'https://h/b.png%3Fsig=S?v=1', 'https://h/b.png'],
    ['user-info with marks', 's3://user:12 sig=w@h/b', 's3://h/b'],
  ])('%s', (_, address, expected) => expect(withoutSecrets(address)).toBe(expected));

  test.each([
    's3://bucket/50%25 #1?.png',
    's3://bucket/a@b',
    's3://bucket/a:b@c#d@e',
    's3://h:9000/b/a@b',
    's3://[fd00::1]:9000/b/a@b',
    's3://[fd00::1]/b/a@b',
    'https://h/a%20b?se=1&q=x+y',
    'https://h/a?x-oss-process=image&q-a=1',
    'https://h/a?sign=plus&design=1&authorizations=2&tokens=3',
    'https://h/a?temp_url_expires=1',
    'gs://b/k',
    'azure://a.blob.core.windows.net/c/b',
    's3://b/run lr=0.1 & bs=3/a%3Fb=1&c.png',
    's3://b/my password',
    's3://b/a b/sig=1',
    's3://b/sig=1/token=2.txt',
    's3://b/a design=1&tokens=2',
    'https://h/a%20b%3Fv=1&w=2',
    'https://h/a?q=my+token',
    'https://h/b/%3F%73%69%67%3D%31',
  ])('and stays as it is where there is none: %s', (address) => expect(withoutSecrets(address)).toBe(address));

  const keys = 'AccountKey access_key access_key_id AWSAccessKeyId aws_secret_access_key x-api-key pwd passwd password';
  const tokens = 'access_token refresh_token id_token session_token token jwt sas sas_token hdnea hdnts __token__';
  test.each(`${keys} ${tokens}`.split(' '))('a secret by the name %s', (name) =>
    expect(withoutSecrets(`https://h/a?v=1&${name}=S`)).toBe('https://h/a?v=1'),
  );

  test('a signature, however its name is written and wherever it stands', () => {
    const letter = (character: string) =>
      fc.constantFrom(
        character,
        character.toUpperCase(),
        ...['%', '%25', '%2525'].map((sign) => sign + character.charCodeAt(0).toString(16)),
      );
    const name = fc
      .constantFrom(
        'sig',
        'signature',
        'x-amz-signature',
        'x-amz-security-token',
        'x-goog-signature',
        'q-signature',
        'ossaccesskeyid',
        'access_token',
      )
      .chain((text) => fc.tuple(...Array.from(text, letter)).map((letters) => letters.join('')));
    const mark = fc.constantFrom('?', '%3f', '%253F', ' ', '%20', '%2520', '+', '%2B', '\n', '\t\n', '%0A', '\u00a0', '%C2%A0');
    const separator = fc.constantFrom('&', ';', '&amp;', String.raw`\u0026`, '%26', '&+', '&%00', '&&');
    const first = fc.constantFrom('', 'v=1', 'v=1&x=/2');
    fc.assert(
      fc.property(
        mark,
        first,
        name,
        separator,
        separator,
        fc.constantFrom('=', '%3D', '%00='),
        (at, one, written, before, after, equals) => {
          const address = `https://h/a${at}${one}${one === '' ? '' : before}${written}${equals}hush${after}w=2`;
          expect(withoutSecrets(address)).not.toContain('hush');
          expect(withoutSecrets(withoutSecrets(address))).toBe(withoutSecrets(address));
        },
      ),
    );
  });
});

test('nothing is left to take out of an address without secrets', () => {
  const piece = fc.constantFrom('https:', 's3:', '/', '//', '\\', '@', ':', '?', '#', '&', ' ', 'sig=S', 'v=1', 'user', 'h', '%');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const bare = withoutSecrets(pieces.join(''));
      expect(withoutSecrets(bare)).toBe(bare);
    }),
  );
});

test.each([
  ['https://user:word@h/a', true],
  ['https://user@h/a', true],
  ['https:\\\\user:word@h/a', true],
  ['ht\ttps://user:word@h/a', true],
  ['https://u:p@', true],
  ['s3://key:secret@h:9000/b/k', true],
  ['s3://AKIAEXAMPLE:wJalr/UtnFEMI@models/log.txt', true],
  ['s3://user:p#w@h/b', true],
  ['https://user:p#w@h/b', true],
  ['minio:secret@h:9000/b', true],
  ['https://h/a#b@c', false],
  ['s3://h:9000/b/k#@', false],
  ['https://h/a@b', false],
  ['https://h?c=a@b', false],
  ['s3://bucket/a@b', false],
  ['', false],
])('whether a name or a password stands before the host: %s', (address, expected) => expect(hasUserInfo(address)).toBe(expected));

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
