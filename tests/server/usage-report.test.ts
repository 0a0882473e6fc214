import { afterEach, beforeEach, expect, test } from 'vitest';
import { server as operations } from '#contract/index.ts';
import { reportUsage } from '#server/usage-reporter.ts';
import type { TestClient } from '#tests/support/client.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { startUsageRecipient, type UsageRecipient } from '#tests/support/usage-recipient.ts';

let server: TestServer;
let browser: TestClient;
let recipient: UsageRecipient;

beforeEach(async () => {
  recipient = await startUsageRecipient();
  server = await startServer({ deployment: 'self-hosted', seats: null, usageReportUrl: recipient.url });
  browser = server.client();
  await browser.signUp({ email: 'ada@corp.example', name: 'Ada Sample' });
});
afterEach(async () => {
  await server.close();
  await recipient.close();
});

const report = () => reportUsage(server.parts, fetch);
const day = 86_400_000;

test('nothing leaves the server until it was switched on', async () => {
  expect(await report()).toBe(false);
  await browser.ok(operations.reportStatsOption, { enabled: true });
  await browser.ok(operations.reportStatsOption, { enabled: false });
  expect(await report()).toBe(false);
  expect(recipient.bodies).toEqual([]);
});

test('what is shown is what is sent, byte for byte, and it names nobody', async () => {
  await browser.ok(operations.reportStatsOption, { enabled: true });
  const shown = await browser.ok(operations.getUsageReport, {});
  expect(shown).toMatchObject({
    destination: new URL(recipient.url).origin,
    report: { users: 1, credentials: 0, deployment: 'self-hosted' },
  });
  expect(await report()).toBe(true);
  expect(recipient.bodies).toEqual([JSON.stringify(shown.report)]);
  // by more than an "ada", which the letters of a random id may be
  expect(recipient.bodies[0]).not.toMatch(/ada@|sample|corp|example/i);
  expect((await browser.ok(operations.getUsageReport, {})).last_sent).toBe('2026-11-23T16:00:00+00:00');
});

test('it is sent once a day, by one process of many', async () => {
  await browser.ok(operations.reportStatsOption, { enabled: true });
  const sent = await Promise.all([1, 2, 3].map(() => report()));
  expect(sent.filter(Boolean)).toHaveLength(1);
  server.clock.advance(day - 1);
  expect(await report()).toBe(false);
  server.clock.advance(1);
  expect(await report()).toBe(true);
  expect(recipient.bodies).toHaveLength(2);
});

test.each([
  ['is away', 'cut'],
  ['fails', 500],
] as const)('a recipient that %s harms nothing, and gets the report later', async (_what, how) => {
  await browser.ok(operations.reportStatsOption, { enabled: true });
  recipient.answer(how);
  expect(await report()).toBe(false);
  expect((await browser.ok(operations.getUsageReport, {})).last_sent ?? null).toBeNull();
  recipient.answer(204);
  expect(await report()).toBe(true);
});

test('without a recipient nothing is sent, and the page is told', async () => {
  const lonely = await startServer({ deployment: 'self-hosted', seats: null });
  const client = lonely.client();
  await client.signUp();
  await client.ok(operations.reportStatsOption, { enabled: true });
  expect(await reportUsage(lonely.parts, fetch)).toBe(false);
  expect((await client.ok(operations.getUsageReport, {})).destination).toBeNull();
  await lonely.close();
});

test('the report needs a log-in and takes no fields', async () => {
  expect((await server.client().call(operations.getUsageReport)).status).toBe(401);
  expect((await browser.call(operations.getUsageReport, { all: true })).meta.error_data).toMatchObject({ error: 'invalid_input' });
});
