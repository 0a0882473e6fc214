import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { addModels, card, logOut, pressLogOut, signUpToCard } from '#tests/support/cloud-card.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { stored } from '#tests/support/stored.ts';
import { password } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const signUp = (email: string): Promise<Page> => signUpToCard(browser, server.origin, email);
// nothing is read with it
const addRow = (page: Page): Promise<void> => addModels(page, 'storage.example:9000');

/** Another tab of the same browser, with a secret typed into what `what` opens. */
const openIn = async (page: Page, what: string): Promise<Page> => {
  const tab = await page.context().newPage();
  await tab.goto(`${server.origin}/profile`);
  await tab.getByRole('button', { name: what }).click();
  await tab.getByLabel('Secret / SAS', { exact: true }).fill('typed-secret');
  return tab;
};

test('check 48: rows that are kept at log-out are there at the next log-in', async () => {
  const page = await signUp('keeps@example.com');
  await addRow(page);
  await logOut(page, 'Keep them');
  expect(await stored(page)).not.toMatch(/hush|AKIDEXAMPLE|models/);
  await page.getByLabel('E-mail').fill('keeps@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('button', { name: 'Edit models' }).waitFor();
});

test('what the storage refused is not among what log-out offers to keep, and it says so', async () => {
  const page = await signUp('full@example.com');
  await addRow(page);
  const partly = page.getByText('What its storage did not take is in this tab only, and goes in any case.');
  await pressLogOut(page);
  await page.getByRole('button', { name: 'Keep them' }).waitFor();
  expect(await partly.count()).toBe(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  // an answer that is remembered, and then cannot be obeyed for every row: it is asked again
  await page.getByLabel('At log-out').selectOption('Keep them encrypted for my next log-in here');
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.getByRole('button', { name: 'Edit models' }).click();
  await page.getByLabel('Secret / SAS', { exact: true }).fill('another');
  await page.getByRole('button', { name: 'Save' }).click();
  await card(page).getByText('Not stored').waitFor();
  await pressLogOut(page);
  await partly.waitFor();
});

test('rows go with a question where the storage fails just at log-out', async () => {
  const page = await signUp('fails-late@example.com');
  await addRow(page);
  await page.evaluate(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('broken', 'UnknownError');
    };
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('broken', 'UnknownError');
    };
  });
  await pressLogOut(page);
  await page.getByRole('button', { name: 'Keep them' }).waitFor();
});

test('rows are kept as it was answered in a browser that remembers no answer, also at the second attempt', async () => {
  const page = await signUp('forgets@example.com');
  await addRow(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.route('**/login.logout', (route) => route.abort(), { times: 1 });
  await pressLogOut(page);
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('alertdialog', { name: 'You are still logged in' }).getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('button', { name: 'Log in' }).waitFor();
  expect(await stored(page)).not.toMatch(/rows: \[\]/);
});

test.each(['Keep them', 'Remove them'] as const)(
  'keys that another tab has open are gone from it after the log-out: %s',
  async (answer) => {
    const page = await signUp(`two-tabs-${answer.slice(0, 4)}@example.com`);
    await addRow(page);
    const tabs = await Promise.all(['Edit models', 'Add access keys'].map((what) => openIn(page, what)));
    await logOut(page, answer);
    for (const tab of tabs) {
      await tab.getByRole('heading', { name: 'Log in' }).waitFor();
      expect(await tab.getByRole('alertdialog').count()).toBe(0);
      expect(await tab.locator('input').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join(''))).toBe(
        '',
      ); // inputs
    }
    if (answer === 'Remove them') expect(await stored(page)).toMatch(/keys: \[\]\nrows: \[\]/);
  },
);

test('rows that are kept stay where the answer to the log-out is lost', async () => {
  const page = await signUp('cut@example.com');
  await addRow(page);
  await page.route('**/login.logout', async (route) => {
    // the server ends the session, and the browser hears nothing of it: its cookie stays
    await fetch(route.request().url(), { method: 'POST', headers: await route.request().allHeaders(), body: '{}' });
    await route.abort();
  });
  await pressLogOut(page);
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByText('You are still logged in').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.getByLabel('E-mail').fill('cut@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('button', { name: 'Edit models' }).waitFor();
});

test('rows go from storage at the next contact after somebody ended the session from elsewhere, and stay where it ran out', async () => {
  const page = await signUp('lost@example.com');
  await addRow(page);
  const store = await server.openStore();
  try {
    await store.db.updateTable('sessions').set({ last_used: 0 }).execute();
    await page.reload();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(await stored(page)).not.toMatch(/rows: \[\]/);
    await store.db.deleteFrom('sessions').execute();
    await page.reload();
    await expect.poll(() => stored(page)).toMatch(/keys: \[\]\nrows: \[\]/);
  } finally {
    await store.close();
  }
});

test('rows that were to be kept go so too where the log-out had failed and was cancelled', async () => {
  const page = await signUp('cancelled@example.com');
  await addRow(page);
  await page.route('**/login.logout', (route) => route.fulfill({ status: 500 }));
  await pressLogOut(page);
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('alertdialog', { name: 'You are still logged in' }).getByRole('button', { name: 'Cancel' }).click();
  const store = await server.openStore();
  onTestFinished(() => store.close());
  await store.db.deleteFrom('sessions').execute();
  await page.reload();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await expect.poll(() => stored(page)).toMatch(/keys: \[\]\nrows: \[\]/);
});
