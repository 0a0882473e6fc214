import type { AddressStyle, CloudRow } from '#lib/cloud-row.ts';
import type { Cabinet } from './cabinet.ts';

/** Keeps the rows of each account. Every call rejects when the browser's storage refuses it. */
export interface Vault {
  /** Rows in the order in which they were added, and the ids of those that cannot be read any more. */
  load(account: string): Promise<{ readonly rows: readonly CloudRow[]; readonly unreadable: readonly string[] }>;
  put(account: string, row: CloudRow): Promise<void>;
  remove(account: string, id: string): Promise<void>;
  /** Removes all of an account. */
  forget(account: string): Promise<void>;
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const isSealed = (box: unknown): box is Sealed =>
  typeof box === 'object' &&
  box !== null &&
  'iv' in box &&
  box.iv instanceof Uint8Array &&
  'data' in box &&
  box.data instanceof ArrayBuffer;

// by hand: this is part of the first load, and schemas are not
const isText = (value: unknown): value is string => typeof value === 'string';
const isStyle = (value: unknown): value is AddressStyle => value === '' || value === 'path' || value === 'virtual';

/** A row as it was stored, of which older ones have no style. Undefined for anything else. */
const storedRow = (stored: Readonly<Record<string, unknown>>): CloudRow | undefined => {
  const { id, bucket, key, secret, token, region, host, style = '' } = stored;
  return isText(id) && isText(bucket) && isText(key) && isText(secret) && isText(token) && isText(region) && isText(host) && isStyle(style)
    ? { id, bucket, key, secret, token, region, host, style }
    : undefined;
};

/** Seals each row by AES-GCM, bound to server, account and id, under a key of that account at that server which the browser never gives out. */
export const encryptedVault = (cabinet: Cabinet, subtle: SubtleCrypto, server: string): Vault => {
  const at = (account: string): string => `${server} ${account}`;
  const unseal = async (key: unknown, account: string, id: string, sealed: unknown): Promise<CloudRow | undefined> => {
    if (!isSealed(sealed) || !(key instanceof CryptoKey)) return undefined;
    try {
      const plain = await subtle.decrypt(cipher(sealed.iv, account, id), key, sealed.data);
      return storedRow(JSON.parse(new TextDecoder().decode(plain)) as Record<string, unknown>); // of what is no object it reads nothing either
    } catch {
      return undefined;
    }
  };

  return {
    load: async (user) => {
      const account = at(user);
      const [key, sealed] = await Promise.all([cabinet.key(account), cabinet.rows(account)]);
      const all = await Promise.all([...sealed].map(async ([id, box]) => ({ id, row: await unseal(key, account, id, box) })));
      return {
        rows: all.flatMap(({ row }) => row ?? []),
        unreadable: all.filter(({ row }) => row === undefined).map(({ id }) => id),
      };
    },
    put: async (user, row) => {
      const account = at(user);
      const fresh = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
      const key = await cabinet.key(account, fresh);
      if (!(key instanceof CryptoKey)) throw new Error('The stored key is none');
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const data = await subtle.encrypt(cipher(iv, account, row.id), key, new TextEncoder().encode(JSON.stringify(row)));
      await cabinet.putRow(account, row.id, { iv, data });
    },
    remove: (account, id) => cabinet.removeRow(at(account), id),
    forget: (account) => cabinet.clear(at(account)),
  };
};

const cipher = (iv: Uint8Array<ArrayBuffer>, account: string, id: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(JSON.stringify([account, id])),
});

/** An id that sorts by the time of its making; `now` is milliseconds since 1970. */
export const newRowId = (now = Date.now()): string => {
  const random = [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${now.toString(36).padStart(10, '0')}-${random}`;
};
