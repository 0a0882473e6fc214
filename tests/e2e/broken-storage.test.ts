import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { addModels, card, logOut, signUpToCard } from '#tests/support/cloud-card.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';

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

/** Puts `text` into whatever the page keeps in localStorage and sessionStorage, and into what it does not know. */
const spoil = (page: Page, text: string): Promise<void> =>
  page.evaluate((broken) => {
    const account = JSON.parse(document.querySelector('#boot')?.textContent ?? '{}') as { answers: [string, unknown, unknown, unknown][] };
    const user = account.answers.find(([name]) => name === 'users.get_current_user')?.[3] as { user: { id: string } };
    const workspace = location.pathname.split('/')[2] ?? '';
    const own = [`servers:${workspace}`, 'hidpiScale', 'disableHidpi', 'theme', '_saved_state_'];
    const ofKeys = ['atLogOut', 'logOutBegun'].map((name) => `cloudKeys.${name}.${encodeURIComponent('/')}.${user.user.id}`);
    for (const key of [...own, ...ofKeys, 'of another program']) localStorage.setItem(key, broken);
    sessionStorage.setItem('of another program', broken);
  }, text);

test('check 50: with anything in place of what it stored the page works, and takes nothing for its own', async () => {
  const page = await signUpToCard(browser, server.origin, 'garbage@example.com');
  await page.reload();
  const huge = `"${'x'.repeat(500_000)}"`;
  const proto = '{"__proto__":{"api":"http://evil.example"},"constructor":7}';
  // the last one is there when the servers are shown
  const texts = ['', '{', 'null', '[[[]]]', proto, 'NaN', '\0\ud800', huge, '{"api":7,"web":"http://evil.example","files":{}}'];
  for (const text of texts) {
    await spoil(page, text);
    await page.reload();
    await card(page).getByText('No access keys yet').waitFor();
    expect(await page.evaluate(() => Reflect.get({}, 'api') === undefined)).toBe(true);
  }
  await page.getByRole('button', { name: 'Create new credentials' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('dialog').getByText(server.origin).first().waitFor();
  expect(await page.getByRole('dialog').innerHTML()).not.toContain('evil.example');
  await page.getByRole('button', { name: 'I saved it' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.context().close();
});

test('check 50: rows that are broken are counted and lose no other; where the key itself is, it is said that nothing is stored', async () => {
  const page = await signUpToCard(browser, server.origin, 'rows@example.com');
  await addModels(page, 'storage.example:9000');
  /** Writes into the page's own database. */
  const write = (store: string, value: unknown): Promise<void> =>
    page.evaluate(
      async ([name, broken]) => {
        const database = await new Promise<IDBDatabase>((resolve) => {
          const opening = indexedDB.open('clearml-profile-cloud-keys');
          opening.onsuccess = () => resolve(opening.result);
        });
        await new Promise<void>((resolve) => {
          const change = database.transaction(name, 'readwrite');
          const keys = change.objectStore(name).getAllKeys();
          keys.onsuccess = () => {
            const [known = ''] = keys.result as string[]; // the page has no other ids
            change.objectStore(name).put(broken, name === 'keys' ? known : `${known}0`);
          };
          change.oncomplete = () => resolve();
        });
        database.close();
      },
      [store, value] as const,
    );
  for (const value of [7, { iv: 'x', data: null }, { iv: new Uint8Array(12), data: new ArrayBuffer(40) }]) {
    await write('rows', value);
    await page.reload();
    await card(page).getByText('1 stored row cannot be read').waitFor();
    await page.getByRole('button', { name: 'Edit models' }).waitFor();
  }
  await write('keys', 'no key');
  await page.reload();
  await card(page).getByText('2 stored rows cannot be read').waitFor();
  await addModels(page, 'storage.example:9000');
  await card(page).getByText('Not stored').waitFor();
  await logOut(page, 'Remove them');
  await page.context().close();
});

test('check 50: with storage that is full the page says what it could not keep, and the rest works', async () => {
  const page = await signUpToCard(browser, server.origin, 'full@example.com');
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size /= 2) {
      try {
        for (let at = 0; ; at += 1) localStorage.setItem(`${size} ${at}`, 'x'.repeat(size));
      } catch {
        // then smaller ones
      }
    }
  });
  await page.reload();
  await page.getByLabel('Scale', { exact: true }).selectOption('125');
  await page.getByRole('alert').getByText('That did not work.').waitFor();
  expect(await page.getByLabel('Scale', { exact: true }).inputValue()).toBe('auto');
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Theme').inputValue()).toBe('dark');
  await page.context().close();
});
