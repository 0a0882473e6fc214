import type { Browser, BrowserContext, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadBudgets } from '#tests/bench/budgets.ts';
import { contextOf } from '#tests/bench/client.ts';
import { seedProfile } from '#tests/bench/first-load.ts';
import { loadPage } from '#tests/bench/page-load.ts';
import { markSwitched } from '#tests/bench/ready.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';

let server: BuiltServer;
let browser: Browser;
/** of the profile of somebody with three workspaces, this one of them with ten members */
let address: string;
/** a browser profile with nothing cached in which they are logged in */
let visitor: () => Promise<BrowserContext>;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser();
  const seeded = await seedProfile(server);
  address = seeded.address;
  visitor = () => contextOf(browser, server, seeded.client);
  // which workspace it was is stored by the first visit
  await loadPage(await visitor(), address, markSwitched);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('a profile with three workspaces and ten members has no more elements than it may, and asks no more often', async () => {
  const { elements, requests } = await loadPage(await visitor(), address, markSwitched);
  expect(elements).toBeGreaterThan(200);
  expect(elements).toBeLessThanOrEqual(loadBudgets.elements.limit);
  expect(requests).toBeGreaterThan(3);
  expect(requests).toBeLessThanOrEqual(loadBudgets.requests.limit);
});

test('the profile can be used before anything came that its document does not name', async () => {
  const context = await visitor();
  const page = await context.newPage();
  const document = await (await context.request.get(address, { headers: { accept: 'text/html' } })).text();
  const isNamed = (url: string): boolean => url === address || document.includes(`"${new URL(url).pathname}"`);
  const held: Route[] = [];
  let isHeld = true;
  await page.route('**', (route) => (isNamed(route.request().url()) || !isHeld ? route.continue() : void held.push(route)));
  await page.goto(address, { waitUntil: 'commit' });
  const shown = page.getByRole('switch', { name: 'HiDPI browser scale override' });
  await shown.and(page.locator('[aria-checked=true]')).click();
  await shown.and(page.locator('[aria-checked=false]')).waitFor();
  await page.getByRole('list', { name: 'Members of Large workspace' }).getByRole('listitem').nth(9).waitFor();
  await page.getByRole('table', { name: 'App credentials of Large workspace' }).waitFor();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  isHeld = false;
  await Promise.all(held.map((route) => route.continue()));
  await page.getByRole('button', { name: 'Delete account' }).waitFor();
});
