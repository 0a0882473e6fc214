/** Where this browser keeps cloud keys: encryption keys and sealed rows, each under an id that begins with its account's. Every call rejects when the storage is off, full or broken. */
export interface Cabinet {
  /** The encryption key of an account; `fresh` is stored and answered where there is none yet, so that two tabs agree on one. Without `fresh`: undefined. */
  key(account: string, fresh?: CryptoKey): Promise<unknown>;
  /** Sealed rows by id, in the order of their ids. */
  rows(account: string): Promise<ReadonlyMap<string, unknown>>;
  putRow(account: string, id: string, sealed: unknown): Promise<void>;
  removeRow(account: string, id: string): Promise<void>;
  /** Removes rows and encryption key of an account. */
  clear(account: string): Promise<void>;
}

const database = 'clearml-profile-cloud-keys';
const stores = ['keys', 'rows'] as const;

/** The cabinet in IndexedDB, which can hold a CryptoKey that no script can read out. */
export const openCabinet = (factory: IDBFactory): Cabinet => {
  const run = async <T>(
    mode: IDBTransactionMode,
    work: (store: (name: (typeof stores)[number]) => IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    const open = await connection(factory);
    try {
      const transaction = open.transaction([...stores], mode);
      const request = work((name) => transaction.objectStore(name));
      await finished(transaction);
      return request.result;
    } finally {
      open.close();
    }
  };

  return {
    key: async (account, fresh) => {
      const kept: unknown = await run('readonly', (store) => store('keys').get(`${account}/`));
      if (kept !== undefined || fresh === undefined) return kept;
      // `add` fails where another tab was faster; that tab's key is the one to use.
      await run('readwrite', (store) => store('keys').add(fresh, `${account}/`)).catch(() => undefined);
      return run('readonly', (store) => store('keys').get(`${account}/`));
    },
    rows: async (account) => {
      const [ids, values] = await Promise.all([
        run('readonly', (store) => store('rows').getAllKeys(below(account))),
        run('readonly', (store) => store('rows').getAll(below(account))),
      ]);
      return new Map(ids.map((id, at) => [typeof id === 'string' ? id.slice(account.length + 1) : '', values[at] as unknown]));
    },
    putRow: async (account, id, sealed) => void (await run('readwrite', (store) => store('rows').put(sealed, `${account}/${id}`))),
    removeRow: (account, id) => run('readwrite', (store) => store('rows').delete(`${account}/${id}`)),
    clear: (account) =>
      run('readwrite', (store) => {
        const range = below(account);
        store('keys').delete(range);
        return store('rows').delete(range);
      }),
  };
};

/** All ids of an account: `/` follows it, and `0` is the character after `/`. */
const below = (account: string): IDBKeyRange => IDBKeyRange.bound(`${account}/`, `${account}0`, false, true);

/** How long a database may take to open, ms: a browser whose storage is damaged may never answer. */
const patience = 3000;

const connection = (factory: IDBFactory): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = factory.open(database, 1);
    setTimeout(() => {
      reject(new Error('IndexedDB does not answer'));
      request.onsuccess = () => request.result.close();
    }, patience);
    request.onupgradeneeded = () => stores.forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB did not open'));
  });

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB transaction aborted'));
  });
