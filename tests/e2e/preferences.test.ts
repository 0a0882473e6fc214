import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { auth, organization } from '#contract/index.ts';
import { startBuiltServer } from '#tests/support/e2e-server.ts';
import { openStage } from '#tests/support/e2e-stage.ts';
import { callAs, signUpAt } from '#tests/support/visitor.ts';

const stage = openStage();

const rootSize = (page: Page): Promise<number> =>
  page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

const hidpi = (page: Page) => page.getByRole('switch', { name: 'HiDPI browser scale override' });

it('scales a high-density screen before the first paint, at once when switched, and to a fixed scale', async () => {
  const page = await signUpAt(stage.browser, stage.server.origin, {
    email: 'dense@example.com',
    deviceScaleFactor: 2,
    viewport: { width: 1440, height: 900 },
    screen: { width: 1440, height: 918 },
  });
  expect(await rootSize(page)).toBe(16 * 0.85);
  await page.getByText('Here: 85 %').waitFor();

  await hidpi(page).click();
  expect(await hidpi(page).getAttribute('aria-checked')).toBe('false');
  expect(await rootSize(page)).toBe(16);
  expect(await page.evaluate(() => localStorage.getItem('disableHidpi'))).toBe('true');
  await page.getByRole('button', { name: 'Undo HiDPI browser scale override' }).click();
  expect(await rootSize(page)).toBe(16 * 0.85);

  await page.getByLabel('Scale', { exact: true }).selectOption('125');
  expect(await rootSize(page)).toBe(20);
  const sizes: number[] = [];
  await page.exposeFunction('sawSize', (size: number) => void sizes.push(size));
  await page.addInitScript(() => {
    // at the first element of the body nothing was painted yet
    new MutationObserver((_changes, observer) => {
      if (document.body === null) return;
      observer.disconnect();
      const { sawSize } = window as unknown as { sawSize: (size: number) => void }; // exposed above
      sawSize(Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await page.getByText('Here: 125 %').waitFor();
  expect(sizes).toEqual([20]);
});

it('keeps theme and dates with the account, shows them at once, and undoes them', async () => {
  const page = await signUpAt(stage.browser, stage.server.origin, {
    email: 'dark@example.com',
    timezoneId: 'Asia/Tokyo',
    colorScheme: 'light',
  });
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body.parentElement ?? document.body).backgroundColor);
  const light = await background();
  await page.getByLabel('Theme').selectOption('dark');
  await expect.poll(background).not.toBe(light);
  await page.getByRole('button', { name: 'Undo Theme' }).waitFor();
  const dark = await background();

  const elsewhere = await (
    await stage.browser.newContext({ storageState: await page.context().storageState(), colorScheme: 'light' })
  ).newPage();
  const served = await elsewhere.goto(`${stage.server.origin}/profile`);
  expect(await served?.text()).toContain('data-theme="dark"');
  await elsewhere.getByRole('heading', { name: 'User preferences' }).waitFor();
  expect(await elsewhere.evaluate(() => getComputedStyle(document.body.parentElement ?? document.body).backgroundColor)).toBe(dark);

  await page.getByRole('button', { name: 'Undo Theme' }).click();
  await expect.poll(background).toBe(light);
  await page.reload();
  expect(await background()).toBe(light);
});

it('writes dates as the reader’s language does', async () => {
  const page = await signUpAt(stage.browser, stage.server.origin, {
    email: 'leserin@example.com',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  });
  const { companies } = await callAs(page, organization.getUserCompanies, {});
  await callAs(page, auth.createCredentials, { label: 'laptop' }, companies[0]?.id ?? '');
  await page.getByLabel('Dates').selectOption('absolute');
  await page.getByRole('button', { name: 'Undo Dates' }).waitFor();
  await page.reload();
  await page.getByRole('row', { name: /laptop.* \d\d\.\d\d\.20\d\d, \d\d:\d\d / }).waitFor();
});

it('asks a server of one workspace about anonymous usage data, and shows the very payload', async () => {
  const own = await startBuiltServer({ DEPLOYMENT: 'self-hosted' });
  try {
    const page = await signUpAt(stage.browser, own.origin, { email: 'owner@example.com' });
    const usage = page.getByRole('switch', { name: 'Send anonymous usage data' });
    await page.getByText('This server has no recipient set: nothing leaves it.').waitFor();
    expect(await usage.getAttribute('aria-checked')).toBe('false');
    await usage.click();
    await page.getByText('Saved').waitFor();
    await page.getByRole('button', { name: 'What is sent' }).click();
    const payload = await page.getByLabel('The next report').innerText();
    expect(payload).not.toContain('owner@example.com');
    expect(JSON.parse(payload)).toBeTypeOf('object');
    await page.reload();
    await expect.poll(() => usage.getAttribute('aria-checked')).toBe('true');

    const section = page.getByRole('region', { name: 'Workspaces' });
    await section.getByText('One set of credentials is enough').waitFor();
    await section.getByText('1 member', { exact: true }).waitFor();
    for (const name of [/^Switch to workspace/, /^Invite user/, /^Leave workspace/])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    await page.getByRole('button', { name: 'Profile menu' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Invite a user' }).count()).toBe(0);
    expect(await page.getByRole('menuitemradio', { name: 'clearml' }).count()).toBe(0);
  } finally {
    await own.stop();
  }
});
