import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHocon } from '#lib/hocon.ts';
import { readPaste } from '#lib/row-paste.ts';
import { hostileText } from '#tests/support/hostile-text.ts';
import { parseHocon } from '#tests/support/hocon.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const sas = 'sv=2024-11-04&ss=b&srt=sco&sp=rl&se=2030-01-01T00%3A00%3A00Z&sig=a%2Bb%2Fc%3D';
const account = 'https://acct.blob.core.windows.net';

const rows = (text: string) => readPaste(text).rows.map(({ fields }) => fields);

const conf = `
# ClearML SDK
sdk {
  aws {
    s3 {
      key: "AKIDDEFAULT"   // of all buckets
      secret = "${secret}"
      region: "eu-west-1"
      credentials: [
        { bucket: "models", key: "AKIDMODELS", secret: "s\\"\\\\e\\u0041", token: "tok" },
        {
          host: "minio.example:9000"
          bucket: data/folder
          key: minio
          secret: "minio//secret#1"
          multipart: false
          secure: false
        }
        { bucket: "borrowed" }
      ]
    }
    boto3 { pool_connections: 512 }
  }
  google.storage { credentials_json: "/path/key.json" }
  azure.storage.containers: [
    { account_name: "acct", account_key: "Zm9v", container_name: "cont" }
    { account_name: "acct", account_key: "?${sas}" }
  ]
}
`;

describe('a section of clearml.conf', () => {
  it('is read with its defaults, and what is of no use in a browser is said', () => {
    const { rows: found, notes: said } = readPaste(conf);
    expect(found.map(({ fields }) => fields)).toEqual([
      { key: 'AKIDDEFAULT', secret, token: '', region: 'eu-west-1' },
      { bucket: 'models', key: 'AKIDMODELS', secret: 's"\\eA', token: 'tok', region: 'eu-west-1' },
      { bucket: 'data', key: 'minio', secret: 'minio//secret#1', token: '', host: 'http://minio.example:9000' },
      { bucket: 'borrowed', key: 'AKIDDEFAULT', secret, token: '', region: 'eu-west-1' },
      { host: account, key: 'acct', secret: sas, token: '' },
    ]);
    expect(said).toEqual([
      { what: 'account_key', name: 'acct' },
      { what: 'google_credentials', name: '' },
    ]);
  });

  it.each([
    'aws { s3 { credentials: [ { bucket: b, key: k, secret: s } ] } }',
    's3.credentials = [ { "bucket" = "b", "key" = "k", "secret" = "s" } ]',
    'credentials: [\n{\nbucket: b\nkey: k\nsecret: s\n}\n]',
    '{"sdk":{"aws":{"s3":{"credentials":[{"bucket":"b","key":"k","secret":"s"}]}}}}',
    'sdk { aws { s3 { credentials: [ { bucket: b, key: k, secret: s',
  ])('may begin and end anywhere: %s', (text) => {
    expect(rows(text)).toEqual([{ bucket: 'b', key: 'k', secret: 's', token: '' }]);
  });

  it('keeps a key beside an optional one that stands elsewhere', () => {
    const text =
      'sdk.aws.s3 {\n key: "AKID"\n key: ${?AWS_KEY}\n secret: "s"\n secret: ${?AWS_SECRET} // or this\n token: ${?AWS_TOKEN}\n}';
    expect(rows(text)).toEqual([{ key: 'AKID', secret: 's', token: '' }]);
    expect(rows(text.replaceAll('${?', '${'))).toEqual([]);
  });

  const [one, other] = [
    { bucket: 'a', key: 'ka', secret: 'sa', token: '' },
    { bucket: 'b', key: 'kb', secret: 'sb', token: '' },
  ];
  const [first, second] = ['{ bucket: a, key: ka, secret: sa }', '{ bucket: b, key: kb, secret: sb }'];
  it.each([
    `credentials: [ ${first} ]\ncredentials += ${second}`,
    `credentials += ${first}\ncredentials += ${second}`,
    `credentials: [ ${first} ]\ncredentials += [ ${second} ]`,
    `credentials: [ ${first} ] [ ${second} ]`,
    `credentials: [ ${first} ]\ncredentials: \${?sdk.aws.s3.credentials} [ ${second} ]`,
    `credentials: [ ${first} ]\ncredentials: \${sdk.aws.s3.credentials}[ ${second} ]`,
    `credentials: \${shared} [ ${first}, ${second} ]`,
    `credentials: [ \${shared} ${first}, ${second} ]`,
    `credentials: [ ${first}, ${second} ]\ncredentials: \${?MORE}`,
    `credentials: [ ${first}, ${second} ]\ncredentials += \${MORE}`,
  ])('loses no part of a list that is put together: %s', (text) => {
    expect(rows(`sdk.aws.s3 {\n${text}\n}`)).toEqual([one, other]);
  });

  it('takes an object that is put together as one', () => {
    expect(rows('sdk.aws.s3: { key: k } { secret: s }\nsdk.aws.s3 += { token: t }')).toEqual([{ key: 'k', secret: 's', token: 't' }]);
  });

  it('has a list once it is set again', () => {
    expect(rows(`credentials: [ ${first} ]\ncredentials: [ ${second} ]`)).toEqual([other]);
  });

  it.each([
    ['ab//cd', 'ab//cd'],
    ['ab//cd // a comment', 'ab//cd'],
    ['"ab"//cd', 'ab'],
    ['ab //cd', 'ab'],
    ['12//cd', '12'],
    ['//of the lab\n  ab', 'ab'],
  ])('reads %j without quotes as ClearML does', (written, value) => {
    expect(rows(`s3.credentials: [ { bucket: b, key: k, secret: ${written}\n } ]`)).toEqual([
      { bucket: 'b', key: 'k', secret: value, token: '' },
    ]);
  });

  it('whose values stand elsewhere is no key', () => {
    expect(readPaste('sdk { aws { s3 { key: ${KEY}, secret: "a"${SECRET} } } }')).toEqual({
      rows: [],
      notes: [{ what: 'no_keys', name: 'sdk.aws.s3' }],
    });
  });

  it('says the same to the reader as to a strict one', () => {
    const plain = (value: unknown): unknown => {
      if (value instanceof Map) return Object.fromEntries([...value].map(([name, member]) => [String(name), plain(member)]));
      return Array.isArray(value) ? value.map(plain) : value;
    };
    const name = fc.stringMatching(/^[a-z]{1,6}$/);
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      hostileText.filter((one) => !/\p{Cc}/u.test(one)),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, text, fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(name, tie('tree'), { maxKeys: 4 })),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, tree, { maxKeys: 4 }), (document) => {
        const written = JSON.stringify(document, null, 2).slice(1, -1);
        expect(plain(readHocon(written))).toEqual(parseHocon(written));
      }),
    );
  });
});
