import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confSection } from '#lib/clearml-conf.ts';
import { clearmlKeys, clearmlRefusal, readClearmlKeys, withClearmlKeys } from '#lib/clearml-keys.ts';
import { tidyRow, type CloudRow } from '#lib/cloud-row.ts';
import { readPaste } from '#lib/row-paste.ts';
import { hostileText } from '#tests/support/hostile-text.ts';
import { parseHocon } from '#tests/support/hocon.ts';

const row = (fields: Partial<CloudRow>): CloudRow => ({
  id: '1',
  bucket: 'models',
  key: 'AKID',
  secret: 'hush',
  token: '',
  region: '',
  host: '',
  style: '',
  ...fields,
});
const minio = row({ bucket: 'data', host: 'http://minio.example:9000', secret: 'a"b\\c${d}#//', region: 'eu-west-1', token: 'tik-tok' });
const azure = row({ bucket: 'cont', host: 'https://acct.blob.core.windows.net', secret: 'sv=1&sig=x' });
const google = row({ bucket: 'g', host: 'https://storage.googleapis.com' });
const everything = row({ bucket: '', region: 'us-east-2' });

describe('the section of clearml.conf', () => {
  it('says to ClearML what the rows say', () => {
    const { text, remarks } = confSection([
      everything,
      row({}),
      minio,
      azure,
      google,
      row({ bucket: 'v', host: 'https://s3.example', style: 'virtual' }),
    ]);
    expect(parseHocon(text)).toEqual({
      sdk: {
        aws: {
          s3: {
            key: 'AKID',
            secret: 'hush',
            region: 'us-east-2',
            credentials: [
              { bucket: 'models', key: 'AKID', secret: 'hush' },
              {
                bucket: 'data',
                key: 'AKID',
                secret: 'a"b\\c${d}#//',
                token: 'tik-tok',
                region: 'eu-west-1',
                host: 'minio.example:9000',
                secure: 'false',
              },
              { bucket: 'g', key: 'AKID', secret: 'hush', host: 'storage.googleapis.com:443', secure: 'true' },
              { bucket: 'v', key: 'AKID', secret: 'hush', host: 's3.example:443', secure: 'true' },
            ],
          },
        },
        azure: { storage: { containers: [{ account_name: 'acct', account_key: 'sv=1&sig=x', container_name: 'cont' }] } },
      },
    });
    expect(remarks.map(({ remark }) => remark)).toEqual(['sas', 'google', 'style']);
  });

  it('has one row for all of AWS, and says which it leaves out', () => {
    const second = row({ bucket: '', host: 'https://s3.eu-west-1.amazonaws.com', secret: 'other' });
    const { text, remarks } = confSection([everything, second]);
    expect(text).not.toContain('other');
    expect(remarks).toEqual([{ row: second, remark: 'second_default' }]);
  });

  it.each(['core.chinacloudapi.cn', 'core.usgovcloudapi.net'])(
    'leaves out an account of %s, which ClearML would look for in the public cloud',
    (suffix) => {
      const elsewhere = row({ ...azure, host: `https://acct.blob.${suffix}`, secret: 'sv=1&sig=other' });
      const { text, remarks } = confSection([elsewhere, azure]);
      expect(readPaste(text).rows.map(({ fields }) => fields.host)).toEqual([azure.host]);
      expect(text).not.toContain('sig=other');
      expect(remarks).toEqual([
        { row: elsewhere, remark: 'other_cloud' },
        { row: azure, remark: 'sas' },
      ]);
    },
  );

  it('has the container of an account before all of them, because ClearML takes the first that fits', () => {
    const whole = row({ ...azure, bucket: '', secret: 'sv=1&sig=whole' });
    const { text } = confSection([whole, azure, row({ ...azure, bucket: 'more' })]);
    expect([...text.matchAll(/\{ account_name.*\}/g)].map(([entry]) => /container_name: "(\w+)"/.exec(entry)?.[1])).toEqual([
      'cont',
      'more',
      undefined,
    ]);
  });

  it('check 27: is read back, whatever is in the rows', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (key, secret, token) => {
        const written = row({ bucket: 'b', host: 'http://h.example:1', key, secret, token });
        const read = parseHocon(confSection([written]).text);
        const members = Object.fromEntries(Object.entries({ key, secret, token }).filter(([, value]) => value !== ''));
        expect(read).toEqual({
          sdk: { aws: { s3: { credentials: [{ bucket: 'b', host: 'h.example:1', secure: 'false', ...members }] } } },
        });
      }),
    );
  });

  it('comes back as the same rows when it is pasted', () => {
    const rows = [everything, minio, azure];
    const { style: _, ...known } = tidyRow(minio);
    const found = readPaste(confSection(rows).text).rows.map(({ fields }) => fields);
    expect(found).toEqual([
      { key: 'AKID', secret: 'hush', token: '', region: 'us-east-2' },
      known,
      { bucket: 'cont', key: 'acct', secret: 'sv=1&sig=x', token: '', host: azure.host },
    ]);
  });

  it('has no secret in it where secrets are not to be shown', () => {
    const text = confSection([everything, minio, azure], () => 'masked').text;
    for (const { secret, token } of [everything, minio, azure]) {
      expect(text).not.toContain(JSON.stringify(secret));
      if (token !== '') expect(text).not.toContain(token);
    }
  });
});

