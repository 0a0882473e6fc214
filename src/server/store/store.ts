import { PostgresAdapter, type Kysely, type Transaction } from 'kysely';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Tables } from './schema.ts';

/** A connection or a transaction: what every query is built on. */
export type Db = Kysely<Tables> | Transaction<Tables>;

/** Whether it speaks to PostgreSQL, where the two databases have no word in common. */
export const isPostgres = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

/** The database behind the server: SQLite in a file or in memory, or PostgreSQL. */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** for reads, and for single statements that need no transaction */
  readonly db: Kysely<Tables>;
  /**
   * Runs `work` in one transaction that is durable when the promise resolves; runs it again when the database broke it off to resolve a deadlock. So `work` has no effect but in the database.
   * Works that come together may share a COMMIT: then none of them is told anything before it, and where it fails all of them fail.
   * Those of one `turn`, the id of the workspace that they will lock, begin one after the other in this process: who waits holds no connection that calls for other workspaces need.
   */
  readonly transaction: <T>(work: (trx: Transaction<Tables>) => Promise<T>, turn?: string) => Promise<T>;
  /** A counter of `points` in `duration` seconds, shared by all processes on this store. */
  readonly limiter: (options: { keyPrefix: string; points: number; duration: number }) => RateLimiterAbstract;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Holds an account until the transaction ends: whoever ends its sessions does this, and whoever makes something by one of them, before any
 * workspace. Undefined where there is none.
 */
export const lockUser = (trx: Db, id: string): Promise<{ password_hash: string | null; disabled: number } | undefined> =>
  trx
    .updateTable('users')
    .set((row) => ({ disabled: row.ref('disabled') }))
    .where('id', '=', id)
    .returning(['password_hash', 'disabled'])
    .executeTakeFirst();

/**
 * Holds the workspace until the transaction ends: whoever counts its seats or owners does this first, so that two of them never count at the same time.
 * Portable: an update locks the row on PostgreSQL and the file on SQLite. Answers false where there is no such workspace.
 */
export const lockWorkspace = async (trx: Transaction<Tables>, id: string): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('workspaces')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Holds all workspaces of a user so, in one order for everybody: of whoever holds the account, which keeps them from joining another. */
export const lockWorkspacesOf = async (trx: Transaction<Tables>, user: string): Promise<void> => {
  const places = trx.selectFrom('memberships').select('workspace_id').where('user_id', '=', user).orderBy('workspace_id');
  for (const { workspace_id } of await places.execute()) await lockWorkspace(trx, workspace_id);
};
