import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { stored } from '#tests/support/stored.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

const cookieName = 'clearml_token_basic';

let browser: Browser;
let clearml: StandIn;
let server: BuiltServer;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  clearml = await startStandIn();
  server = await startBuiltServer({ CLEARML_API_URL: clearml.url });
  page = await (await browser.newContext()).newPage();
  await page.goto(server.origin);
  await page.getByLabel('Username').fill('jane');
  await page.getByLabel('Password', { exact: true }).fill('secret-pass');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('button', { name: 'Add access keys' }).click();
  for (const [name, value] of [
    ['Bucket', 'models'],
    ['Key', 'AKID'],
    ['Secret / SAS', 'hush'],
  ] as const)
    await page.getByLabel(name, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit models' }).waitFor();
});
afterEach(async () => {
  await page.context().close();
  await server.stop();
  await clearml.close();
});

/** Closes the tab, and opens another one later. */
const openLater = async (): Promise<void> => {
  const next = await page.context().newPage();
  await page.close();
  page = next;
  await page.goto(server.origin);
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
};

it('cloud keys go in a tab that is opened after the ClearML session was ended from elsewhere', async () => {
  const cookie = (await page.context().cookies()).find(({ name }) => name === cookieName);
  await fetch(`${clearml.url}/login.logout`, { method: 'POST', headers: { authorization: `Bearer ${cookie?.value}` } });
  await openLater();
  await expect.poll(() => stored(page)).toMatch(/keys: \[\]\nrows: \[\]/);
});

it('cloud keys stay where the ClearML session ran out', async () => {
  const [cookie] = await page.context().cookies();
  if (cookie === undefined) throw new Error('There is no cookie');
  await page.context().addCookies([{ ...cookie, value: await clearml.token('jane', -60) }]);
  await openLater();
  expect(await stored(page)).toMatch(/keys: \["key false"\]/);
  await page.getByLabel('Username').fill('jane');
  await page.getByLabel('Password', { exact: true }).fill('secret-pass');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('button', { name: 'Edit models' }).waitFor();
});
