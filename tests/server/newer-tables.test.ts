import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSettings, SettingsError } from '#server/environment.ts';
import type { Parts } from '#server/handler.ts';
import { openParts } from '#server/parts.ts';
import { migrations } from '#server/store/migrations.ts';
import { watchTables } from '#server/watch-tables.ts';
import { newSchema } from '#tests/support/postgres.ts';

let open: () => Promise<Parts>;
let remove: () => Promise<void>;
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'newer-'));
  const { url, drop } = process.env['TEST_STORE'] === 'postgres' ? await newSchema() : { url: '', drop: () => Promise.resolve() };
  const environment = { DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: 'k'.repeat(43), LOG_LEVEL: 'silent' };
  open = () => openParts(readSettings(environment));
  remove = async () => {
    await drop();
    await rm(folder, { recursive: true });
  };
});
afterEach(() => remove());

const known = migrations.length;
const sentence = `a newer version of this program has changed its tables (to ${known + 1}; this one knows ${known})`;
const change = ({ store }: Parts) => sql`update schema_version set version = ${known + 1}`.execute(store.db);

test('a process that starts on tables of a newer one ends with a sentence, and leaves them alone', async () => {
  const newer = await open();
  await change(newer);
  const older = open();
  await expect(older).rejects.toThrow(SettingsError);
  await expect(older).rejects.toThrow(`names a database that cannot be used: ${sentence}.`);
  expect((await sql`select version from schema_version`.execute(newer.store.db)).rows).toEqual([{ version: known + 1 }]);
  await newer.store.close();
});

test('a process under whose feet a newer one changes the tables says so, once', async () => {
  const older = await open();
  const said: string[] = [];
  const stop = await new Promise<() => void>((resolve) => {
    const end = watchTables(
      older,
      (why) => {
        said.push(why);
        resolve(end);
      },
      1,
    );
    void change(older);
  });
  expect(said).toEqual([sentence]);
  stop();
  await older.store.close();
});
