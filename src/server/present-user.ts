import type { Selectable } from 'kysely';
import type { users } from '#contract/index.ts';
import { time } from './present.ts';
import type { Tables } from './store/schema.ts';

/** The columns of an account that may leave the server. */
export const userColumns = ['id', 'email', 'name', 'given_name', 'family_name', 'avatar', 'role', 'created'] as const;

type UserRow = Pick<Selectable<Tables['users']>, (typeof userColumns)[number]>;

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
