import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { sql } from 'kysely';
import { count } from '#lib/count.ts';
import { endAllSessions } from './admin-access.ts';
import { endKeysOf, listKeys } from './admin-keys.ts';
import { AdminError, noteOperator, type Outcome, type Task } from './admin-verb.ts';
import type { Parts } from './handler.ts';
import { isLive } from './store/invitations.ts';

const backupFile = (operands: readonly string[]): string => resolve(operands[0] ?? '');

/** Copies the database of SQLite as it is at one moment, while others read and write it. The file has its name when it is whole and on the disk. */
export const copyDatabase = async ({ store }: Parts, operands: readonly string[], dryRun: boolean): Promise<string | null> => {
  const file = backupFile(operands);
  if (store.kind === 'postgres')
    throw new AdminError('PostgreSQL brings its own: pg_dump --format=custom --file=<file> with the address in DATABASE_URL.');
  if (existsSync(file)) throw new AdminError(`${file} is there already, and no backup is written over.`);
  if (!existsSync(dirname(file))) throw new AdminError(`There is no folder ${dirname(file)}.`);
  if (dryRun) return null;
  const part = `${file}.part`;
  try {
    await rm(part, { force: true });
    await sql`vacuum into ${part}`.execute(store.db);
    const written = await open(part, 'r+');
    await written.sync();
    await written.close();
    await rename(part, file);
    return `${file} is there and whole, but no event says so.`;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined); // the first error says what is wrong
    throw new AdminError(`${file} could not be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
};

/** Records that a backup was made. */
export const backup = async (task: Task): Promise<Outcome> => {
  const file = backupFile(task.operands);
  await noteOperator(task, { workspace: null, action: 'database.backup', detail: { file } });
  const { secretKey, dataDir } = task.parts.settings;
  const key = secretKey === null ? resolve(dataDir, 'secret.key') : 'SECRET_KEY';
  return { lines: [`${file} has all data. Keep ${key} with it, and as safe: without it invitation links and sessions are lost.`] };
};

/** Open links that the backup brought back: whoever holds one could join, or set a password. */
const endLinks = async ({ trx, parts }: Task): Promise<{ invitations: number; passwords: number }> => {
  const now = parts.clock();
  const invitations = await trx
    .updateTable('invitations')
    .set({ revoked: now })
    .where((row) => isLive(row, now))
    .executeTakeFirst();
  const passwords = await trx.deleteFrom('password_links').executeTakeFirst();
  return { invitations: Number(invitations.numUpdatedRows), passwords: Number(passwords.numDeletedRows) };
};

/** What was ended after the backup was made is alive again in it: ends all sessions and open links, and with `--revoke-keys` the keys, which it lists. */
export const afterRestore = async (task: Task): Promise<Outcome> => {
  const keys = await (task.revokeKeys ? endKeysOf(task, {}) : listKeys(task.trx, {}));
  const sessions = await endAllSessions(task.trx);
  const links = await endLinks(task);
  const revoked = task.revokeKeys ? keys.length : 0;
  await noteOperator(task, { workspace: null, action: 'database.restored', detail: { sessions, ...links, revoked_keys: revoked } });
  const ended = [count(sessions, 'session'), count(links.invitations, 'invitation link'), count(links.passwords, 'password link')];
  const told = task.revokeKeys
    ? `${count(revoked, 'key')} revoked.`
    : 'Keys that were revoked since the backup work again. --revoke-keys ends all of these, revoke-keys those of an account or workspace.';
  return { lines: [`Ended: ${ended.join(', ')}.`, ...keys, keys.length === 0 ? 'There is no key.' : told] };
};
