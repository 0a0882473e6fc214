import { describe, expect, it } from 'vitest';
import { readPaste } from '#lib/row-paste.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const sas = 'sv=2024-11-04&ss=b&srt=sco&sp=rl&se=2030-01-01T00%3A00%3A00Z&sig=a%2Bb%2Fc%3D';
const account = 'https://acct.blob.core.windows.net';

const rows = (text: string) => readPaste(text).rows.map(({ fields }) => fields);
const notes = (text: string) => readPaste(text).notes;

describe('an address', () => {
  it.each([
    ['s3://models/runs/1', { bucket: 'models' }],
    ['https://models.oss-cn-hangzhou.aliyuncs.com/runs/x.png', { bucket: 'models', host: 'https://oss-cn-hangzhou.aliyuncs.com' }],
    ['https://s3.oss-cn-hangzhou.aliyuncs.com/models/x.png', { bucket: 'models', host: 'https://s3.oss-cn-hangzhou.aliyuncs.com' }],
    ['https://models-125.cos.ap-guangzhou.myqcloud.com/runs/x', { bucket: 'models-125', host: 'https://cos.ap-guangzhou.myqcloud.com' }],
    ['https://models.tos-s3-cn-beijing.volces.com/runs/x', { bucket: 'models', host: 'https://tos-s3-cn-beijing.volces.com' }],
    ['https://models.storage.googleapis.com/runs/x', { bucket: 'models', host: 'https://storage.googleapis.com' }],
    ['s3://models/my run/a b.png', { bucket: 'models' }],
    ['s3://minio.example:9000/models/my run', { bucket: 'models', host: 'minio.example:9000' }],
    ['https://minio.example/models/my run', { bucket: 'models', host: 'https://minio.example' }],
    ['s3://minio.example:9000/models/runs/1', { bucket: 'models', host: 'minio.example:9000' }],
    ['gs://models/a', { bucket: 'models', host: 'https://storage.googleapis.com' }],
    ['https://storage.cloud.google.com/models/a', { bucket: 'models', host: 'https://storage.googleapis.com' }],
    ['azure://acct.blob.core.windows.net/cont/a', { bucket: 'cont', host: account }],
    ['https://models.s3.eu-west-1.amazonaws.com/a.png', { bucket: 'models', region: 'eu-west-1' }],
    ['https://my.models.s3.amazonaws.com/a.png', { bucket: 'my.models' }],
    ['https://s3.eu-west-1.amazonaws.com/models/a.png', { bucket: 'models', region: 'eu-west-1' }],
    ['http://minio.example:9000/models/a.png', { bucket: 'models', host: 'http://minio.example:9000' }],
  ])('%s says which bucket at which host', (text, fields) => {
    expect(rows(`  ${text}\n`)).toEqual([fields]);
  });

  it.each([
    's3://user@models/a',
    's3://AKIAEXAMPLE:wJalr/UtnFEMI@models/a',
    'gs://GOOG:se/cret@b/k',
    's3://models and words',
    'https://minio.example:9000/ AKID secret',
    `${account}/cont?${sas} and words`,
    'https://user:secret@acct.blob.core.windows.net/c?sv=1&sig=x',
    'azure://acct.blob.core.windows.net.evil.example/c/a',
  ])('%s says nothing', (text) => expect(readPaste(text)).toEqual({ rows: [], notes: [] }));
});

it.each(['%3F', '%253f', ' ', '%20'])('a SAS is one behind %j too', (mark) => {
  expect(rows(`${account}/cont${mark}${sas}`)).toEqual([{ bucket: 'cont', host: account, key: 'acct', secret: sas, token: '' }]);
  expect(rows(`s3://cont${mark}token=hush/a`)).toEqual([{ bucket: 'cont' }]);
});

it.each([
  'mc alias set m https://u:p@h:9000 KEY SECRET',
  'mc alias set m https://u:p/w@h:9000 KEY SECRET',
  'AWS_ACCESS_KEY_ID=KEY AWS_SECRET_ACCESS_KEY=hush AWS_ENDPOINT_URL=https://u:p@h',
  '[default]\naws_access_key_id = KEY\naws_secret_access_key = hush\nendpoint_url = u:p@h:9000',
  'BlobEndpoint=https://user:pw@evil/;SharedAccessSignature=sv=1&sig=x',
  'BlobEndpoint=https://user:p?w@evil/;SharedAccessSignature=sv=1&sig=x',
  '{ "aws": { "s3": { "credentials": [{ "host": "u:p@h:9000", "key": "KEY", "secret": "hush" }] } } }',
])('a host behind a name and a password says nothing, nor is it repeated: %s', (text) => {
  const found = readPaste(text);
  expect(found.rows).toEqual([]);
  expect(found.notes.map(({ name }) => name).join()).not.toMatch(/@|user|pw/);
});

describe('the address of a console', () => {
  const google = 'https://storage.googleapis.com';
  it.each([
    ['https://s3.console.aws.amazon.com/s3/buckets/models?region=eu-west-1&tab=objects', { bucket: 'models', region: 'eu-west-1' }],
    ['https://eu-west-1.console.aws.amazon.com/s3/object/models?region=eu-west-1&prefix=runs/a', { bucket: 'models', region: 'eu-west-1' }],
    ['https://console.cloud.google.com/storage/browser/maps;tab=objects?project=p', { bucket: 'maps', host: google }],
    ['https://console.cloud.google.com/storage/browser/_details/maps/a.png', { bucket: 'maps', host: google }],
  ])('%s says which bucket it shows', (text, fields) => {
    expect(readPaste(text)).toEqual({ rows: [{ name: '', fields }], notes: [] });
  });

  it.each(['https://s3.console.aws.amazon.com/s3/home', 'https://portal.azure.com/#home'])('%s names none, which is said', (text) => {
    expect(readPaste(text)).toEqual({ rows: [], notes: [{ what: 'console', name: new URL(text).host }] });
  });

  it.each([
    ['http://minio.example:9001/browser/models/cnVucw==', 'models'],
    ['http://minio.example:9001', undefined],
  ])('%s is MinIO’s, where S3 answers at another port', (text, bucket) => {
    expect(rows(text)).toEqual([{ host: 'http://minio.example:9001', ...(bucket === undefined ? {} : { bucket }) }]);
    expect(notes(text)).toEqual([{ what: 'minio_console', name: 'minio.example:9001' }]);
  });

  it.each([
    ['http://minio.example:9001/api/v1/service-account-credentials', 'http://minio.example:9001', 1],
    ['http://minio.example:9000', 'http://minio.example:9000', 0],
    ['minio.example/api', 'minio.example/api', 0],
  ])('%s in MinIO’s file of keys is the host of its row, and never AWS', (url, host, said) => {
    const text = JSON.stringify({ url, accessKey: 'AKID', secretKey: secret, api: 's3v4', path: 'auto' });
    expect(rows(text)).toEqual([{ key: 'AKID', secret, token: '', host }]);
    expect(notes(text)).toHaveLength(said);
  });
});
