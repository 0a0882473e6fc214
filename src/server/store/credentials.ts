import { sql } from 'kysely';
import { manages, roles, type Role } from '#contract/index.ts';
import type { MemberCredentialRow } from '../present-organization.ts';
import { accountColumns } from '../accounts.ts';
import { credentialColumns } from '../present.ts';
import { prepared, type Given } from './prepared.ts';
import type { Db } from './store.ts';

/** A key by its access key alone, with its account; a revoked one as one that expired long ago. One statement whatever becomes of it. */
export const keysOf = prepared((db, given: Given<{ accessKey: string }>) =>
  db
    .selectFrom('credentials')
    .innerJoin('users', 'users.id', 'credentials.user_id')
    .select([...accountColumns, 'credentials.secret_hash', 'credentials.workspace_id', 'credentials.read_only', 'credentials.expires'])
    .where('credentials.access_key', '=', given('accessKey'))
    .unionAll(
      db
        .selectFrom('ended_credentials')
        .innerJoin('users', 'users.id', 'ended_credentials.user_id')
        .select([...accountColumns, 'ended_credentials.secret_hash', 'ended_credentials.workspace_id'])
        .select([sql<number>`0`.as('read_only'), sql<number | null>`0`.as('expires')])
        .where('ended_credentials.access_key', '=', given('accessKey')),
    ),
);

/** All keys of a user, in any workspace, oldest first. */
export const credentialsOf = prepared((db, given: Given<{ user: string }>) =>
  db
    .selectFrom('credentials')
    .select([...credentialColumns, 'workspace_id'])
    .where('user_id', '=', given('user'))
    .orderBy('created')
    .orderBy('access_key'),
);

/** How many keys a user has in a workspace, expired ones among them. */
export const countCredentials = async (db: Db, user: string, workspace: string): Promise<number> => {
  const { count } = await db
    .selectFrom('credentials')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .executeTakeFirstOrThrow();
  return count;
};

/** One of a user's keys in a workspace, as its row is. */
export const findCredential = (db: Db, workspace: string, user: string, accessKey: string) =>
  db
    .selectFrom('credentials')
    .select(['label', 'created', 'expires', 'read_only', 'rotated_to'])
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .where('access_key', '=', accessKey)
    .executeTakeFirst();

interface Wanted {
  readonly workspace: string;
  /** only keys that this role may see and end, and the user's own */
  readonly managedBy?: { readonly role: Role; readonly user: string };
  readonly user?: string | undefined;
  readonly accessKey?: string | undefined;
  readonly size: number;
  /** the end of the page before */
  readonly after?: KeyEnd | undefined;
}

/** Where a page of keys ended: user, when it was made (ms), access key. */
type KeyEnd = readonly [string, number, string];

/** Keys of a workspace with their owners, one owner after the other, oldest first; and how to go on, or null at the end. */
export const credentialsIn = async (
  db: Db,
  { workspace, managedBy, user, accessKey, size, after }: Wanted,
): Promise<{ credentials: MemberCredentialRow[]; end: KeyEnd | null }> => {
  let found = db
    .selectFrom('credentials')
    .innerJoin('users', 'users.id', 'credentials.user_id')
    .select(['credentials.user_id', 'users.name as user_name'])
    .select(credentialColumns.map((column) => `credentials.${column}` as const))
    .where('credentials.workspace_id', '=', workspace)
    .orderBy('credentials.user_id')
    .orderBy('credentials.created')
    .orderBy('credentials.access_key')
    .limit(size + 1);
  if (managedBy !== undefined) {
    const managed = roles.filter((role) => manages(managedBy.role, role));
    found = found
      .innerJoin('memberships', (join) =>
        join.onRef('memberships.workspace_id', '=', 'credentials.workspace_id').onRef('memberships.user_id', '=', 'credentials.user_id'),
      )
      .where((row) => row.or([row('memberships.role', 'in', managed), row('credentials.user_id', '=', managedBy.user)]));
  }
  if (user !== undefined) found = found.where('credentials.user_id', '=', user);
  if (accessKey !== undefined) found = found.where('credentials.access_key', '=', accessKey);
  if (after !== undefined)
    found = found.where(
      sql<boolean>`(credentials.user_id, credentials.created, credentials.access_key) > (${after[0]}, ${after[1]}, ${after[2]})`,
    );
  const rows = await found.execute();
  const credentials = rows.slice(0, size);
  const last = credentials.at(-1);
  return { credentials, end: rows.length > size && last !== undefined ? [last.user_id, last.created, last.access_key] : null };
};
