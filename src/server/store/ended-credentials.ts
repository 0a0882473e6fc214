import type { Db } from './store.ts';

/** Refusals of a revoked key are shown for so long, ms: 30 days. */
const shownFor = 2_592_000_000;
/** One refusal of a key is counted in so many ms: a program in a loop must not make the database write without end. */
const countEvery = 1_000;

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
  const rows = await (only === undefined ? all : all.where('access_key', 'in', only))
    .returning(['workspace_id', 'access_key', 'user_id', 'secret_hash', 'label', 'refused', 'last_refused', 'last_refused_from'])
    .execute();
  if (rows.length === 0) return [];
  const keys = rows.map(({ access_key }) => access_key);
  await trx
    .insertInto('ended_credentials')
    .values(rows.map((row) => ({ ...row, ended: at })))
    .execute();
  await trx.deleteFrom('sessions').where('key_workspace', '=', workspace).where('access_key', 'in', keys).execute();
  return keys;
};

/** Counts that somebody tried a key that is over, with its secret. `at` in ms; `from`: worker or address. */
export const countRefusal = async (
  db: Db,
  {
    workspace,
    accessKey,
    at,
    from,
  }: { readonly workspace: string; readonly accessKey: string; readonly at: number; readonly from: string },
): Promise<void> => {
  for (const table of ['credentials', 'ended_credentials'] as const)
    await db
      .updateTable(table)
      .set((row) => ({ refused: row('refused', '+', 1), last_refused: at, last_refused_from: from }))
      .where('workspace_id', '=', workspace)
      .where('access_key', '=', accessKey)
      .where((row) => row.or([row('last_refused', 'is', null), row('last_refused', '<=', at - countEvery)]))
      .execute();
};

/** Revoked keys of a member that somebody still tried of late, before `now` (ms); the one tried last first. */
export const triedAfterEnd = (db: Db, workspace: string, user: string, now: number) =>
  db
    .selectFrom('ended_credentials')
    .select(['access_key', 'label', 'ended', 'refused', 'last_refused', 'last_refused_from'])
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .where('last_refused', '>', now - shownFor)
    .orderBy('last_refused', 'desc')
    .orderBy('access_key')
    .execute();
