import type { ExpressionBuilder } from 'kysely';
import { prepared, type Given } from './prepared.ts';
import type { Tables } from './schema.ts';
import type { Db } from './store.ts';

/** Refusals of a revoked key are shown for so long, ms: 30 days. */
const shownFor = 2_592_000_000;

const kept = ['workspace_id', 'access_key', 'user_id', 'secret_hash', 'label', 'refused', 'last_refused', 'last_refused_from'] as const;

interface Ending {
  readonly workspace: string;
  readonly user: string;
  /** ms */
  readonly at: number;
  /** these of them; absent: all */
  readonly only?: readonly string[];
}

/** Revokes a member's keys in a workspace, or `only` those of them, with the tokens minted from them. Answers which. */
export const endKeys = async (trx: Db, { workspace, user, at, only }: Ending): Promise<string[]> => {
  const all = trx.deleteFrom('credentials').where('workspace_id', '=', workspace).where('user_id', '=', user);
  const rows = await (only === undefined ? all : all.where('access_key', 'in', only)).returning([...kept, 'rotated_to']).execute();
  if (rows.length === 0) return [];
  const keys = rows.map(({ access_key }) => access_key);
  await trx
    .insertInto('ended_credentials')
    .values(rows.map(({ rotated_to: _next, ...row }) => ({ ...row, ended: at })))
    .execute();
  await trx.deleteFrom('sessions').where('key_workspace', '=', workspace).where('access_key', 'in', keys).execute();
  await passOver(trx, workspace, user, new Map(rows.map(({ access_key, rotated_to }) => [access_key, rotated_to])));
  return keys;
};

/**
 * Revokes all keys in workspaces that are held, or those of one user there, with the tokens minted from them, by as many statements whatever their
 * number, so that nobody waits for long.
 */
export const endAllKeys = async (trx: Db, workspaces: readonly string[], user: string | undefined, at: number): Promise<void> => {
  const areTheirs = (row: ExpressionBuilder<Tables, 'credentials'>) =>
    row.and([row('workspace_id', 'in', workspaces), ...(user === undefined ? [] : [row('user_id', '=', user)])]);
  const theirs = trx.selectFrom('credentials').where(areTheirs);
  const ended = theirs.select([...kept]).select((row) => row.val(at).as('ended'));
  await trx
    .insertInto('ended_credentials')
    .columns([...kept, 'ended'])
    .expression(ended)
    .execute();
  const fromThem = (row: ExpressionBuilder<Tables, 'sessions'>) =>
    row(
      row.refTuple('key_workspace', 'access_key'),
      'in',
      theirs.select(['workspace_id', 'access_key']).$asTuple('workspace_id', 'access_key'),
    );
  await trx.deleteFrom('sessions').where('key_workspace', 'in', workspaces).where(fromThem).execute();
  await trx.deleteFrom('credentials').where(areTheirs).execute();
};

/** What was to be replaced by a key that is no more is replaced by the one after it; by none where there is none. `next` of the ended keys. */
const passOver = async (trx: Db, workspace: string, user: string, next: ReadonlyMap<string, string | null>): Promise<void> => {
  const after = (accessKey: string | null): string | null =>
    accessKey !== null && next.has(accessKey) ? after(next.get(accessKey) ?? null) : accessKey;
  for (const ended of next.keys())
    await trx
      .updateTable('credentials')
      .set({ rotated_to: after(ended) })
      .where('workspace_id', '=', workspace)
      .where('user_id', '=', user)
      .where('rotated_to', '=', ended)
      .execute();
};

/** Log-ins with the right secret of a key that is over. */
export interface Refusals {
  readonly workspace: string;
  readonly accessKey: string;
  readonly count: number;
  /** the last, ms */
  readonly at: number;
  /** the last: the address, after the worker where one is named */
  readonly from: string;
}

/** Adds refusals to those that a key has. */
export const addRefusals = async (db: Db, { workspace, accessKey, count, at, from }: Refusals): Promise<void> => {
  for (const table of ['credentials', 'ended_credentials'] as const)
    await db
      .updateTable(table)
      .set((row) => ({ refused: row('refused', '+', count), last_refused: at, last_refused_from: from }))
      .where('workspace_id', '=', workspace)
      .where('access_key', '=', accessKey)
      .execute();
};

/** Revoked keys of a member that somebody still tried of late, before `now` (ms); the one tried last first. */
export const triedAfterEnd = (db: Db, workspace: string, user: string, now: number) =>
  triedSince(db, { workspace, user, since: now - shownFor });

const triedSince = prepared((db, given: Given<{ workspace: string; user: string; since: number }>) =>
  db
    .selectFrom('ended_credentials')
    .select(['access_key', 'label', 'ended', 'refused', 'last_refused', 'last_refused_from'])
    .where('workspace_id', '=', given('workspace'))
    .where('user_id', '=', given('user'))
    .where('last_refused', '>', given('since'))
    .orderBy('last_refused', 'desc')
    .orderBy('access_key'),
);
