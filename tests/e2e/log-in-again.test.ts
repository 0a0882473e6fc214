import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { users } from '#contract/index.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { callAs, password, signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
/** One tab of somebody who is logged in. */
let page: Page;
let email: string;
let people = 0;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser();
});
beforeEach(async () => {
  email = `ada${(people += 1)}@example.com`;
  page = await signUpAt(browser, server.origin, { email });
  return () => page.context().close();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A browser drops the cookie with the session that it is for. */
const runOut = (): Promise<void> => page.context().clearCookies();

const dialogOf = (tab: Page) => tab.getByRole('dialog', { name: 'Log in again' });

const logInAgain = async (tab: Page): Promise<void> => {
  await dialogOf(tab).getByLabel('Password', { exact: true }).fill(password);
  await dialogOf(tab).getByRole('button', { name: 'Log in', exact: true }).click();
};

/** Another tab of the same browser. */
const openTab = async (): Promise<Page> => {
  const tab = await page.context().newPage();
  await tab.goto(`${server.origin}/profile`);
  await tab.getByRole('heading', { name: 'User preferences' }).waitFor();
  return tab;
};

const typeName = async (tab: Page, name: string): Promise<void> => {
  await tab.getByRole('button', { name: 'Edit name' }).click();
  await tab.getByLabel('Name', { exact: true }).fill(name);
};

const logOut = async (tab: Page): Promise<void> => {
  await tab.getByRole('button', { name: 'Profile menu' }).click();
  await tab.getByRole('menuitem', { name: 'Log out' }).click();
  await tab.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
};

const logIn = async (tab: Page, as: string): Promise<void> => {
  await tab.getByLabel('E-mail').fill(as);
  await tab.getByLabel('Password', { exact: true }).fill(password);
  await tab.getByRole('button', { name: 'Log in', exact: true }).click();
  await tab.getByRole('heading', { name: 'User preferences' }).waitFor();
};

test('what is saved when the session has run out is saved after the log-in, by keyboard alone, and all that was typed stays', async () => {
  await page.getByRole('button', { name: 'Add access keys' }).click();
  await page.getByLabel('Bucket', { exact: true }).fill('models');
  await page.getByRole('button', { name: /^Rename workspace/ }).click();
  const rename = page.getByRole('dialog', { name: /Rename/ });
  await rename.getByLabel('Name', { exact: true }).fill('Harbour');
  await runOut();
  await page.keyboard.press('Enter');
  await dialogOf(page).waitFor();
  expect(await dialogOf(page).getByLabel('E-mail').inputValue()).toBe(email);
  await page.locator('input[type=password]:focus').waitFor();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rename workspace Harbour' }).and(page.locator(':focus')).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.getByLabel('Bucket', { exact: true }).inputValue()).toBe('models');
  await page.reload();
  await page.getByRole('button', { name: 'Rename workspace Harbour' }).waitFor();
});

test('a log-in in one tab lets the other tab go on as well', async () => {
  const other = await openTab();
  await typeName(page, 'Ada First');
  await typeName(other, 'Ada Second');
  await runOut();
  await page.getByRole('button', { name: 'Save' }).click();
  await dialogOf(page).waitFor();
  await other.getByRole('button', { name: 'Save' }).click();
  await dialogOf(other).waitFor();
  await logInAgain(page);
  await page.getByRole('button', { name: 'Edit name' }).waitFor();
  await other.getByRole('button', { name: 'Edit name' }).waitFor();
  await dialogOf(other).waitFor({ state: 'detached' });
});

test('somebody else who logs in in another tab gets a page of their own: nothing of the one before is sent or shown', async () => {
  const grace = await signUpAt(browser, server.origin, { name: 'Grace Sample', email: `grace-${email}` });
  await grace.context().close();
  const other = await openTab();
  await typeName(page, 'Ada Secret');
  await runOut();
  const sent: Request[] = [];
  page.on('request', (request) => request.url().endsWith('/users.update') && sent.push(request));
  await page.getByRole('button', { name: 'Save' }).click();
  await dialogOf(page).waitFor();
  await other.goto(`${server.origin}/login`);
  await logIn(other, `grace-${email}`);
  await page.getByText('Grace Sample', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Edit name' }).waitFor();
  expect(await dialogOf(page).count()).toBe(0);
  expect(await page.getByText(/Ada/).count()).toBe(0);
  expect(sent).toHaveLength(1);
});

test('somebody else who logs in in another tab gets no page with what was typed in it, where nothing was asked yet', async () => {
  const grace = await signUpAt(browser, server.origin, { name: 'Grace Sample', email: `grace-${email}` });
  await grace.context().close();
  const other = await openTab();
  await typeName(page, 'Ada Secret');
  // the browser itself asks too, unless it is told not to: whoever stays there would go on with what another one typed
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.dismiss();
  });
  await runOut();
  await other.goto(`${server.origin}/login`);
  await logIn(other, `grace-${email}`);
  await page.getByText('Grace Sample', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Edit name' }).waitFor();
  expect(asked).toBe(0);
  expect(await page.getByText(/Ada/).count()).toBe(0);
  expect(await page.getByLabel('Name', { exact: true }).count()).toBe(0);
});

/** Somebody else logs in in the same browser, by a page that tells nobody, such as ClearML's own. */
const swap = async (): Promise<void> => {
  const grace = await signUpAt(browser, server.origin, { name: 'Grace Sample', email: `grace-${email}` });
  await page.context().clearCookies();
  await page.context().addCookies(await grace.context().cookies());
  await grace.context().close();
};

test('somebody else who logged in where no tab is told gets a page of their own once one comes back to the tab', async () => {
  await typeName(page, 'Ada Secret');
  await swap();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByText('Grace Sample', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Edit name' }).waitFor();
  expect(await page.getByText(/Ada/).count()).toBe(0);
});

test('a press in a tab that nobody told does nothing in the name of who logged in since, and opens their own page', async () => {
  await swap();
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByText('Grace Sample', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Edit name' }).waitFor();
  expect(await callAs(page, users.getPreferences, {})).toEqual({ preferences: {} });
});

test('somebody else who logged in keeps the invitation that stands in the tab', async () => {
  await page.goto(`${server.origin}/?invite=${'a'.repeat(32)}`);
  await page.getByRole('button', { name: 'Profile menu' }).waitFor();
  await swap();
  const anew = page.waitForRequest((request) => request.isNavigationRequest());
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  expect(new URL((await anew).url()).search).toBe(`?invite=${'a'.repeat(32)}`);
});

test.each(['as one comes back to the tab', 'while it is left alone'])(
  'what waits for the server is not sent for somebody else who logs in, %s',
  async (when) => {
    const updates = '**/api/users.update_preferences';
    await page.route(updates, (route) => route.fulfill({ status: 503 }));
    await page.getByLabel('Theme').selectOption('dark');
    await page.getByText('Not saved yet: it is sent again by itself').waitFor();
    // their page is longer in coming than what waits is tried again
    await page.route('**/profile', async (route) => {
      await new Promise((come) => setTimeout(come, 5000));
      await route.continue();
    });
    const left = page.waitForRequest('**/profile');
    await swap();
    await page.unroute(updates);
    if (when.startsWith('as')) await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await left;
    await page.getByText('Grace Sample', { exact: true }).first().waitFor();
    expect(await callAs(page, users.getPreferences, {})).toEqual({ preferences: {} });
  },
);

/** What was typed is there still behind the question, and goes by its answer. */
const leaveUnsaved = async (): Promise<void> => {
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await question.getByText('Your session has ended').waitFor();
  expect(await page.locator('input[name=name]').inputValue()).toBe('Ada Two');
  await question.getByRole('button', { name: 'Leave without saving' }).click();
};

test('a log-out in another tab asks about what was typed, and leads to the log-in page', async () => {
  const other = await openTab();
  await typeName(page, 'Ada Two');
  await logOut(other);
  await leaveUnsaved();
  await page.getByText('Log in again to go on where you were').waitFor();
  expect(await dialogOf(page).count()).toBe(0);
});

test('a log-out in another tab leads to the log-in page each time', async () => {
  const other = await openTab();
  for (const round of [1, 2]) {
    await logOut(other);
    await page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
    if (round === 2) return;
    await logIn(page, email);
    await page.getByRole('button', { name: 'Edit name' }).waitFor();
    await other.goto(`${server.origin}/profile`);
    await other.getByRole('button', { name: 'Profile menu' }).waitFor();
  }
});

test('a log-out in another tab closes a dialog that asks already', async () => {
  const other = await openTab();
  await other.getByRole('button', { name: 'Profile menu' }).click();
  await typeName(page, 'Ada Two');
  await runOut();
  await page.getByRole('button', { name: 'Save' }).click();
  await dialogOf(page).waitFor();
  await other.getByRole('menuitem', { name: 'Log out' }).click();
  await dialogOf(page).waitFor({ state: 'detached' });
  await leaveUnsaved();
  await page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
});

test('a tab that asks the server only after a log-out and a log-in elsewhere shows the keys of buckets again', async () => {
  const other = await openTab();
  await page.getByText('No access keys yet').waitFor();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/**', async (route) => {
    await held;
    await route.continue();
  });
  await logOut(other);
  await page.getByText('Your session has ended.').waitFor();
  await logIn(other, email);
  release();
  await page.getByText('No access keys yet').waitFor();
  await page.getByRole('button', { name: 'Edit name' }).waitFor();
});
