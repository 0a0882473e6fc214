import type { CloudRow } from '#lib/cloud-row.ts';
import type { Vault } from './vault.ts';

/** Where rows are kept: encrypted in this browser, or in this tab alone because the page is not secure or because the storage refused. */
export type Keeping = 'browser' | 'tab_insecure' | 'tab_refused';

interface Ready {
  readonly status: 'ready';
  readonly rows: readonly CloudRow[];
  readonly keeping: Keeping;
  /** ids of stored rows that cannot be read any more */
  readonly unreadable: readonly string[];
}

/** The rows of one account as this tab knows them; `locked`: the session ended, and nothing of them may be shown or stored. */
export type CloudKeys = { readonly status: 'loading' | 'locked' } | Ready;

export interface KeyRing {
  /** What is known now; the same object until it changes. */
  read(account: string): CloudKeys;
  /** Loads the rows of an account, after it was locked too, and tells of every change. Answers a function that ends it. */
  follow(account: string, listener: () => void): () => void;
  /** Adds the row, or replaces the one with its id; of an account that is locked it stores nothing. Never rejects: `keeping` says where it went. */
  save(account: string, row: CloudRow): Promise<void>;
  remove(account: string, id: string): Promise<void>;
  /** Whether this browser holds anything of an account beyond this tab, readable or not. */
  has(account: string): Promise<boolean>;
  /** Drops the rows from this tab's memory; what is stored stays, encrypted. */
  lock(account: string): void;
  /** Removes rows and encryption key everywhere in this browser, of one account. Rejects if the storage refuses. */
  forget(account: string): Promise<void>;
}

/** What tabs tell each other; never a row. */
type Told = { readonly what: 'changed' | 'dropped' | 'removed'; readonly account: string };
export type TabChannel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;

const loading: CloudKeys = { status: 'loading' };
export const locked: CloudKeys = { status: 'locked' };
/** The order of rows: that in which they were made. */
export const byId = (a: CloudRow, b: CloudRow): number => (a.id < b.id ? -1 : 1);

/** What is loaded, by the objects that are there where these say the same: whoever reads with a row goes on with it. */
const keptWhereEqual = (before: readonly CloudRow[], loaded: readonly CloudRow[]): readonly CloudRow[] => {
  const rows = loaded.map((row) => before.find((one) => isSameRow(one, row)) ?? row);
  return rows.length === before.length && rows.every((row, at) => row === before[at]) ? before : rows;
};

/** Whether two rows are the same one and say the same. */
export const isSameRow = (a: CloudRow, b: CloudRow): boolean => {
  const other = new Map(Object.entries(b));
  return Object.entries(a).every(([name, value]) => other.get(name) === value);
};

/** Holds the rows of this tab over a vault; without one they live in memory only. */
export const createKeyRing = (vault: Vault | undefined, channel?: TabChannel): KeyRing => {
  const known = new Map<string, CloudKeys>();
  const listeners = new Set<() => void>();

  const set = (account: string, keys: CloudKeys): void => {
    known.set(account, keys);
    for (const listener of listeners) listener();
  };
  const tell = (what: Told['what'], account: string): void => channel?.postMessage({ what, account } satisfies Told);

  // One after the other, so that no load answers with what was there before a change.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const load = (account: string): Promise<void> =>
    inTurn(async () => {
      const stored = await vault?.load(account).catch(() => undefined);
      const before = known.get(account) ?? loading;
      if (before.status === 'locked') return;
      const { rows, unreadable } = before.status === 'ready' ? before : { rows: [], unreadable: [] };
      if (stored === undefined) return set(account, { status: 'ready', rows, unreadable, keeping: vault ? 'tab_refused' : 'tab_insecure' });
      set(account, { status: 'ready', ...stored, rows: keptWhereEqual(rows, stored.rows), keeping: 'browser' });
    });

  /** how many changes are on their way to storage */
  let changing = 0;

  const change = (account: string, edit: (keys: Ready) => Partial<Ready>, store: (kept: Vault) => Promise<void>): Promise<void> =>
    inTurn(async () => {
      if (known.get(account)?.status === 'locked') return;
      changing += 1;
      const refused =
        vault === undefined
          ? undefined
          : await store(vault).then(
              () => false,
              () => true,
            );
      changing -= 1;
      const before = known.get(account);
      if (before?.status === 'ready') set(account, { ...before, ...edit(before), ...(refused === true ? { keeping: 'tab_refused' } : {}) });
      if (refused === false) tell('changed', account);
    });

  channel?.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if (data.what !== 'changed') set(data.account, locked);
    // what was on its way here may land after the other tab has removed the rest
    if (data.what === 'removed' && changing > 0) void inTurn(() => vault?.forget(data.account) ?? Promise.resolve()).catch(() => undefined);
    if (data.what !== 'changed') return;
    const keys = known.get(data.account);
    if (keys?.status === 'ready' && keys.keeping === 'browser') void load(data.account);
  });

  return {
    read: (account) => {
      const keys = known.get(account) ?? loading;
      // of an earlier session: whoever begins to follow loads them
      return keys.status === 'locked' && listeners.size === 0 ? loading : keys;
    },
    follow: (account, listener) => {
      listeners.add(listener);
      const keys = known.get(account);
      if (keys?.status === 'locked') known.set(account, loading);
      if (keys === undefined || keys.status === 'locked' || (keys.status === 'ready' && keys.keeping === 'browser')) void load(account);
      return () => void listeners.delete(listener);
    },
    save: (account, row) =>
      change(
        account,
        ({ rows }) => ({ rows: [...rows.filter(({ id }) => id !== row.id), row].toSorted(byId) }),
        (kept) => kept.put(account, row),
      ),
    remove: (account, id) =>
      change(
        account,
        ({ rows, unreadable }) => ({ rows: rows.filter((row) => row.id !== id), unreadable: unreadable.filter((other) => other !== id) }),
        (kept) => kept.remove(account, id),
      ),
    has: async (account) => {
      const keys = known.get(account);
      // of a storage that fails just now: what was read before
      const before = keys?.status === 'ready' && keys.keeping === 'browser' ? keys : undefined;
      const stored = await vault?.load(account).catch(() => before);
      return stored !== undefined && stored.rows.length + stored.unreadable.length > 0;
    },
    lock: (account) => {
      set(account, locked);
      tell('dropped', account);
    },
    forget: async (account) => {
      set(account, locked);
      tell('removed', account);
      await inTurn(() => vault?.forget(account) ?? Promise.resolve());
    },
  };
};
