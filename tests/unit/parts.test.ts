import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSettings, SettingsError } from '#server/environment.ts';
import { openParts, requireDatabase } from '#server/parts.ts';
import { provision } from '#server/provision.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a folder for data is made with those around it, for this user only', async () => {
  const dataDir = join(folder, 'a/b');
  const { store } = await openParts(readSettings({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
  await store.close();
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

it.each(['/proc/nope/data', '/dev/null/data', 'file/data', 'file'])('a folder that cannot be is told in a sentence: %s', async (name) => {
  writeFileSync(join(folder, 'file'), '');
  const dataDir = name.startsWith('/') ? name : join(folder, name);
  const opened = openParts(readSettings({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
  await expect(opened).rejects.toThrow(SettingsError);
  await expect(opened).rejects.toThrow(`DATA_DIR (${dataDir}) names a database that cannot be used`);
});

it('a verb of the operator finds no database where no server has kept one, and makes none', async () => {
  const settings = readSettings({ DATA_DIR: join(folder, 'elsewhere'), LOG_LEVEL: 'silent' });
  expect(() => requireDatabase(settings)).toThrow(`There is no database in DATA_DIR (${settings.dataDir})`);
  expect(existsSync(settings.dataDir)).toBe(false);
  await (await openParts(settings)).store.close();
  expect(() => requireDatabase(settings)).not.toThrow();
});

it('who opens the data without the list of users, as a verb of the operator may, keeps nobody out', async () => {
  const place = { DATA_DIR: folder, DEPLOYMENT: 'self-hosted', LOG_LEVEL: 'silent' };
  const users = JSON.stringify([{ username: 'jane', password: 'secret-pass', name: 'Jane Sample' }]);
  const served = await openParts(readSettings({ ...place, FIXED_USERS: users }));
  await provision(served);
  await served.store.close();
  const { store } = await openParts(readSettings(place));
  expect(await store.db.selectFrom('users').select(['name', 'disabled']).execute()).toEqual([{ name: 'Jane Sample', disabled: 0 }]);
  await store.close();
});
