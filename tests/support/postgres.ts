import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPostgres } from '#server/store/postgres.ts';
import type { Store } from '#server/store/store.ts';

/** Says one sentence to a database. */
export const administer = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** The address of a new, empty schema of the test database, and its removal. */
export const newSchema = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  const base = process.env['TEST_DATABASE_URL'];
  if (base === undefined) throw new Error('TEST_DATABASE_URL is not set');
  const schema = `test_${randomBytes(6).toString('hex')}`;
  await administer(base, `create schema ${schema}`);
  const url = new URL(base);
  url.searchParams.set('options', `-c search_path=${schema} -c client_min_messages=warning`);
  return { url: url.href, drop: () => administer(base, `drop schema ${schema} cascade`) };
};

/** A store on a schema of its own, dropped when it is closed. */
export const openTestPostgres = async (): Promise<Store> => {
  const { url, drop } = await newSchema();
  const store = await openPostgres(url);
  return {
    ...store,
    close: async () => {
      await store.close();
      await drop();
    },
  };
};
