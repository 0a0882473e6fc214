import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { login } from '#contract/index.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { callAs, signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  server = await startBuiltServer();
  // with the cache of whole pages that people have; Playwright goes without
  browser = await openBrowser({ whole: true, ignoreDefaultArgs: ['--disable-back-forward-cache'] });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Leaves the profile for another document, logs out where no page is told, and goes back. */
const goBackLoggedOut = async (page: Page): Promise<void> => {
  await page.goto(`${server.origin}/favicon.svg`);
  await callAs(page, login.logout, {});
  await page.goBack({ waitUntil: 'commit' });
};

test('check 6: Back after a log-out shows the log-in page', async () => {
  const page = await signUpAt(browser, server.origin);
  await page.reload();
  await page.getByText('ada@example.com').waitFor();
  await goBackLoggedOut(page);
  await page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
  expect(await page.content()).not.toContain('ada@example.com');
  await page.context().close();
});

test('check 6: Back after a log-out shows nothing, not for a moment, of a page that the browser kept as it was', async () => {
  const page = await signUpAt(browser, server.origin, { email: 'grace@example.com', name: 'Grace Sample' });
  // as a browser that heeds no `no-store` there
  await page.context().route('**/*', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const { 'cache-control': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto(`${server.origin}/profile`);
  await page.getByText('grace@example.com').waitFor();
  // what is seen of it as soon as it is back
  await page.evaluate(() =>
    window.addEventListener('pageshow', ({ persisted }) => {
      const text = document.body.textContent.includes('grace@example.com');
      sessionStorage.setItem('back', JSON.stringify({ persisted, text, visible: document.body.checkVisibility() }));
    }),
  );
  await goBackLoggedOut(page);
  await page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
  expect(await page.content()).not.toContain('grace@example.com');
  expect(await page.evaluate(() => sessionStorage.getItem('back'))).toBe(JSON.stringify({ persisted: true, text: true, visible: false }));
});
