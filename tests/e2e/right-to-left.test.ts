import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

it('from right to left, words stay in their order', async () => {
  const page = await signUpAt(browser, server.origin, { email: 'ada@example.com' });
  const text = page.getByText(/^\d+ of \d+ members$/u).first();
  await text.waitFor();
  await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
  const places = await text.evaluate((element) => {
    const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text;
    const words = node.data.split(' ');
    return words.map((word) => {
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(word));
      range.setEnd(node, node.data.indexOf(word) + word.length);
      return range.getBoundingClientRect().left;
    });
  });
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  await page.close();
});

it('from right to left, the knob of a switch goes left within it, and arrows go through tabs as they are seen', async () => {
  const page = await signUpAt(browser, server.origin, { email: 'ben@example.com' });
  await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
  await page.getByRole('switch').first().waitFor();
  const track = page.locator('[role=switch][aria-checked=true] > *').first();
  if ((await track.count()) === 0) await page.getByRole('switch').first().click();
  const way = (): Promise<number> => track.evaluate((element) => Number.parseFloat(getComputedStyle(element, '::after').translate));
  await expect.poll(way).toBeLessThan(-8);

  await page.getByRole('button', { name: 'Create new credentials' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('tab').nth(2).waitFor();
  await page.getByRole('tab').first().press('ArrowLeft');
  await expect.poll(() => page.getByRole('tab').nth(1).getAttribute('aria-selected')).toBe('true');
  await page.close();
});
