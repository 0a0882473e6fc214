import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startProcess } from '#tests/support/e2e-server.ts';

test('a server under whose feet a newer one changes the tables ends', async () => {
  const server = await startProcess();
  const store = await server.openStore();
  await sql`update schema_version set version = version + 1`.execute(store.db);
  const isUp = () =>
    fetch(`${server.origin}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isUp, { timeout: 30_000 }).toBe(false);
  await expect(server.restart()).rejects.toThrow('a newer version of this program has changed its tables');
  await store.close();
  await server.stop();
});
