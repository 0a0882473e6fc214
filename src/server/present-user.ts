import type { Selectable } from 'kysely';
import type { users } from '#contract/index.ts';
import { time } from './present.ts';
import type { Tables } from './store/schema.ts';

/** The columns of an account that may leave the server. */
export const userColumns = ['id', 'email', 'name', 'given_name', 'family_name', 'avatar', 'role', 'created'] as const;

/** What of an account's row may leave the server. */
export type UserRow = Pick<Selectable<Tables['users']>, (typeof userColumns)[number]>;

/** An account as its owner sees it, in the workspace of the call; what is absent is left out, as ClearML does. */
export const presentUser = (row: UserRow, workspace: { readonly id: string; readonly name: string }): users.CurrentUser => ({
  id: row.id,
  name: row.name,
  ...(row.given_name === null ? {} : { given_name: row.given_name }),
  ...(row.family_name === null ? {} : { family_name: row.family_name }),
  ...(row.avatar === null ? {} : { avatar: row.avatar }),
  email: row.email,
  role: row.role,
  company: { id: workspace.id, name: workspace.name },
  created: time(row.created),
});

/** An account as a list for programs shows it. `company`: the workspace, as that list writes it. */
export const listedUser = (row: UserRow, company: unknown): Record<string, unknown> => ({
  id: row.id,
  company,
  name: row.name,
  ...(row.family_name === null ? {} : { family_name: row.family_name }),
  ...(row.given_name === null ? {} : { given_name: row.given_name }),
  ...(row.avatar === null ? {} : { avatar: row.avatar }),
  created: time(row.created),
});

/** Those fields that were asked for, a part of one (`company.name`) with the whole; none: all. */
export const onlyFields = (user: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> => {
  const wanted = new Set(fields.map((field) => field.split('.')[0]));
  return wanted.size === 0 ? user : Object.fromEntries(Object.entries(user).filter(([field]) => wanted.has(field)));
};

/** Preferences as `users.get_by_id` writes them: JSON in a text, in ASCII; empty where there are none. */
export const preferencesText = (preferences: users.Preferences): string => {
  if (Object.keys(preferences).length === 0) return '';
  const escape = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return JSON.stringify(preferences).replace(/[\u0080-\uffff]/g, escape);
};
