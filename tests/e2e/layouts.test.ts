import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextOf, seededOwner } from '#tests/bench/client.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { forced, layoutsDuring, type Layout } from '#tests/support/layouts.ts';

let server: BuiltServer;
let browser: Browser;
/** of a workspace with two thousand members */
let address: string;
/** a window in which its owner is logged in */
let openWindow: (options?: BrowserContextOptions) => Promise<Page>;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser();
  const { client, workspace } = await seededOwner(server, '--members', '2000');
  address = `${server.origin}/w/${workspace}`;
  openWindow = async (options) => (await contextOf(browser, server, client, options)).newPage();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const loadProfile = async (page: Page): Promise<void> => {
  await page.goto(`${address}/profile`);
  await page.getByRole('button', { name: 'Delete account' }).waitFor();
  await page.waitForLoadState('networkidle');
};

test('no script of the page has it laid out again and again: for each thing that somebody does a few times at most, whatever there is', async () => {
  const page = await openWindow();
  const during = (work: () => Promise<unknown>): Promise<Layout[]> => layoutsDuring(browser, page, work);

  const load = await during(() => loadProfile(page));
  expect(Math.max(...load.map(({ all }) => all))).toBeGreaterThan(300);
  expect.soft(forced(load).times).toBeLessThanOrEqual(2);

  const flip = await during(async () => {
    await page.getByRole('switch', { name: "Block running user's scripts in the browser" }).click();
    await page.getByText('Saved').waitFor();
  });
  expect(flip.length).toBeGreaterThan(0);
  expect.soft(forced(flip).times).toBe(0);

  const dialog = await during(async () => {
    await page.getByRole('button', { name: 'Create new credentials' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
  // where the focus goes depends on what is visible
  expect.soft(forced(dialog).times).toBeLessThanOrEqual(4);
  expect.soft(forced(dialog).inOneTask).toBeLessThanOrEqual(2);

  await page.goto(`${address}/members`);
  const table = page.getByRole('table', { name: 'Members' });
  await table.hover();
  const last = () => table.getByRole('row').last().getAttribute('aria-rowindex').then(Number);
  const before = await last();
  const scroll = await during(async () => {
    for (let turns = 0; turns < 20; turns += 1) {
      await page.mouse.wheel(0, 600);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await expect.poll(last).toBeGreaterThan(before + 100);
  });
  expect(scroll.length).toBeGreaterThan(10);
  expect.soft(forced(scroll).times).toBeLessThanOrEqual(4);
  expect.soft(forced(scroll).inOneTask).toBeLessThanOrEqual(1);
  await page.context().close();
});

test('the scale of a dense screen holds before the first paint, and is not set again: nothing is laid out again or moves for it', async () => {
  const size = { width: 1440, height: 900 };
  const page = await openWindow({ viewport: size, screen: size, deviceScaleFactor: 2 });
  await page.addInitScript(() => {
    const writes: boolean[] = [];
    new MutationObserver((changes) => {
      const painted = performance.getEntriesByType('paint').length > 0;
      for (const { target } of changes) if (target === document.documentElement) writes.push(painted);
    }).observe(document, { attributeFilter: ['style'], subtree: true });
    Object.assign(globalThis, { writes });
  });
  const load = await layoutsDuring(browser, page, () => loadProfile(page));

  expect(await page.getByRole('switch', { name: 'HiDPI browser scale override' }).getAttribute('aria-checked')).toBe('true');
  const seen = await page.evaluate(() => {
    const shifts = new PerformanceObserver(() => undefined);
    shifts.observe({ type: 'layout-shift', buffered: true });
    const moved = shifts.takeRecords() as (PerformanceEntry & { readonly value: number })[]; // not in TypeScript's types
    const { writes } = globalThis as unknown as { writes: boolean[] }; // put there above
    return { scale: document.documentElement.style.fontSize, writes, cls: moved.reduce((sum, { value }) => sum + value, 0) };
  });
  expect(seen).toMatchObject({ scale: '85%', writes: [false] });
  expect(seen.cls).toBeCloseTo(0, 2);
  expect(forced(load).times).toBeLessThanOrEqual(2);
  await page.context().close();
});
