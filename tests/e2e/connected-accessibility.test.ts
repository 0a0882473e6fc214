import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessFaults, phone } from '#tests/support/access-faults.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer } from '#tests/support/e2e-server.ts';
import type { Mode } from '#tests/support/upstream/rules.ts';
import { startStandIn } from '#tests/support/upstream/stand-in.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const logIn = async (page: Page): Promise<void> => {
  await page.getByLabel('Username').fill('jane');
  await page.getByLabel('Password', { exact: true }).fill('secret-pass');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('heading', { name: "In ClearML's other pages" }).waitFor();
};

/** What is drawn in front of a ClearML Server only. */
const views: { name: string; mode: Mode; open: (page: Page) => Promise<void> }[] = [
  { name: 'Log in by name', mode: 'simple', open: (page) => page.getByLabel('Name', { exact: true }).waitFor() },
  { name: 'Log in with an access key', mode: 'sso', open: (page) => page.getByLabel('Access key').waitFor() },
  { name: 'Profile', mode: 'password', open: logIn },
  {
    name: 'Container arguments to hide',
    mode: 'password',
    open: async (page) => {
      await logIn(page);
      await page.getByRole('button', { name: 'Edit container arguments' }).click();
      await page.getByLabel('Argument 1', { exact: true }).waitFor();
    },
  },
];

it.each(views)('$name can be used by everybody, in either theme, on a phone as well', async ({ mode, open }) => {
  const webPair = { key: 'WEBKEY', secret: 'web-pair-of-the-tests' };
  const clearml = await startStandIn({ mode, webPair });
  const server = await startBuiltServer({
    CLEARML_API_URL: clearml.url,
    CLEARML_WEB_KEY: webPair.key,
    CLEARML_WEB_SECRET: webPair.secret,
  });
  const page = await browser.newPage({ viewport: phone });
  try {
    await page.goto(server.origin);
    await open(page);
    expect(await accessFaults(page)).toEqual([]);
  } finally {
    await page.close();
    await server.stop();
    await clearml.close();
  }
});
