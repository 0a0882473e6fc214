import { afterEach, beforeEach, expect, test } from 'vitest';
import { server as operations } from '#contract/index.ts';
import { reportUsage } from '#server/usage-reporter.ts';
import type { TestClient } from '#tests/support/client.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

const destination = 'https://usage.example/collect?key=not-for-the-page';
let server: TestServer;
let browser: TestClient;
/** bodies that arrived */
let received: unknown[];

beforeEach(async () => {
  server = await startServer({ deployment: 'self-hosted', seats: null, usageReportUrl: destination });
  browser = server.client();
  await browser.signUp({ email: 'ada@corp.example', name: 'Ada Sample' });
  received = [];
});
afterEach(() => server.close());

const accepts: typeof fetch = async (url, init) => {
  received.push(await new Request(url, init).json());
  return new Response(null, { status: 204 });
};
const day = 86_400_000;

test('nothing leaves the server until it was switched on', async () => {
  expect(await reportUsage(server.parts, accepts)).toBe(false);
  await browser.ok(operations.reportStatsOption, { enabled: true });
  await browser.ok(operations.reportStatsOption, { enabled: false });
  expect(await reportUsage(server.parts, accepts)).toBe(false);
  expect(received).toEqual([]);
});

test('what is shown is what is sent, and it names nobody', async () => {
  await browser.ok(operations.reportStatsOption, { enabled: true });
  const shown = await browser.ok(operations.getUsageReport, {});
  expect(shown).toMatchObject({ destination: 'https://usage.example', report: { users: 1, credentials: 0, deployment: 'self-hosted' } });
  expect(await reportUsage(server.parts, accepts)).toBe(true);
  expect(received).toEqual([shown.report]);
  expect(JSON.stringify(received)).not.toMatch(/ada|corp|example/i);
  expect((await browser.ok(operations.getUsageReport, {})).last_sent).toBe('2026-11-23T16:00:00+00:00');
});

test('it is sent once a day, by one process of many', async () => {
  await browser.ok(operations.reportStatsOption, { enabled: true });
  const sent = await Promise.all([1, 2, 3].map(() => reportUsage(server.parts, accepts)));
  expect(sent.filter(Boolean)).toHaveLength(1);
  server.clock.advance(day - 1);
  expect(await reportUsage(server.parts, accepts)).toBe(false);
  server.clock.advance(1);
  expect(await reportUsage(server.parts, accepts)).toBe(true);
  expect(received).toHaveLength(2);
});

test.each<[string, typeof fetch]>([
  ['is away', () => Promise.reject(new TypeError('fetch failed'))],
  ['fails', () => Promise.resolve(new Response('no', { status: 500 }))],
])('a recipient that %s harms nothing, and gets the report later', async (_what, send) => {
  await browser.ok(operations.reportStatsOption, { enabled: true });
  expect(await reportUsage(server.parts, send)).toBe(false);
  expect((await browser.ok(operations.getUsageReport, {})).last_sent ?? null).toBeNull();
  expect(await reportUsage(server.parts, accepts)).toBe(true);
});

test('without a recipient nothing is sent, and the page is told', async () => {
  const lonely = await startServer({ deployment: 'self-hosted', seats: null });
  const client = lonely.client();
  await client.signUp();
  await client.ok(operations.reportStatsOption, { enabled: true });
  expect(await reportUsage(lonely.parts, accepts)).toBe(false);
  expect((await client.ok(operations.getUsageReport, {})).destination).toBeNull();
  await lonely.close();
});

test('the report needs a log-in and takes no fields', async () => {
  expect((await server.client().call(operations.getUsageReport)).status).toBe(401);
  expect((await browser.call(operations.getUsageReport, { all: true })).meta.error_data).toMatchObject({ error: 'invalid_input' });
});
