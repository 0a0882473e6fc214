import { useState } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { addressProblemCopy } from '#lib/address-problem-copy.ts';
import { hostName, rowName } from '#lib/row-name.ts';
import { signedAddress, type Wanted } from '#lib/signed-address.ts';
import { locate, type Place } from '#lib/storage-address.ts';
import { TextField } from '#ui/text-field.tsx';
import styles from './cloud-access.module.css';

/** Says which row an address would be read with, and where the request would go. Nothing is sent. */
export const WhichRow = ({ rows }: { readonly rows: readonly CloudRow[] }) => {
  const [address, setAddress] = useState('');
  return (
    <div className={styles['inline']}>
      <TextField
        label="Address of an object"
        mono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="s3://bucket/key"
        value={address}
        onChange={({ target }) => setAddress(target.value)}
      />
      <p className={styles['answer']} role="status">
        {address.trim() !== '' && answerFor(locate(address, rows), rows)}
      </p>
    </div>
  );
};

const answerFor = (place: Place, rows: readonly CloudRow[]): string => {
  if (place.kind === 'no_row') {
    const host = hostName(place.host ?? '');
    const of = place.bucket === '' ? '' : `the bucket ${place.bucket} at ${host}, or for `;
    return `No row: none is for ${of}all buckets at ${host}.`;
  }
  if (place.kind === 'web') return `No row: it is read as it stands, without keys, from ${new URL(place.url).host}.`;
  if (place.kind === 'problem') return `None. ${addressProblemCopy[place.problem]}`;
  return `The row ${rowName(place.row, rows)} ${whatItReads(place)}. The request goes to ${hostOf(place)}.`;
};

type RowPlace = Extract<Place, { readonly row: CloudRow }>;

const whatItReads = (place: RowPlace): string => {
  if (place.kind === 'row') return `reads ${place.key} in the bucket ${place.bucket}`;
  return place.kind === 'list' ? `lists ${place.prefix || 'all'} in the bucket ${place.bucket}` : 'lists the buckets of its host';
};

const hostOf = (place: RowPlace): string => new URL(signedAddress(place.row, wantedOf(place), Date.now())).host;

const wantedOf = (place: RowPlace): Wanted => {
  if (place.kind === 'row') return { what: 'object', bucket: place.bucket, key: place.key };
  return place.kind === 'list'
    ? { what: 'list', bucket: place.bucket, prefix: place.prefix, folders: true, limit: 1 }
    : { what: 'buckets' };
};