describe('what ClearML’s own pages keep', () => {
  const entry = { Bucket: 'data', Key: 'k', Secret: 's', Token: 't', Region: 'eu-west-1', Endpoint: 'http://minio.example:9000' };
  const state = (bucketCredentials: unknown, more: object = {}): string =>
    JSON.stringify({ auth: { s3BucketCredentials: { bucketCredentials }, other: 1, ...more }, projects: { selected: 'x' } });

  it('is read as rows', () => {
    expect(readClearmlKeys(state([entry, { Bucket: 'azure', Key: null, Secret: '?sv=1&sig=x', Endpoint: null }]))).toEqual([
      { bucket: 'data', key: 'k', secret: 's', token: 't', region: 'eu-west-1', host: 'http://minio.example:9000', style: '' },
      { bucket: 'azure', key: '', secret: '?sv=1&sig=x', token: '', region: '', host: '', style: '' },
    ]);
  });

  it.each([
    null,
    '',
    '{',
    '[]',
    'null',
    '{"auth":1}',
    state('x'),
    state([null, 1, [], { Secret: 5 }]),
    state([{ ...entry, Secret: 's'.repeat(10_000) }]),
    `{"auth":${'['.repeat(100_000)}`,
    `{"a":"${'x'.repeat(6_000_000)}"}`,
  ])('is nothing where it is broken or out of bounds', (text) => {
    expect(readClearmlKeys(text)).toEqual([]);
  });

  it('is read in bounds', () => {
    expect(readClearmlKeys(state(Array.from({ length: 5_000 }, () => entry)))).toHaveLength(100);
  });

  it('takes rows in place of those for the same bucket and host, and leaves all else', () => {
    const other = { ...entry, Bucket: 'other', Unknown: [1] };
    const written = withClearmlKeys(state([other, { ...entry, Endpoint: 'minio.example:9000' }], { __proto__: { x: 1 } }), [
      minio,
      azure,
      everything,
    ]);
    expect(JSON.parse(written ?? '')).toEqual({
      auth: {
        s3BucketCredentials: {
          bucketCredentials: [
            other,
            {
              Bucket: 'data',
              Key: 'AKID',
              Secret: minio.secret,
              Token: 'tik-tok',
              Region: 'eu-west-1',
              Endpoint: 'http://minio.example:9000',
            },
          ],
        },
        other: 1,
      },
      projects: { selected: 'x' },
    });
  });

  it('means what it meant, whatever else is in it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (whole) => {
        const { auth: _, ...kept } = whole;
        const written = JSON.parse(withClearmlKeys(JSON.stringify(kept), [minio]) ?? '') as { auth?: unknown };
        delete written.auth;
        expect(JSON.stringify(written)).toBe(JSON.stringify(JSON.parse(JSON.stringify(kept))));
      }),
    );
  });

  it.each([
    null,
    '{',
    '[]',
    '"x"',
    '{"auth":[]}',
    '{"auth":null}',
    '{"auth":{"s3BucketCredentials":"x"}}',
    '{"auth":{"s3BucketCredentials":[]}}',
    '{"auth":{"s3BucketCredentials":null}}',
    '{"auth":{"s3BucketCredentials":{"bucketCredentials":"mine"}}}',
    '{"auth":{"s3BucketCredentials":{"bucketCredentials":null}}}',
  ])('is not written where it is broken: %s', (text) => {
    expect(withClearmlKeys(text, [minio])).toBeUndefined();
  });

  it('gets hosts as ClearML tells them from buckets, and no row that it cannot keep to its host', () => {
    expect(clearmlKeys([row({}), row({ host: 'https://minio.example' }), google]).map(({ Endpoint }) => Endpoint)).toEqual([
      null,
      'https://minio.example:443',
      'https://storage.googleapis.com',
    ]);
    expect([azure, everything, row({ host: 'https://s3.example', style: 'virtual' })].map(clearmlRefusal)).toEqual([
      'azure',
      'no_bucket',
      'virtual',
    ]);
  });

  it('comes back as the same rows when it is pasted', () => {
    const [pasted] = readPaste(JSON.stringify(clearmlKeys([minio]))).rows;
    expect(pasted?.fields).toMatchObject({ bucket: 'data', secret: minio.secret, token: minio.token, host: minio.host });
  });
});
