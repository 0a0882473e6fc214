import type { Selectable } from 'kysely';
import type { Session } from '#contract/account.ts';
import type { auth } from '#contract/index.ts';
import type { Tables } from './store/schema.ts';

/** A time as ClearML writes the few that come without a zone (`last_used`, `enabled_time`); it is UTC all the same. Six digits of a second, or none, as Python has it. */
export const timeWithoutZone = (at: number): string => {
  const [whole = '', fraction] = new Date(at).toISOString().slice(0, -1).split('.');
  return fraction === '000' ? whole : `${whole}.${fraction}000`;
};

/** A time with its zone. */
export const time = (at: number): string => `${timeWithoutZone(at)}+00:00`;

/** A session as its owner sees it. */
export const presentSession = (
  row: Pick<Selectable<Tables['sessions']>, 'id' | 'created' | 'last_used' | 'last_used_from' | 'user_agent' | 'expires'>,
  current: string | null,
): Session => ({
  id: row.id,
  created: time(row.created),
  last_used: time(row.last_used),
  ...(row.last_used_from === null ? {} : { last_used_from: row.last_used_from }),
  ...(row.user_agent === null ? {} : { user_agent: row.user_agent }),
  expires: time(row.expires),
  current: row.id === current,
});

/** What of a key's row may leave the server. */
export type CredentialRow = Pick<Selectable<Tables['credentials']>, 'access_key' | 'label' | 'created' | 'last_used' | 'last_used_from'>;

/** The columns of a key that may leave the server. */
export const credentialColumns = ['access_key', 'label', 'created', 'last_used', 'last_used_from'] as const;

/** An access key as its owner sees it; what is absent is left out, as ClearML does. */
export const credential = (row: CredentialRow): auth.Credential => ({
  access_key: row.access_key,
  ...(row.label === null ? {} : { label: row.label }),
  created: time(row.created),
  ...(row.last_used === null ? {} : { last_used: timeWithoutZone(row.last_used) }),
  ...(row.last_used_from === null ? {} : { last_used_from: row.last_used_from }),
});
