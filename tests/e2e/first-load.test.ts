import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { budgets } from '#tests/bench/budgets.ts';
import { measureBytes } from '#tests/bench/bytes.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { provokesComplaint } from '#tests/support/complaints.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
let page: Page;
/** paths that the last load asked for */
const asked: string[] = [];

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser({ whole: true });
  page = await signUpAt(browser, server.origin);
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('the profile is complete from the document on: no call of the API, few files, no complaint', async () => {
  asked.length = 0;
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Create new credentials' }).waitFor();
  expect(asked.filter((path) => path.includes('/api/') || path.endsWith('configuration.json'))).toEqual([]);
  expect(new Set(asked).size).toBeLessThanOrEqual(budgets.requests.limit);
});

test('schemas come with the first call; where they do not come, the server is not reached, and the call is made again', async () => {
  const theme = page.getByLabel('Theme', { exact: true });
  await page.route('**/assets/*.js', (route) => route.abort());
  await theme.selectOption('dark');
  await page.getByText('Not saved yet: it is sent again by itself').waitFor();

  await page.unrouteAll();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  expect(await theme.inputValue()).toBe('dark');
});

test('check 12: what breaks the policy, is thrown and caught by nobody, or is complained about, fails the test in which it is', async () => {
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = '1';
    document.body.append(script);
    setTimeout(() => {
      document.title = 'thrown';
      throw new Error('caught by nobody');
    });
  });
  await expect.poll(() => page.title()).toBe('thrown');
  await page.reload();
  for (const complaint of [
    /^error: Executing inline script violates/,
    /securitypolicyviolation: script-src-elem/,
    /^uncaught: .*caught by nobody/,
  ])
    provokesComplaint(complaint);
});

test.each(['scripts', 'styles', 'all', 'laterChunk', 'preview'] as const)(
  'what a browser loads is no larger than it may be: %s',
  (name) => {
    expect(measureBytes(3)[name]).toBeLessThanOrEqual(budgets[name].limit);
  },
);

test('a tab that has been open for a while needs no file of its build to save a preference', async () => {
  const tab = await (await browser.newContext({ storageState: await page.context().storageState() })).newPage();
  await tab.goto(`${server.origin}/profile`);
  await tab.getByLabel('Theme').waitFor();
  // the envelope's schema is in one file only
  await tab.waitForResponse(async (file) => file.url().endsWith('.js') && (await file.text()).includes('error_stack'));
  await tab.route('**/assets/*.js', (route) => route.abort());
  await tab.getByLabel('Theme').selectOption('dark');
  await tab.getByText('Saved', { exact: true }).waitFor();
  await tab.context().close();
});

test('check 6: after log-out, Back shows nothing of anybody', async () => {
  await page.goto(`${server.origin}/profile`);
  await page.getByRole('button', { name: 'Profile menu' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.waitForURL(/\/login/);
  await page.goBack();
  await page.getByRole('button', { name: 'Log in' }).waitFor();
  expect(await page.content()).not.toContain('ada@example.com');
});

test('a refusal is told in its own words, which come with the first one; where they do not come, the server is not reached', async () => {
  const guest = await (await browser.newContext()).newPage();
  const attempt = async (): Promise<void> => {
    await guest.getByLabel('E-mail').fill('nobody@example.com');
    await guest.getByLabel('Password', { exact: true }).fill('not the password');
    await guest.getByRole('button', { name: 'Log in', exact: true }).click();
  };

  await guest.goto(`${server.origin}/login`);
  await guest.getByRole('button', { name: 'Log in', exact: true }).waitFor();
  await guest.route('**/assets/*.js', (route) => route.abort());
  await attempt();
  await guest.getByText('The server cannot be reached').waitFor();

  await guest.unrouteAll();
  await guest.reload();
  await attempt();
  await guest.getByText('is wrong').waitFor();
  await guest.context().close();
});
