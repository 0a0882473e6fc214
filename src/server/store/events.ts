import { sql } from 'kysely';
import type { EventAction } from '#contract/event-actions.ts';
import { newId } from '../ids.ts';
import type { EventRow } from '../present-organization.ts';
import type { Db } from './store.ts';

/** What of a call goes into its events. */
export interface EventSource {
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** where the call came from; null: the operator's own machine */
  readonly address: string | null;
}

/** Something done: in a workspace, where its owners and admins see it, or elsewhere. */
export type Done = (
  | { readonly workspace: string; readonly action: EventAction }
  | { readonly workspace: null; readonly action: 'user.sign_up' | 'user.set_password' | 'user.add' | 'users.list' | 'password.link' }
  | { readonly workspace: null; readonly action: 'user.change_password' | 'user.end_sessions' | 'user.delete' }
  | { readonly workspace: null; readonly action: 'user.disable' | 'user.enable' | 'sessions.end' | 'keys.revoke' }
  | { readonly workspace: null; readonly action: 'database.backup' | 'database.restored' }
) & {
  readonly target?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

type By = { readonly actor: string } & Done;

/** Rows of one statement, whose parameters a database takes no number of. */
const batchSize = 500;

/** Records all that was done by one call, in the transaction that did it. `actor` is a user id or `operator`; no secret in `target` or `detail`. */
export const recordEvents = async (trx: Db, { clock, random, address }: EventSource, events: readonly By[]): Promise<void> => {
  if (events.length === 0) return;
  const rows = events.map(({ workspace, actor, action, target = null, detail }) => ({
    id: newId(random),
    at: clock(),
    workspace_id: workspace ?? '',
    actor,
    action,
    target,
    address,
    detail: detail === undefined ? null : JSON.stringify(detail),
  }));
  for (let at = 0; at < rows.length; at += batchSize)
    await trx
      .insertInto('events')
      .values(rows.slice(at, at + batchSize))
      .execute();
};

/** Records who did what. */
export const recordEvent = (trx: Db, source: EventSource, event: By): Promise<void> => recordEvents(trx, source, [event]);

interface Wanted {
  readonly workspace: string;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** ms, inclusive */
  readonly from?: number | undefined;
  /** ms, exclusive */
  readonly to?: number | undefined;
  readonly size: number;
  /** the end of the page before */
  readonly after?: EventEnd | undefined;
}

/** Where a page of events ended: when (ms), and which. */
type EventEnd = readonly [number, string];

/** What was done in a workspace, newest first, with the names of today; and how to go on, or null at the end. */
export const eventPage = async (
  db: Db,
  { workspace, actor, action, from, to, size, after }: Wanted,
): Promise<{ events: EventRow[]; end: EventEnd | null }> => {
  let found = db
    .selectFrom('events')
    .leftJoin('users as actors', 'actors.id', 'events.actor')
    .leftJoin('users as targets', 'targets.id', 'events.target')
    .select(['events.id', 'events.at', 'events.actor', 'actors.name as actor_name', 'events.action'])
    .select(['events.target', 'targets.name as target_name', 'events.address', 'events.detail'])
    .where('events.workspace_id', '=', workspace)
    .orderBy('events.at', 'desc')
    .orderBy('events.id', 'desc')
    .limit(size + 1);
  if (actor !== undefined) found = found.where('events.actor', '=', actor);
  if (action !== undefined) found = found.where('events.action', '=', action);
  if (from !== undefined) found = found.where('events.at', '>=', from);
  if (to !== undefined) found = found.where('events.at', '<', to);
  if (after !== undefined) found = found.where(sql<boolean>`(events.at, events.id) < (${after[0]}, ${after[1]})`);
  const rows = await found.execute();
  const events = rows.slice(0, size);
  const last = events.at(-1);
  return { events, end: rows.length > size && last !== undefined ? [last.at, last.id] : null };
};
