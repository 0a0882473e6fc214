import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { fillSignUp } from '#tests/support/visitor.ts';

const profileButton = (page: Page) => page.getByRole('button', { name: 'Profile menu' });

/** The panel of one workspace in the section Workspaces. */
const panel = (page: Page, workspace: string) => page.getByRole('group', { name: workspace });

interface Place {
  readonly name: string;
  /** host name in the browser; mapped to loopback */
  readonly host: string;
  readonly secure: boolean;
}

const places: Place[] = [
  { name: 'on loopback', host: '127.0.0.1', secure: true },
  { name: 'at a plain-http name without a secure context', host: 'clearml.test', secure: false },
];

describe.each(places)('From sign-up to leaving, $name', ({ host, secure }) => {
  let server: BuiltServer;
  let browser: Browser;
  let ada: BrowserContext;
  let grace: BrowserContext;
  let origin: string;

  beforeAll(async () => {
    server = await startBuiltServer();
    browser = await openBrowser({ args: ['--host-resolver-rules=MAP clearml.test 127.0.0.1'] });
    origin = `http://${host}:${server.port}`;
    [ada, grace] = [await browser.newContext(), await browser.newContext()];
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('check 52: makes an account, keys that a program logs in with, and a team of two, and keeps all of it when the server is killed', async () => {
    const page = await ada.newPage();
    await page.goto(`${origin}/signup`);
    expect(await page.evaluate(() => isSecureContext)).toBe(secure);
    await fillSignUp(page, 'Ada Lovelace', 'ada@example.com');
    await page.getByRole('heading', { name: 'User preferences' }).waitFor();

    const { accessKey, secretKey, snippet } = await createCredentials(page);
    expect(snippet).toContain(accessKey);
    expect(snippet).toContain(secretKey);
    const token = await logInWithKeys(server.port, accessKey, secretKey);
    expect(token.split('.')).toHaveLength(3);

    await profileButton(page).click();
    await page.getByRole('menuitem', { name: 'Invite a user' }).click();
    const link = await page.getByLabel('Invitation link').inputValue();
    expect(new URL(link).origin).toBe(origin);

    const guest = await grace.newPage();
    await guest.goto(link);
    await guest.getByRole('heading', { name: "Join Ada Lovelace's workspace" }).waitFor();
    await guest.getByRole('link', { name: 'Sign up' }).click();
    await fillSignUp(guest, 'Grace Hopper', 'grace@example.com');
    await guest.getByRole('heading', { name: 'Workspaces' }).waitFor();
    await panel(guest, "Ada Lovelace's workspace").getByText('2 of 10 members').waitFor();
    await page.reload();
    await panel(page, "Ada Lovelace's workspace").getByText('2 of 10 members').waitFor();

    await profileButton(guest).click();
    await guest.getByRole('menuitemradio', { name: "Grace Hopper's workspace" }).click();
    await guest.getByRole('navigation', { name: 'Breadcrumb' }).getByText("Grace Hopper's workspace").waitFor();
    await panel(guest, "Ada Lovelace's workspace")
      .getByRole('button', { name: /^Ada Lovelace's workspace/ })
      .click();
    await panel(guest, "Ada Lovelace's workspace")
      .getByRole('button', { name: /^Leave workspace/ })
      .click();
    const question = guest.getByRole('alertdialog');
    await question.getByRole('button', { name: 'Leave workspace' }).click();
    await question.waitFor({ state: 'detached' });
    await panel(guest, "Ada Lovelace's workspace").waitFor({ state: 'detached' });

    await server.kill9();
    await server.restart();
    await page.goto(`${origin}/profile`);
    await panel(page, "Ada Lovelace's workspace").getByText('1 of 10 members').waitFor();
    await page.getByRole('cell', { name: 'laptop', exact: true }).waitFor();
    await logInWithKeys(server.port, accessKey, secretKey);
  });
});

const createCredentials = async (page: Page) => {
  await page.getByRole('button', { name: 'Create new credentials' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create new credentials' });
  await dialog.getByLabel('Label').fill('laptop');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  const accessKey = await dialog.getByLabel('Access key', { exact: true }).inputValue();
  const secretKey = await dialog.getByLabel('Secret key', { exact: true }).inputValue();
  await page.evaluate(() => document.addEventListener('copy', () => (document.documentElement.dataset['copied'] = String(getSelection()))));
  await dialog.getByRole('button', { name: 'Copy snippet' }).click();
  await dialog.getByText('Copied').first().waitFor();
  const snippet = await dialog.getByRole('tabpanel').innerText();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
  return { accessKey, secretKey, snippet };
};

/** What a program does: `auth.login` by Basic. Answers the token. */
const logInWithKeys = async (port: number, accessKey: string, secretKey: string): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth.login`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}` },
  });
  expect(answer.status).toBe(200);
  const body = (await answer.json()) as { data: { token: string } }; // the envelope of auth.login; a missing token fails below
  expect(body.data.token).toBeTruthy();
  return body.data.token;
};
