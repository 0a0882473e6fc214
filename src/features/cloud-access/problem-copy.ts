import { rowLimits, type RowFields, type RowProblem, type TextFieldName } from '#lib/cloud-row.ts';
import { hostName } from '#lib/row-name.ts';
import { providerOf } from '#lib/storage-endpoint.ts';

/** What to do about a field, in words. */
export const problemCopy = (name: TextFieldName, problem: RowProblem, fields: RowFields): string => {
  if (problem === 'missing') return missingCopy[name];
  if (problem === 'too_long') return `At most ${rowLimits[name]} characters`;
  return otherCopy[problem](fields);
};

const missingCopy: Readonly<Record<TextFieldName, string>> = {
  bucket: 'Enter the name of the bucket',
  key: 'Enter the access key',
  secret: 'Enter the secret key, or the shared access signature for Azure',
  token: 'Enter the token',
  region: 'Enter the region',
  host: 'Enter the host',
};

const otherCopy: Readonly<Record<Exclude<RowProblem, 'missing' | 'too_long'>, (fields: RowFields) => string>> = {
  control_characters: () => 'There is a line break or another control character in it',
  bad_bucket: () => 'The name alone, without s3:// and without a path',
  bad_region: () => 'A region looks like eu-west-1',
  // whoever signs covers the whole path, and what a proxy takes off it would be missing in the storage's own sum
  bad_host: ({ host }) =>
    /^(?:https?:\/\/)?[^/?#@]+\/./i.test(host)
      ? 'The host alone, without a path. A bucket goes into Bucket; a storage below a path of a proxy refuses signatures, which cover the path: it needs a host or a port of its own'
      : 'A host, with its port if it has one: minio.example:9000. No user name',
  not_https: () => 'Azure is read over https only, because the signature is part of the address',
  not_a_sas: () => 'For Azure, a shared access signature: it has sig= in it. An account key cannot be used here',
  needs_account: () => 'For Azure, the name of the storage account, or its host. Bucket is then the container, or empty',
  twice: ({ bucket, host }) =>
    `There is a row for ${bucket === '' ? 'all buckets' : 'this bucket'} at ${providerOf(host) === 'aws' ? hostName('') : hostName(host)} already`,
};
