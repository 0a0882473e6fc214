import { count, number } from '#lib/count.ts';
import { lacksAccount, type RowFields } from '#lib/cloud-row.ts';
import { pasteLimits, type PasteNote } from '#lib/pasted-row.ts';
import { rowName } from '#lib/row-name.ts';
import type { Candidate } from './paste-model.ts';

/** What is understood, for somebody whose text was not. */
export const understood =
  'A SAS URL, an Azure connection string, ~/.aws/credentials, lines with AWS_ACCESS_KEY_ID, the file of keys from the AWS console, mc alias set, a section of clearml.conf, or an address such as s3://bucket/key.';

const noteWords = {
  account_key: (name) =>
    `The key of the storage account ${name} cannot be used in a browser. Make a shared access signature (SAS) for it: Azure portal, storage account, “Shared access signature”.`,
  blob_sas: (name) => `This signature is for one blob in ${name}. Others there need one for the container (sr=c) or the account.`,
  console: (name) => `${name} is a console, and this page of it names no bucket.`,
  google_credentials: () =>
    'The google section has the key file of a service account, which cannot be used in a browser. Make HMAC keys: Cloud Storage, Settings, Interoperability.',
  minio_console: (name) =>
    `${name} looks like the console of MinIO. S3 answers at another port: fill it in, and put that into Host (Endpoint) before you save.`,
  no_keys: (name) => `${name} has no keys in it: values such as \${KEY} stand elsewhere.`,
  not_azure: (name) => `${name} is no host of Azure’s storage. Its signature is sent nowhere.`,
  profile_without_keys: (name) => `The profile ${name} has no keys of its own. Its program makes some: aws configure export-credentials.`,
  profile_without_services: (name) =>
    `The profile ${name} is left out: its host is in a services section that is not in the text. Paste that section along with it.`,
  shell: (name) =>
    `${name} is written as only a shell can read it, with an escape or a variable. Nothing of it is taken: paste the values themselves.`,
  too_long: () => `The text has more than ${number(pasteLimits.text)} characters. Paste the part with the keys.`,
  too_many: () => `Only the first ${pasteLimits.rows} rows are shown.`,
} as const satisfies Record<PasteNote['what'], (name: string) => string>;

/** What has to be said about a text. */
export const noteCopy = ({ what, name }: PasteNote): string => noteWords[what](name);

const shown: Readonly<Record<'bucket' | 'host' | 'key' | 'secret' | 'token' | 'region', (value: string) => string>> = {
  bucket: (value) => `bucket ${value}`,
  host: (value) => `host ${value.replace(/^https?:\/\//, '')}`,
  key: (value) => `key ${value}`,
  secret: (value) => `secret: ${count(value.length, 'character')}`,
  token: (value) => `token: ${count(value.length, 'character')}`,
  region: (value) => `region ${value}`,
};

/** What a row is called that was found. */
export const titleOf = ({ name, row }: Candidate): string => {
  if (name !== '') return `Profile ${name}`;
  return row.bucket === '' && lacksAccount(row) ? 'Azure SAS, account not named' : rowName(row, []);
};

/** What was recognised of a row, without its secrets. */
export const recognised = ({ row }: Candidate): string => {
  const names = ['bucket', 'host', 'key', 'secret', 'token', 'region'] as const satisfies readonly (keyof RowFields)[];
  return names.flatMap((name) => (row[name] === '' ? [] : [shown[name](row[name])])).join(' · ');
};

/** How a row stands to those that are there. */
export const standingCopy = {
  new: undefined,
  part: 'More is needed: fill in the rest yourself',
  known: 'You have this row already',
  renews: 'You have a row for this bucket and host: its keys are replaced',
} as const satisfies Record<Candidate['standing'], string | undefined>;

/** What it is called to take what is ticked: one row fills the form, unless it is there; several are stored at once. */
export const takingCopy = (ticked: readonly Candidate[], several: boolean): string => {
  if (ticked.length > 1) return `${ticked.some(({ standing }) => standing === 'renews') ? 'Store' : 'Add'} ${count(ticked.length, 'row')}`;
  return several && ticked[0]?.standing === 'renews' ? 'Replace its keys' : 'Fill in';
};
