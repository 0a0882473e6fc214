import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser({ whole: true });
  page = await signUpAt(browser, server.origin);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Each place: what opens it, and its field. */
const places: [string, string][] = [
  ['Edit name', 'Name'],
  ['Create new credentials', 'Label'],
  ["Rename workspace Ada Sample's workspace", 'Name'],
];

test.each(places)('what was typed after %s stays through Escape until somebody agrees, each time', async (button, label) => {
  await page.getByRole('button', { name: button }).click();
  const field = page.getByLabel(label, { exact: true });
  await field.fill('typed by hand');
  // the second time nothing is loaded any more: the press that asks must not answer as well
  for (const answer of ['Cancel', 'Cancel', 'Discard']) {
    await field.press('Escape');
    const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' });
    await question.getByRole('button', { name: answer }).click();
    await question.waitFor({ state: 'detached' });
    if (answer === 'Cancel') expect(await field.inputValue()).toBe('typed by hand');
  }
  await field.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: button }).and(page.locator(':focus')).waitFor();
});

test('what was typed stays where another part of the page does not load, and that part comes on request', async () => {
  const other = await signUpAt(browser, server.origin, { email: 'offline@example.com' });
  await other.getByRole('button', { name: 'Edit name' }).click();
  await other.getByLabel('Name', { exact: true }).fill('typed by hand');
  // what comes once the page is at rest
  await other.getByRole('button', { name: 'Delete account' }).waitFor();
  await other.waitForLoadState('networkidle');
  await other.context().setOffline(true);
  await other.getByRole('button', { name: 'Change password' }).click();
  const missing = other.getByRole('alert').filter({ hasText: 'This part of the page did not load' });
  await missing.waitFor();
  expect(await other.getByText('Updated, reload').count()).toBe(0);
  await other.context().setOffline(false);
  await missing.getByRole('button', { name: 'Retry' }).click();
  await other.getByRole('dialog', { name: 'Change password' }).getByLabel('Current password').press('Escape');
  expect(await other.getByLabel('Name', { exact: true }).inputValue()).toBe('typed by hand');
});
