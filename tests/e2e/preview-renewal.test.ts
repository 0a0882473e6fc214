import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { png, silence } from '#tests/support/media.ts';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { signUpAt } from '#tests/support/visitor.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };
const minute = 60_000;
const models = {
  'loss.png': { type: 'image/png', body: png },
  // longer than the browser reads ahead
  'voice.wav': { type: 'audio/wav', body: silence(7200) },
};

let server: BuiltServer;
let browser: Browser;
let s3: S3Server;
let page: Page;

beforeAll(async () => {
  server = await startBuiltServer();
  s3 = await startS3({ ...keys, buckets: { models } });
  browser = await openBrowser({});
  page = await signUpAt(browser, server.origin);
  await page.getByRole('button', { name: 'Add access keys' }).click();
  for (const [label, value] of [
    ['Key', keys.accessKey],
    ['Secret / SAS', keys.secretKey],
    ['Host (Endpoint)', s3.host],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
  await page.clock.install();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await s3?.close();
});
beforeEach(async () => {
  s3.faults.ahead = 0;
  s3.faults.instead = undefined;
  await page.clock.setSystemTime(new Date());
});

const open = async (key: string): Promise<void> => {
  await page.goto(`${server.origin}/preview?url=${encodeURIComponent(`s3://${s3.host}/models/${key}`)}`);
};

/** Lets time go by, for the storage too. */
const pass = async (minutes: number): Promise<void> => {
  s3.faults.ahead += minutes * minute;
  await page.clock.fastForward(minutes * minute);
};
const player = () => page.getByLabel('voice.wav');
const play = (time: number): Promise<void> =>
  player().evaluate((element: HTMLAudioElement, at) => {
    element.muted = true;
    element.currentTime = at;
    // another address interrupts it, which then goes on
    void element.play().catch(() => undefined);
  }, time);
const time = (): Promise<number> => player().evaluate((element: HTMLAudioElement) => element.currentTime);
const isPlaying = (): Promise<boolean> => player().evaluate((element: HTMLAudioElement) => !element.paused && element.readyState > 2);
/** The times that it was signed for, of what was answered. */
const signed = (): readonly (string | null)[] => [
  ...new Set(
    s3.seen
      .filter(({ url, status }) => url.includes('.wav') && status !== undefined && status < 300)
      .map(({ url }) => new URL(url, s3.origin).searchParams.get('X-Amz-Date')),
  ),
];

test('a picture stays, and is not read again, however long it is open and without a network', async () => {
  await open('loss.png');
  const picture = page.getByRole('img', { name: 'loss.png' });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  const before = s3.seen.length;
  await pass(40);
  await page.context().setOffline(true);
  await pass(40);
  await page.context().setOffline(false);
  await pass(1);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  expect(s3.seen.length).toBe(before);
});

test('a sound that plays goes on while the storage is away as its link is renewed, and reads by another once it is back', async () => {
  await open('voice.wav');
  await play(100);
  await expect.poll(time).toBeGreaterThan(100);
  const before = signed();
  s3.faults.instead = 'closed';
  const asked = s3.seen.length;
  await pass(14.6);
  await expect.poll(() => s3.seen.length).toBeGreaterThan(asked);
  const then = await time();
  await expect.poll(time).toBeGreaterThan(then);
  s3.faults.instead = undefined;
  await pass(0.6);
  await expect.poll(() => signed().length).toBe(before.length + 1);
  await expect.poll(time).toBeGreaterThan(then);
  expect(await isPlaying()).toBe(true);
});

test('a sound is read by another link where the clock was put right since, and goes on where one went', async () => {
  s3.faults.ahead = 180 * minute;
  await page.clock.setSystemTime(new Date(Date.now() + 180 * minute));
  await open('voice.wav');
  await play(10);
  await expect.poll(time).toBeGreaterThan(10);
  s3.faults.ahead = 0;
  await page.clock.setSystemTime(new Date());
  await play(5000);
  await expect.poll(time).toBeGreaterThan(5000);
  expect(await isPlaying()).toBe(true);
});
