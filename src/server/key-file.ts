import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { requireLongKey, SettingsError } from './environment-values.ts';

const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

const readOrNull = async (file: string): Promise<string | null> => {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
};

/** Writes a new file through to the disk, or without a text makes sure that a folder is there as it is. */
const onDisk = async (path: string, text?: string): Promise<void> => {
  const file = await (text === undefined ? open(path) : open(path, 'wx', 0o600));
  try {
    if (text !== undefined) await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Puts a new key on the disk, whole before it has its name; whoever comes second takes that of the first. */
const makeFile = async (file: string): Promise<void> => {
  const part = `${file}.${randomBytes(8).toString('hex')}.part`;
  try {
    await onDisk(part, `${randomBytes(32).toString('base64url')}\n`);
    await link(part, file).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(part, { force: true });
  }
  await onDisk(dirname(file));
};

/**
 * The secret in a key file that only this user may read; makes the file (0600) with 256 random bits where there is none.
 * Throws a SettingsError, one sentence, where it cannot be read or made, or is too short for a key.
 */
export const readKeyFile = async (file: string): Promise<string> => {
  let key: string | null;
  try {
    key = await readOrNull(file);
    if (key === null) {
      await makeFile(file);
      key = await readOrNull(file);
    }
  } catch (error) {
    throw new SettingsError(
      `${file} cannot be used as the key file: ${error instanceof Error ? error.message : String(error)}; SECRET_KEY would take its place.`,
    );
  }
  return requireLongKey(file, key ?? '');
};
