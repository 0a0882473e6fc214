import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { password, signUpAt } from '#tests/support/visitor.ts';

const email = 'ada@example.com';
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/604.1';

let server: BuiltServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser();
  page = await signUpAt(browser, server.origin, { email });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const fillLogIn = async (other: Page, secret: string): Promise<void> => {
  await other.getByLabel('E-mail').fill(email);
  await other.getByLabel('Password', { exact: true }).fill(secret);
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
};

/** Another browser in which the account is logged in. */
const logInElsewhere = async (secret: string): Promise<Page> => {
  const other = await (await browser.newContext({ userAgent: phone })).newPage();
  await other.goto(`${server.origin}/login`);
  await fillLogIn(other, secret);
  await other.getByRole('heading', { name: 'User preferences' }).waitFor();
  return other;
};

const isAtLogIn = async (other: Page): Promise<void> => {
  await other.reload();
  await other.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
};

test('check 10: another session is seen, and logged out from here at once', async () => {
  const other = await logInElsewhere(password);
  await page.goto(`${server.origin}/profile#account`);
  await page.getByRole('button', { name: 'Sessions' }).click();
  await page.getByRole('cell', { name: 'This session' }).waitFor();
  await page.getByRole('button', { name: 'Log out Safari on iPhone' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out' }).click();
  await page.getByText('You are logged in nowhere else.').waitFor();
  await isAtLogIn(other);
  await other.context().close();
});

test('check 10: the password is changed by keyboard alone, and the other session ends with it', async () => {
  const other = await logInElsewhere(password);
  await page.getByRole('button', { name: 'Change password' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Current password').waitFor();
  await page.keyboard.type(password);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('amber lantern 77');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByLabel('New password').press('Enter');
  await page.getByText('Password changed, other sessions logged out').waitFor();
  await isAtLogIn(other);
  await fillLogIn(other, password);
  await other.getByText('is wrong').waitFor();
  await fillLogIn(other, 'amber lantern 77');
  await other.getByRole('heading', { name: 'User preferences' }).waitFor();
  await other.context().close();
});

test('the account is deleted here, and gone everywhere', async () => {
  const other = await logInElsewhere('amber lantern 77');
  const tab = await page.context().newPage();
  await tab.goto(`${server.origin}/profile`);
  await tab.getByRole('button', { name: 'Delete account' }).waitFor();
  await page.getByRole('button', { name: 'Delete account' }).click();
  await page.getByLabel('Your e-mail').fill(email);
  await page.getByRole('dialog').getByLabel('Password').fill('amber lantern 77');
  await page.keyboard.press('Enter');
  await page.getByText('Your account was deleted.').waitFor();
  await tab.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
  expect(await tab.getByRole('dialog').count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe('/login');
  await page.goBack();
  await page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
  expect(await page.content()).not.toContain(email);
  await isAtLogIn(other);
  await fillLogIn(other, 'amber lantern 77');
  await other.getByText('is wrong').waitFor();
});
