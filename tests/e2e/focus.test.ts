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
  browser = await openBrowser();
  page = await signUpAt(browser, server.origin);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Answers the question that is open by keyboard: its way out has the focus, the answer comes next, once it is known what it will do. */
const confirm = async (): Promise<void> => {
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Tab');
  await page.locator(':focus:not([aria-disabled="true"])').waitFor();
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
};

const press = async (name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name }).first().press('Enter');
};

/** The name of what has the focus, seen as a keyboard's. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.querySelector(':focus-visible');
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

test('a key that is revoked leaves the focus at the next one, then at the heading', async () => {
  for (const label of ['first', 'second']) {
    await press('Create new credentials');
    await page.getByLabel('Label', { exact: true }).fill(label);
    await page.keyboard.press('Enter');
    await press('I saved it');
    await press('Close');
    await page.getByRole('button', { name: `Revoke ${label}` }).waitFor();
  }
  await press('Revoke second');
  await confirm();
  await expect.poll(focused).toBe('Edit label first');
  await press('Revoke first');
  await confirm();
  await expect.poll(focused).toBe('App credentials');
});

test('a link that is revoked leaves the focus in the dialog', async () => {
  await press('Invite user');
  await page.getByLabel('Invitation link').waitFor();
  await press('Create new link');
  await page
    .getByRole('button', { name: /^Revoke link/ })
    .nth(1)
    .waitFor();
  await press(/^Revoke link/);
  await confirm();
  await expect.poll(focused).toMatch(/^Revoke link/);
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('Invite user');
});

test('a cloud row that is edited leaves the focus at its button, one that is removed at the next one, then at the heading', async () => {
  for (const bucket of ['one', 'two']) {
    await press('Add access keys');
    await page.getByLabel('Bucket').fill(bucket);
    await page.getByLabel('Key', { exact: true }).fill('AKIDEXAMPLE');
    await page.getByLabel('Secret / SAS', { exact: true }).fill('hush');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Remove ${bucket}` }).waitFor();
  }
  await press('Edit one');
  await page.getByLabel('Region').fill('eu-west-1');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('Edit one');
  await press('Remove one');
  await confirm();
  await expect.poll(focused).toBe('Browse two');
  await press('Remove two');
  await confirm();
  await expect.poll(focused).toBe('Web App Cloud Access');
});

test('a workspace that is left from its panel leaves the focus at the panel beside it', async () => {
  const own = page.url();
  const owner = await signUpAt(browser, server.origin, { name: 'Grace Sample', email: 'grace@example.com' });
  await owner.getByRole('button', { name: 'Invite user' }).click();
  await page.goto(await owner.getByLabel('Invitation link').inputValue());
  await press('Join');
  await page.waitForURL(/profile/);
  await page.goto(own);
  await page.getByRole('button', { name: "Grace Sample's workspace", exact: true }).press('Enter');
  await press('Leave workspace');
  await confirm();
  await expect.poll(focused).toBe("Ada Sample's workspace");
});

test('the heading of a page has the focus without a ring, which would make it look like a field; that of a section has one for keyboards', async () => {
  const heading = page.locator(':is(h1, h2):focus');
  const outline = () => heading.evaluate((element) => getComputedStyle(element).outlineStyle);
  await page.goto(`${server.origin}/preview?url=${encodeURIComponent('https://bucket.example/a.txt?X-Amz-Signature=abc')}`);
  await heading.waitFor();
  expect(await outline()).toBe('none');

  await page.goto(`${server.origin}/profile#workspaces`);
  await heading.waitFor();
  expect(await outline()).toBe('none');
  await page.getByRole('link', { name: 'All members' }).first().press('Enter');
  await page.waitForURL(/\/members$/u);
  await expect.poll(focused).toBe('Members');
  // once a ring was drawn for whoever uses the keyboard; but it is for what keys do something with (WCAG 2.4.7)
  expect(await outline()).toBe('none');

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Workspaces');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('Workspaces');
  expect(await outline()).toBe('solid');
});

test('who logs out has the focus in the first field of the log-in', async () => {
  const leaver = await signUpAt(browser, server.origin, { email: 'linus@example.com' });
  await leaver.keyboard.press('Control+k');
  await leaver.getByRole('dialog').getByRole('combobox').fill('log out');
  await leaver.keyboard.press('Enter');
  await leaver.waitForURL(/login/u);
  await leaver.getByLabel('E-mail').and(leaver.locator(':focus')).waitFor();
});
