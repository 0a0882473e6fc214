import type { RowFields } from './cloud-row.ts';
import { hasUserInfo } from './without-secrets.ts';

/** A row as far as a text tells it: what it does not name is not there. */
export interface PastedRow {
  /** name of the profile that it comes from, or empty */
  readonly name: string;
  readonly fields: Partial<RowFields>;
}

/** What has to be said about a text, as a name; `name` is of what it is about. */
export interface PasteNote {
  readonly what:
    | 'account_key'
    | 'blob_sas'
    | 'console'
    | 'google_credentials'
    | 'minio_console'
    | 'no_keys'
    | 'not_azure'
    | 'profile_without_keys'
    | 'profile_without_services'
    | 'shell'
    | 'too_long'
    | 'too_many';
  readonly name: string;
}

/** What was found in a text. Without rows and notes it is nothing that is understood. */
export interface Pasted {
  readonly rows: readonly PastedRow[];
  readonly notes: readonly PasteNote[];
}

/** Nothing that is understood. */
export const nothingPasted: Pasted = { rows: [], notes: [] };

/** One row, or none where no field of it is named, or its host has a name or a password before it. */
export const pastedRow = (fields: PastedRow['fields'], name = ''): PastedRow[] => {
  if (hasUserInfo(fields.host ?? '')) return [];
  const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  // keys come as a whole: without a token means that there is none
  const token = 'secret' in named && !('token' in named) ? { token: '' } : {};
  return Object.keys(named).length === 0 ? [] : [{ name, fields: { ...named, ...token } }];
};

/** The text without blanks around it, and without the quotes of a program or a document that it was copied from. */
export const barePaste = (text: string): string => text.trim().replace(/^(["'])([^"'\r\n]*)\1$/, '$2');

/** Longest text that is read, characters, and most rows out of one. */
export const pasteLimits = { text: 262_144, rows: 100 } as const;
