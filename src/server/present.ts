import type { Selectable } from 'kysely';
import type { Session } from '#contract/account.ts';
import type { auth } from '#contract/index.ts';
import type { Tables } from './store/schema.ts';

/** A time as ClearML writes the few that come without a zone (`last_used`, `enabled_time`); it is UTC all the same. Six digits of a second, or none, as Python has it. */
export const timeWithoutZone = (at: number): string => {
  const text = new Date(at).toISOString();
  return text.endsWith('.000Z') ? text.slice(0, -'.000Z'.length) : `${text.slice(0, -1)}000`;
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

/** The columns of a key that may leave the server. */
export const credentialColumns = [
  'access_key',
  'label',
  'created',
  'last_used',
  'last_used_from',
  'expires',
  'read_only',
  'rotated_to',
  'refused',
  'last_refused',
  'last_refused_from',
] as const;

/** What of a key's row may leave the server. */
export type CredentialRow = Pick<Selectable<Tables['credentials']>, (typeof credentialColumns)[number]>;

type Refusals = Pick<CredentialRow, 'refused' | 'last_refused' | 'last_refused_from'>;

const refusals = ({ refused, last_refused, last_refused_from }: Refusals): Pick<auth.Credential, 'refused'> =>
  last_refused === null
    ? {}
    : { refused: { count: refused, last: time(last_refused), ...(last_refused_from === null ? {} : { last_from: last_refused_from }) } };

/** An access key as its owner sees it; what is absent is left out, as ClearML does. */
export const credential = (row: CredentialRow): auth.Credential => ({
  access_key: row.access_key,
  ...(row.label === null ? {} : { label: row.label }),
  created: time(row.created),
  ...(row.last_used === null ? {} : { last_used: timeWithoutZone(row.last_used) }),
  ...(row.last_used_from === null ? {} : { last_used_from: row.last_used_from }),
  ...(row.expires === null ? {} : { expires: time(row.expires) }),
  ...(row.read_only === 0 ? {} : { read_only: true }),
  ...(row.rotated_to === null ? {} : { rotated_to: row.rotated_to }),
  ...refusals(row),
});

/** A new pair, while its secret is still known. */
export interface Pair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** What is decided about a key when it is made. */
export type Life = Pick<CredentialRow, 'label' | 'expires' | 'read_only'>;

/** A new pair as the one answer that carries its secret has it. */
export const presentPair = ({ accessKey, secretKey }: Pair, { label, expires, read_only }: Life): auth.NewPair => ({
  access_key: accessKey,
  secret_key: secretKey,
  ...(label === null ? {} : { label }),
  ...(expires === null ? {} : { expires: time(expires) }),
  ...(read_only === 0 ? {} : { read_only: true }),
});

/** Revoked keys that somebody still tries, as their owner sees them. */
export const endedCredentials = (
  rows: readonly (Refusals & { readonly access_key: string; readonly label: string | null; readonly ended: number })[],
): auth.EndedCredential[] =>
  rows.flatMap(({ access_key, label, ended, ...row }) => {
    const { refused } = refusals(row);
    return refused === undefined ? [] : [{ access_key, ...(label === null ? {} : { label }), ended: time(ended), refused }];
  });
