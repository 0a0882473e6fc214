import type { Cabinet } from '#features/cloud-access/cabinet.ts';

/** A cabinet in memory that holds exactly what a browser's would, and can be broken. */
export const memoryCabinet = () => {
  const keys = new Map<string, unknown>();
  const rows = new Map<string, Map<string, unknown>>();
  const state = { broken: false };
  const sound = <T>(work: () => T): Promise<T> =>
    state.broken ? Promise.reject(new Error('QuotaExceededError')) : Promise.resolve(work());
  const of = (account: string): Map<string, unknown> => {
    const own = rows.get(account) ?? new Map<string, unknown>();
    rows.set(account, own);
    return own;
  };
  const cabinet: Cabinet = {
    key: (account, fresh) =>
      sound(() => {
        if (fresh !== undefined && !keys.has(account)) keys.set(account, fresh);
        return keys.get(account);
      }),
    rows: (account) => sound(() => new Map([...of(account)].toSorted(([a], [b]) => (a < b ? -1 : 1)))),
    putRow: (account, id, sealed) => sound(() => void of(account).set(id, sealed)),
    removeRow: (account, id) => sound(() => void of(account).delete(id)),
    clear: (account) =>
      sound(() => {
        rows.delete(account);
        keys.delete(account);
      }),
  };
  return { cabinet, keys, rows, state };
};
