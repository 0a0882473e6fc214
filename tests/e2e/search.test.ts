import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { organization } from '#contract/index.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { callAs, signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser();
  page = await signUpAt(browser, server.origin, { email: 'visitor@example.com' });
  await callAs(page, organization.createCompany, { name: `Sound Lab ${'of-many-words-'.repeat(3)}` });
  await page.reload();
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const search = () => page.getByRole('dialog', { name: 'Search' });
const field = () => search().getByRole('combobox');
const focusedText = () => page.evaluate(() => document.activeElement?.textContent);

it('opens over the menu too, which gives its place up', async () => {
  await page.getByRole('button', { name: 'Profile menu' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
  await page.keyboard.press('Control+k');
  await field().waitFor();
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  await page.keyboard.press('Escape');
  await search().waitFor({ state: 'detached' });
});

it('stays where it is while one types, and what it covers does too', async () => {
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const heading = page.locator('main h1');
    // the styles of a window follow its size a frame later
    await expect.poll(() => page.evaluate((wide) => innerWidth === wide && matchMedia(`(width: ${wide}px)`).matches, width)).toBe(true);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const before = await heading.boundingBox();
    await page.keyboard.press('Control+k');
    // it comes with a movement, however short
    await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
    const place = await field().boundingBox();
    expect(await heading.boundingBox()).toEqual(before);
    for (const text of ['s', 'sound', 'zebra', 'zebra '.repeat(8)]) {
      await field().fill(text);
      expect(await field().boundingBox()).toEqual(place);
    }
    await page.keyboard.press('Escape');
    await search().waitFor({ state: 'detached' });
  }
});

it('leads to a section, whose heading then has the focus and is in view', async () => {
  for (const name of ['Account', 'Web App Cloud Access', 'Account']) {
    await page.keyboard.press('Control+k');
    await field().fill(name);
    await page.keyboard.press('Enter');
    await expect.poll(focusedText).toBe(name);
    await expect
      .poll(() =>
        page.evaluate(() => {
          const { top = -1 } = document.activeElement?.getBoundingClientRect() ?? {};
          return top >= 0 && top < innerHeight;
        }),
      )
      .toBe(true);
  }
});

it('opens the form of new access keys with the focus in its first field, however it is come to', async () => {
  const bucket = page.getByLabel('Bucket', { exact: true });
  const members = await page.getByRole('link', { name: 'All members' }).first().getAttribute('href');
  for (const path of ['/profile', members]) {
    await page.goto(`${server.origin}${path}`);
    await page.locator('main h1').waitFor();
    await page.keyboard.press('Control+k');
    await field().fill('add access');
    await page.keyboard.press('Enter');
    await bucket.waitFor();
    await bucket.and(page.locator(':focus')).waitFor();
    // the address forgets what it was opened by
    await expect.poll(() => page.evaluate(() => JSON.stringify(history.state))).not.toContain('addKeys');
    await page.keyboard.type('models');
    expect(await bucket.inputValue()).toBe('models');
  }
  await page.getByRole('button', { name: 'Discard' }).click();
});

const theme = () => page.getByLabel('Theme', { exact: true });

/** Opens the profile anew, and holds code back from when something has the focus until the function that it answers is called. */
const openHeld = async (reach: () => Promise<void>): Promise<() => void> => {
  await page.goto(`${server.origin}/profile`);
  await theme().waitFor();
  await reach();
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/*.js', async (route) => {
    await released;
    await route.continue();
  });
  return release;
};

it('has in its field what is typed from its keys on, while its code is on its way, which does nothing where the focus was', async () => {
  const name = page.getByLabel('Name', { exact: true });
  const places = [page.locator('body'), theme(), page.getByRole('button', { name: 'Create workspace' }), page.getByLabel('HiDPI'), name];
  for (const there of places) {
    const release = await openHeld(async () => {
      if (there === name) await page.getByRole('button', { name: 'Edit name' }).click();
      await there.focus();
    });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Dark  mm');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('o');
    release();
    await page.keyboard.type('de');
    await expect.poll(() => field().inputValue()).toBe('Dark  mode');
    await page.keyboard.type('!');
    expect(await field().inputValue()).toBe('Dark  mode!');
    await page.keyboard.press('Escape');
    await search().waitFor({ state: 'detached' });
    expect(await theme().inputValue()).toBe('system');
    if (there === name) expect(await name.inputValue()).toBe('Ada Sample');
    await page.keyboard.press('Control+k');
    await field().waitFor();
    expect(await field().inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await search().waitFor({ state: 'detached' });
    await page.unrouteAll({ behavior: 'wait' });
  }
});

it('leaves keys to whoever has gone on to something else while its code is on its way', async () => {
  const name = page.getByLabel('Name', { exact: true });
  const release = await openHeld(() => page.getByRole('button', { name: 'Edit name' }).click());
  await page.keyboard.press('Control+k');
  await page.keyboard.type(' K');
  expect(await name.inputValue()).toBe('Ada Sample');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await name.waitFor({ state: 'detached' });
  release();
  await field().waitFor();
  expect(await field().inputValue()).toBe(' K');
});

it('does not come after Escape, and gives the keys back', async () => {
  const release = await openHeld(() => page.getByRole('button', { name: 'Edit name' }).click());
  await page.keyboard.press('Control+k');
  await page.keyboard.type('mem');
  await page.keyboard.press('Escape');
  const came = page.waitForResponse(/\/assets\/.*\.js$/u);
  release();
  await came;
  await page.waitForLoadState('networkidle');
  await page.keyboard.type('!');
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada Sample!');
  expect(await search().count()).toBe(0);
  await page.keyboard.press('Control+k');
  await field().waitFor();
  expect(await field().inputValue()).toBe('');
});
