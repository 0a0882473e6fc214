import { regions } from './aws-regions.ts';
import { fieldsOfClearmlKey } from './clearml-keys.ts';
import { hoconAt, hoconList, hoconText, type HoconValue } from './hocon-value.ts';
import { nothingPasted, pastedRow, type Pasted, type PastedRow } from './pasted-row.ts';
import { azureRow } from './row-paste-azure.ts';
import { readMinioConsole } from './row-paste-console.ts';

/** A section by its full path, or as far as the text begins inside of it. */
const sectionOf = (document: HoconValue, path: readonly string[]): HoconValue | undefined =>
  path.map((_, from) => hoconAt(document, path.slice(from))).find((found) => found instanceof Map);

/** ClearML takes https unless it is told otherwise. */
const originOf = (entry: HoconValue): string => {
  const host = hoconText(entry, 'host');
  if (host === '' || /^https?:\/\//i.test(host)) return host;
  return `${/^(false|no|off|0)$/i.test(hoconText(entry, 'secure')) ? 'http' : 'https'}://${host}`;
};

/** `sdk.aws.s3`: its own keys are for all of AWS, and for each bucket that is listed without any. */
const s3Rows = (section: HoconValue): PastedRow[] => {
  const keysOf = (entry: HoconValue) => ({
    key: hoconText(entry, 'key'),
    secret: hoconText(entry, 'secret'),
    token: hoconText(entry, 'token'),
  });
  const common = keysOf(section);
  const region = hoconText(section, 'region');
  const listed = hoconList(hoconAt(section, ['credentials'])).flatMap((entry) => {
    const keys = keysOf(entry);
    const host = originOf(entry);
    return pastedRow({
      // `bucket/folder` is known to ClearML, and a row is for whole buckets
      bucket: hoconText(entry, 'bucket').split('/', 1)[0] ?? '',
      ...(keys.key === '' && keys.secret === '' ? common : keys),
      // a host of one's own is in no region of AWS, and may be in one of its own
      region: hoconText(entry, 'region') || (host !== '' && regions.includes(region) ? '' : region),
      host,
    });
  });
  return [...(common.key === '' && common.secret === '' ? [] : pastedRow({ ...common, region })), ...listed];
};

const azureRows = (section: HoconValue | undefined): Pasted[] =>
  hoconList(hoconAt(section, ['containers'])).map((entry) =>
    azureRow({
      account: hoconText(entry, 'account_name'),
      container: hoconText(entry, 'container_name'),
      sas: hoconText(entry, 'sas') || hoconText(entry, 'sas_token'),
      accountKey: hoconText(entry, 'account_key'),
    }),
  );

/** What `aws sts` and `aws iam` print, and the file of keys that MinIO gives out. */
const programRows = (document: HoconValue): Pasted[] =>
  [document, hoconAt(document, ['Credentials']), hoconAt(document, ['AccessKey'])].flatMap((part = null) => {
    const either = (...names: string[]): string => names.map((name) => hoconText(part, name)).find((text) => text !== '') ?? '';
    const keys = { key: either('AccessKeyId', 'accessKey'), secret: either('SecretAccessKey', 'secretKey'), token: either('SessionToken') };
    const { rows, notes } = readMinioConsole(either('url'));
    return keys.secret === '' ? [] : [{ rows: pastedRow({ ...keys, ...rows[0]?.fields }), notes }];
  });

/** ClearML's own list, alone or in all that its pages keep in a browser. */
const listedRows = (document: HoconValue): PastedRow[] => {
  const list = [
    document,
    hoconAt(document, ['bucketCredentials']),
    hoconAt(document, ['s3BucketCredentials', 'bucketCredentials']),
    hoconAt(document, ['auth', 's3BucketCredentials', 'bucketCredentials']),
  ];
  return list.flatMap((one) => hoconList(one)).flatMap((entry) => pastedRow(fieldsOfClearmlKey((name) => hoconText(entry, name))));
};

/** The keys in a `clearml.conf`, a part of one, or JSON. */
export const readConf = (document: HoconValue): Pasted => {
  const s3 = sectionOf(document, ['sdk', 'aws', 's3']) ?? document;
  const azure = azureRows(sectionOf(document, ['sdk', 'azure', 'storage']) ?? document);
  const google = sectionOf(document, ['sdk', 'google', 'storage']) ?? nothing;
  const hasGoogle = hoconText(google, 'credentials_json') !== '' || hoconList(hoconAt(google, ['credentials'])).length > 0;
  const found = [...azure, ...programRows(document)];
  const rows = [...s3Rows(s3), ...found.flatMap((one) => one.rows), ...listedRows(document)];
  const notes = found.flatMap((one) => one.notes);
  if (rows.length + notes.length === 0 && !hasGoogle)
    return s3 === document ? nothingPasted : { rows: [], notes: [{ what: 'no_keys', name: 'sdk.aws.s3' }] };
  return { rows, notes: hasGoogle ? [...notes, { what: 'google_credentials', name: '' }] : notes };
};

const nothing: HoconValue = new Map();
