import type { CloudRow } from './cloud-row.ts';
import type { ReadVerdict, VerdictName } from './read-verdict.ts';
import { signedAddress, type Wanted } from './signed-address.ts';
import { providerOf, readEndpoint } from './storage-endpoint.ts';

/** Verdicts behind which the bucket may only stand at the wrong place of the address. */
const suspect: readonly VerdictName[] = ['style', 'no_bucket', 'other'];
/** With the bucket before it, a host may have no name and no certificate. */
const suspectBefore: readonly VerdictName[] = [
  ...suspect,
  'dns',
  'tls',
  'refused',
  'unknown',
  'timeout',
  'cors',
  'no_permission',
  'wrong_secret',
  'not_storage',
];

/** The row with the bucket at the other place of its addresses, where that may be what is wrong; undefined where it is not, or cannot be. */
export const otherStyle = (row: CloudRow, wanted: Wanted, { name }: ReadVerdict): CloudRow | undefined => {
  if (providerOf(row.host) !== 's3' || wanted.what === 'buckets') return undefined;
  const hostOf = (one: CloudRow): string => new URL(signedAddress(one, wanted, 0)).host;
  const path: CloudRow = { ...row, style: 'path' };
  const virtual: CloudRow = { ...row, style: 'virtual' };
  // an address in numbers has no names below it
  if (hostOf(path) === hostOf(virtual)) return undefined;
  if (hostOf(row) === hostOf(path)) return suspect.includes(name) ? virtual : undefined;
  return suspectBefore.includes(name) ? path : undefined;
};

/**
 * Whether the other style may be tried without the person saying so. A name below the host may be somebody else's (`evil.storage` below
 * `storage`), and an address chooses the bucket of a row that names none.
 */
export const mayBeTried = (row: CloudRow, wanted: Wanted, other: CloudRow): boolean => {
  if (other.style === 'path') return true;
  const names = wanted.what !== 'buckets' && row.bucket !== '' && row.bucket === wanted.bucket;
  return row.style === '' && names && /[^.]\.[^.:]/.test(readEndpoint(row.host)?.host ?? '');
};
