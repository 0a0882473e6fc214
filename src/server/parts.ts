import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parts } from './handler.ts';
import { makeSecrets, readKeyFile } from './keys.ts';
import { makeLog } from './log.ts';
import { provision } from './provision.ts';
import type { Settings } from './settings.ts';
import { openPostgres } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';

/** Opens all that a server works with: database, keys, log, clock and randomness. */
export const openParts = async (settings: Settings): Promise<Parts> => {
  const { dataDir, databaseUrl, secretKey } = settings;
  if (databaseUrl === null) await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const parts: Parts = {
    settings,
    store: databaseUrl === null ? await openSqlite(join(dataDir, 'clearml-profile.sqlite')) : await openPostgres(databaseUrl),
    secrets: makeSecrets(secretKey ?? (await readKeyFile(join(dataDir, 'secret.key')))),
    log: makeLog(settings.logLevel),
    clock: Date.now,
    random: (bytes) => randomBytes(bytes),
  };
  await provision(parts);
  return parts;
};
