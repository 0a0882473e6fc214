import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SettingsError } from './environment-values.ts';
import type { Parts } from './handler.ts';
import { readKeyFile } from './key-file.ts';
import { makeSecrets } from './keys.ts';
import { makeLog } from './log.ts';
import type { Settings } from './settings.ts';
import type { SiteParts } from './site.ts';
import { serving, type Patience } from './store/pool.ts';
import { openPostgres } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** What an operating system or a database says about its own error. */
export const reasonOf = (error: unknown): string =>
  error instanceof AggregateError ? error.errors.map(reasonOf).join(', ') : error instanceof Error ? error.message : String(error);

/** Makes a folder and those around it, for this user only. (Node's own recursion never ends where a file system like /proc refuses.) */
const makeFolder = async (folder: string): Promise<void> => {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
    return;
  }
  if (!existsSync(dirname(folder))) await makeFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (!existsSync(folder)) throw error; // another process made it meanwhile
  });
};

const databaseIn = (dataDir: string): string => join(dataDir, 'clearml-profile.sqlite');
const keyIn = (dataDir: string): string => join(dataDir, 'secret.key');

/** Throws a SettingsError where no server has made its database yet: whoever names another folder by mistake would be told about an empty one. */
export const requireDatabase = ({ databaseUrl, dataDir }: Settings): void => {
  if (databaseUrl === null && !existsSync(databaseIn(dataDir)))
    throw new SettingsError(`There is no database in DATA_DIR (${dataDir}): name the folder where the server keeps its own.`);
};

const openStore = async ({ databaseUrl, dataDir }: Settings, patience: Patience): Promise<Store> => {
  try {
    if (databaseUrl !== null) return await openPostgres(databaseUrl, patience);
    await makeFolder(dataDir);
    return await openSqlite(databaseIn(dataDir));
  } catch (error) {
    const named = databaseUrl === null ? `DATA_DIR (${dataDir})` : 'DATABASE_URL';
    throw new SettingsError(`${named} names a database that cannot be used: ${reasonOf(error)}.`);
  }
};

/** What a site needs that keeps nothing itself: log, clock, randomness and names. */
export const openSiteParts = (settings: Settings): SiteParts => ({
  settings,
  log: makeLog(settings.logLevel),
  clock: Date.now,
  random: (bytes) => randomBytes(bytes),
  resolve: async (name) => (await lookup(name, { all: true })).map(({ address }) => address),
});

/** Opens all that a server works with: database, keys, log, clock and randomness. Throws a SettingsError where a place for data cannot be used. */
export const openParts = async (settings: Settings, patience = serving): Promise<Parts> => {
  const { dataDir, secretKey } = settings;
  const hadKey = secretKey !== null || existsSync(keyIn(dataDir));
  const parts: Parts = {
    ...openSiteParts(settings),
    store: await openStore(settings, patience),
    secrets: makeSecrets(secretKey ?? (await readKeyFile(keyIn(dataDir)))),
  };
  if (!hadKey && (await parts.store.db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined)
    parts.log.warn({}, 'The key file was gone, and a new one is there: everybody has to log in again, and links that were open are dead');
  if (secretKey === null && (statSync(keyIn(dataDir)).mode & 0o077) !== 0)
    parts.log.warn({}, 'The key file can be read by other users of this machine: chmod 600 secret.key');
  return parts;
};
