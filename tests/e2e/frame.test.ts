import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { users } from '#contract/index.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { provokesComplaint } from '#tests/support/complaints.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { callAs, signUpAt } from '#tests/support/visitor.ts';

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

/** What somebody reads in the first screen but the header, and where: pixels. */
const texts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, label, main section header > div > div')]
      .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.top < innerHeight)
      .map(({ text, box }) => `${text} ${box.left} ${box.top}`),
  );

/** Puts them away, as the server then knows. */
const endFirstSteps = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect.poll(async () => (await callAs(page, users.getPreferences, {})).preferences).toEqual({ views: { firstSteps: 'over' } });
};

/** Opens the profile with its scripts held back; answers what lets them come. */
const openFrame = async (page: Page): Promise<() => Promise<void>> => {
  let come = (): void => undefined;
  const allowed = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/assets/*.js', async (route) => {
    await allowed;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.locator('[inert] h1').waitFor();
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.querySelector('h1') ?? document.body).fontWeight)).toBe('650');
  return async () => {
    come();
    await page.getByRole('button', { name: 'Create new credentials' }).waitFor();
    await page.unroute('**/assets/*.js');
  };
};

test.each([
  [1440, 900],
  [390, 1200],
])('before its script has come, the profile stands where it will be, at %i pixels', async (width, height) => {
  await page.setViewportSize({ width, height });
  const come = await openFrame(page);
  const before = await texts(page);
  expect(before.length).toBeGreaterThan(2);
  expect(before).toContainEqual(expect.stringMatching(/^First steps /));
  await come();
  await page.getByRole('button', { name: 'Create a key pair' }).waitFor();
  expect(await texts(page)).toEqual(before.map((text) => text.replace('\u2007\u2007\u2007', '100')));
});

test('so it does where the first steps are over', async () => {
  await endFirstSteps(page);
  const come = await openFrame(page);
  const before = await texts(page);
  expect(before.length).toBeGreaterThan(6);
  expect(before).not.toContainEqual(expect.stringMatching(/^First steps /));
  await come();
  expect(await texts(page)).toEqual(before.map((text) => text.replace('\u2007\u2007\u2007', '100')));
});

test('so it does on a server of one workspace, whose page has a row more', async () => {
  const own = await startBuiltServer({ DEPLOYMENT: 'self-hosted' });
  const tab = await signUpAt(browser, own.origin, { viewport: { width: 1440, height: 900 } });
  await endFirstSteps(tab);
  const come = await openFrame(tab);
  const before = await texts(tab);
  await come();
  await tab.getByRole('switch', { name: 'Send anonymous usage data' }).waitFor();
  const top = (all: readonly string[]): number =>
    Number(
      all
        .find((text) => text.startsWith('Web App Cloud Access'))
        ?.split(' ')
        .at(-1),
    );
  expect(Math.abs(top(await texts(tab)) - top(before))).toBeLessThan(1);
  await tab.context().close();
  await own.stop();
});

test('where its script does not come, that is said, and it can be tried again', async () => {
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload();
  const said = page.getByRole('alert').filter({ hasText: 'ClearML Profile did not load.' });
  await said.waitFor();
  expect(await page.locator('[inert]').count()).toBe(0);
  await page.unroute('**/assets/*.js');
  await said.getByRole('link', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Create new credentials' }).waitFor();
});

test('where its script fails at once, that is said too; what other scripts do is their own', async () => {
  const come = await openFrame(page);
  await page.evaluate(async () => {
    const script = document.createElement('script');
    script.src = '/nothing-of-that-name.js';
    const failed = new Promise((resolve) => script.addEventListener('error', resolve));
    document.body.append(script);
    await failed;
  });
  expect(await page.locator('[inert] h1').count()).toBe(1);
  provokesComplaint(/nothing-of-that-name/);
  await come();

  await page.route('**/assets/*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken on purpose")' }),
  );
  await page.reload();
  await page.getByRole('alert').filter({ hasText: 'ClearML Profile did not load.' }).waitFor();
  provokesComplaint(/^uncaught: .*broken on purpose/);
  await page.unroute('**/assets/*.js');
  await page.reload();
  await page.getByRole('button', { name: 'Create new credentials' }).waitFor();
});

test('until then it has the theme of the account, nothing of anybody, and no control that would not answer', async () => {
  await callAs(page, users.setPreferences, { preferences: { views: { theme: 'dark' } } });
  const come = await openFrame(page);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
  expect(await page.locator('#root').innerText()).not.toMatch(/Ada|example\.com/);
  for (const control of await page.locator('#root :is(a, button, select, input)').all()) expect(await control.isVisible()).toBe(false);
  expect(await page.getByLabel('Theme').count()).toBe(0);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await come();
});
