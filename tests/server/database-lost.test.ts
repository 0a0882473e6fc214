import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { auth, login, users } from '#contract/index.ts';
import { openPostgres } from '#server/store/postgres.ts';
import { isDatabaseLost } from '#server/store/lost.ts';
import { createApp } from '#server/app.ts';
import { addPerson, logIn } from '#tests/support/people.ts';
import { TestClient } from '#tests/support/client.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { startTunnel } from '#tests/support/tunnel.ts';
import { newSchema } from '#tests/support/postgres.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer({ logLevel: 'error' });
});
afterEach(() => server.close());

test('a database that fails is told as 500/102, never as 503, without its own words', async () => {
  const browser = await logIn(server, await addPerson(server, 'ada@example.com'));
  const lost = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:5432'), { code: 'ECONNREFUSED' });
  const broken = vi.spyOn(server.store.db.getExecutor(), 'executeQuery').mockRejectedValue(lost);
  for (const operation of [auth.getCredentials, users.getPreferences, login.supportedModes]) {
    const { status, meta, data } = await browser.call(operation);
    expect([status, meta.result_subcode, meta.error_stack, data]).toEqual([500, 102, null, {}]);
    expect(meta.result_msg).toBe('Database is temporarily unavailable');
  }
  expect(server.logged.join()).toContain('ECONNREFUSED');
  broken.mockRestore();
  expect((await browser.call(auth.getCredentials)).status).toBe(200);
});

test('any other fault is 500/0 without a stack', async () => {
  const browser = await logIn(server, await addPerson(server, 'ada@example.com'));
  const broken = vi.spyOn(server.store, 'transaction').mockRejectedValue(new TypeError('secret detail'));
  const { status, meta } = await browser.call(auth.createCredentials);
  expect([status, meta.result_subcode, meta.result_msg, meta.error_stack]).toEqual([500, 0, 'General server error', null]);
  broken.mockRestore();
});

describe('lost are', () => {
  const coded = (code: string, message = ''): Error => Object.assign(new Error(message), { code });
  test.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ETIMEDOUT',
    '57P01',
    '08006',
    '53300',
    '53100',
    'SQLITE_FULL',
    'SQLITE_IOERR_WRITE',
    'SQLITE_BUSY',
    'SQLITE_CANTOPEN',
  ])('%s', (code) => {
    expect(isDatabaseLost(coded(code))).toBe(true);
    expect(isDatabaseLost(new AggregateError([coded(code)]))).toBe(true);
  });
  test.each(['23505', '42P01', '22021', 'SQLITE_CONSTRAINT', 'SQLITE_ERROR', 'ENOENT'])('not %s', (code) => {
    expect(isDatabaseLost(coded(code))).toBe(false);
  });
});

test.runIf(process.env['TEST_STORE'] === 'postgres')(
  'a server whose PostgreSQL goes away says so, lives, and goes on when it is back',
  async () => {
    const { url, drop } = await newSchema();
    const tunnel = await startTunnel(new URL(url));
    const store = await openPostgres(tunnel.url);
    const other: TestServer = { ...server, store, parts: { ...server.parts, store } };
    const app = createApp(other.parts);
    const browser = await logIn(
      { ...other, client: () => new TestClient(app, 'http://localhost:8080/') },
      await addPerson(other, 'ada@example.com'),
    );

    tunnel.cut();
    const away = await Promise.all([browser.call(auth.getCredentials), browser.call(auth.createCredentials)]);
    expect(away.map(({ status, meta }) => [status, meta.result_subcode])).toEqual([
      [500, 102],
      [500, 102],
    ]);
    expect((await browser.raw('healthz')).status).toBe(200);
    expect((await browser.raw('readyz')).status).toBe(500);

    await tunnel.mend();
    expect((await browser.call(auth.getCredentials)).status).toBe(200);
    expect((await browser.raw('readyz')).status).toBe(200);
    await store.close();
    await tunnel.stop();
    await drop();
  },
);
