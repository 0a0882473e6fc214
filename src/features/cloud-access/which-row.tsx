import { useState } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { signedAddress } from '#lib/signed-address.ts';
import { locate, type AddressProblem, type Place } from '#lib/storage-address.ts';
import { TextField } from '#ui/text-field.tsx';
import styles from './cloud-access.module.css';
import { rowName } from './model.ts';

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
  switch (place.kind) {
    case 'row': {
      const { host } = new URL(signedAddress(place.row, { what: 'object', bucket: place.bucket, key: place.key }, Date.now()));
      return `The row ${rowName(place.row, rows)} reads ${place.key} in the bucket ${place.bucket}. The request goes to ${host}.`;
    }
    case 'no_row':
      return `No row: none is for the bucket ${place.bucket} at ${place.host ?? 'AWS S3'}, or for all buckets there.`;
    case 'web':
      return `No row: it is read as it stands, without keys, from ${new URL(place.url).host}.`;
    case 'problem':
      return problemWords[place.problem];
  }
};

const problemWords = {
  unknown_scheme: 'None: an address begins with s3://, gs://, azure://, https:// or http://.',
  user_info: 'None: an address with an @ before its host looks like another host than it is.',
  no_object: 'None yet: the address names no object in a bucket.',
  dot_segments: 'None: browsers cannot ask for a path with . or .. between slashes.',
  not_azure: 'None: azure:// goes on with the host of a storage account, account.blob.core.windows.net.',
  bad_host: 'None: its host cannot be read.',
} as const satisfies Record<AddressProblem, string>;
