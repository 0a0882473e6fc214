import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashSecret } from '#server/secrets.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { stored } from '#tests/support/stored.ts';
import { signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
let page: Page;
/** everything that the browser asked for since the start of a test, but for what a form sends */
let requests: Request[];

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser();
  page = await signUpAt(browser, server.origin);
  page.context().on('request', (request) => void requests.push(request));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Addresses and headers of what was asked for, as the browser sent them. */
const asked = async (): Promise<string> => {
  const all = await Promise.all(requests.map(async (request) => [request.url(), await request.allHeaders()]));
  expect(all.length).toBeGreaterThan(0);
  return JSON.stringify(all);
};

/** What is on the page, and what stands in its fields. */
const shown = (): Promise<string> =>
  page.evaluate(() => document.documentElement.outerHTML + [...document.querySelectorAll('input')].map(({ value }) => value).join());

test('check 28: the secret of a key is nowhere in the browser once its dialog is closed, and was in no address', async () => {
  requests = [];
  await page.getByRole('button', { name: 'Create new credentials' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  const secret = await dialog.getByRole('textbox', { name: 'Secret key', exact: true }).inputValue();
  expect(secret.length).toBeGreaterThan(30);
  await dialog.getByRole('button', { name: 'Test this pair' }).click();
  await dialog.getByText(/^It works: this page logged in at/).waitFor();
  await dialog.getByRole('button', { name: 'I saved it' }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^All members/ }).click();
  await page.getByRole('heading', { name: 'Members', level: 1 }).waitFor();
  await page.reload();
  await page.goBack();
  await page.getByRole('button', { name: 'Create new credentials' }).waitFor();
  for (const text of [await shown(), await stored(page), await asked()]) expect(text).not.toContain(secret);
});

test('check 28: the secret of a link that sets a password is in no history, no address and no storage', async () => {
  requests = [];
  const secret = 'a-secret-that-is-kept-nowhere';
  const store = await server.openStore();
  const { id } = await store.db.selectFrom('users').select('id').executeTakeFirstOrThrow();
  await store.db
    .insertInto('password_links')
    .values({ hash: hashSecret(secret), user_id: id, expires: Date.now() + 3_600_000 })
    .execute();
  await store.close();

  // one that is dead comes first, and the other into the same tab
  await page.goto(`${server.origin}/set-password#dead-${secret}`);
  const dead = page.getByText('This link was used or has expired. Ask whoever');
  await dead.waitFor();
  await page.goto(`${server.origin}/set-password#${secret}`);
  await page.waitForURL(/\/set-password$/);
  await dead.waitFor({ state: 'detached' });
  for (const text of [await shown(), await stored(page), await asked()]) expect(text).not.toContain(secret);

  await page.reload();
  await page.getByText('Open the whole link that you were given again').waitFor();
  await page.goto(`${server.origin}/set-password#${secret}`);
  await page.getByLabel('New password').fill('quiet lantern 77');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  for (const text of [await shown(), await stored(page), await asked()]) expect(text).not.toContain(secret);
});

test('check 28: no service worker and no cache of the page’s own keeps anything', async () => {
  expect(page.context().serviceWorkers()).toEqual([]);
  expect(await page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, await caches.keys()])).toEqual([
    0,
    [],
  ]);
});
