import type { ExpressionBuilder } from 'kysely';
import type { Context } from './handler.ts';
import { newId } from './ids.ts';
import { signToken } from './rules/token.ts';
import type { Tables } from './store/schema.ts';
import { lockUser, type Db, type Store } from './store/store.ts';

/** Life of a session when none is asked for, seconds: 30 days, as ClearML's tokens. */
export const sessionSeconds = 2_592_000;
/** A browser session that was not used for so long is over, milliseconds: 7 days. */
export const idleMs = 604_800_000;

/** Where a session is used from: a key's from where its program says, as in ClearML; a person's from the address itself, whatever the caller says. */
export const usedFrom = ({ address, worker }: Pick<Context, 'address' | 'worker'>, accessKey: string | null): string =>
  accessKey === null ? address : worker;

type Starter = Pick<Context, 'clock' | 'random' | 'secrets' | 'address' | 'worker' | 'userAgent'>;

/** Starts a session and answers its token and end (ms), at the latest `until` (ms). With `accessKey` the session dies with that key. */
export const startSession = async (
  db: Db,
  context: Starter,
  whose: { user: { id: string; name: string; role: string }; workspace: { id: string; name: string } },
  { accessKey = null, seconds = sessionSeconds, until = Infinity }: { accessKey?: string | null; seconds?: number; until?: number } = {},
): Promise<{ value: string; expires: number }> => {
  const now = context.clock();
  const id = newId(context.random);
  const expires = Math.min(now + seconds * 1000, until);
  await db.deleteFrom('sessions').where('user_id', '=', whose.user.id).where('expires', '<=', now).execute();
  await db
    .insertInto('sessions')
    .values({
      id,
      user_id: whose.user.id,
      access_key: accessKey,
      key_workspace: accessKey === null ? null : whose.workspace.id,
      created: now,
      expires,
      last_used: now,
      last_used_from: usedFrom(context, accessKey),
      user_agent: context.userAgent,
    })
    .execute();
  const { user, workspace } = whose;
  return { value: await signToken(context.secrets.tokenKey, { session: id, user, workspace }, now, expires), expires };
};

/** Ends one session; its token is worth nothing from then on, and what it was making is made before or never. */
export const endSession = (store: Store, id: string): Promise<void> =>
  store.transaction(async (trx) => {
    const row = await trx.selectFrom('sessions').select('user_id').where('id', '=', id).executeTakeFirst();
    if (row === undefined) return;
    await lockUser(trx, row.user_id);
    await trx.deleteFrom('sessions').where('id', '=', id).execute();
  });

/** Browsers' sessions of a user (and of programs that logged in by the password): those of keys end with their key. */
const ofBrowsers = (row: ExpressionBuilder<Tables, 'sessions'>, user: string) =>
  row.and([row('user_id', '=', user), row('access_key', 'is', null)]);

/** So many are listed. */
const listedMax = 100;

/** The live ones at `now` (ms), `current` first, then the one used last. */
export const browserSessions = (db: Db, { user, current, now }: { user: string; current: string | null; now: number }) =>
  db
    .selectFrom('sessions')
    .select(['id', 'created', 'last_used', 'last_used_from', 'user_agent', 'expires'])
    .where((row) => ofBrowsers(row, user))
    .where('expires', '>', now)
    .where('last_used', '>=', now - idleMs)
    .orderBy((row) => row.case().when('id', '=', current).then(0).else(1).end())
    .orderBy('last_used', 'desc')
    .orderBy('id')
    .limit(listedMax)
    .execute();

/** Ends these of them, or all but one, of an account that the caller holds. Answers how many. */
export const endBrowserSessions = async (
  db: Db,
  user: string,
  which: { readonly these: readonly string[] } | { readonly except: string | null },
): Promise<number> => {
  const all = db.deleteFrom('sessions').where((row) => ofBrowsers(row, user));
  const chosen = 'these' in which ? all.where('id', 'in', which.these) : which.except === null ? all : all.where('id', '!=', which.except);
  return Number((await chosen.executeTakeFirst()).numDeletedRows);
};

/** Ends all sessions of a user but one, those of their keys too. Answers how many. */
export const endSessions = async (db: Db, { user, except }: { user: string; except?: string | null }): Promise<number> => {
  const base = db.deleteFrom('sessions').where('user_id', '=', user);
  const { numDeletedRows } = await (except == null ? base : base.where('id', '!=', except)).executeTakeFirst();
  return Number(numDeletedRows);
};
