import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auth } from '#contract/index.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { callAs, signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
let page: Page;
let workspace: string;

/** A key pair as a program has it. */
interface Pair {
  readonly accessKey: string;
  readonly secretKey: string;
}

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser({ args: ['--host-resolver-rules=MAP profile.test 127.0.0.1'] });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Somebody new at the Profile page. */
const signUp = async (origin: string, email: string): Promise<void> => {
  page = await signUpAt(browser, origin, { email });
  workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
};

const dialog = (): Locator => page.getByRole('dialog');
const field = (name: string): Locator => dialog().getByRole('textbox', { name, exact: true });
const button = (name: string): Locator => dialog().getByRole('button', { name, exact: true });
const row = (accessKey: string): Locator => page.getByRole('row').filter({ hasText: accessKey }).first();

const pairShown = async (): Promise<Pair> => ({
  accessKey: await field('Access key').inputValue(),
  secretKey: await field('Secret key').inputValue(),
});

/** A call of a program with a pair; answers its HTTP status. */
const callBy = async ({ accessKey, secretKey }: Pair, operation: string, request: unknown = {}): Promise<number> => {
  const answer = await fetch(`${server.origin}/api/${operation}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`,
      'content-type': 'application/json',
      'x-clearml-worker': 'train-box-3',
    },
    body: JSON.stringify(request),
  });
  return answer.status;
};

/** What is on the clipboard, by way of a field: a page on plain http may not read it. */
const pasted = async (): Promise<string> => {
  const other = await page.context().newPage();
  await other.setContent('<textarea></textarea>');
  await other.locator('textarea').press('Control+V');
  const text = await other.locator('textarea').inputValue();
  await other.close();
  return text;
};

test('a pair that is shown stays after a log-out in another tab, with all that can be taken along, until it is closed', async () => {
  await signUp(server.origin, 'elsewhere@example.com');
  await page.clock.install();
  await page.getByRole('button', { name: 'Create new credentials' }).click();
  await button('Create').click();
  await pairShown();
  const other = await page.context().newPage();
  await other.goto(`${server.origin}/profile`);
  await other.getByRole('button', { name: 'Profile menu' }).click();
  await other.getByRole('menuitem', { name: 'Log out' }).click();
  await other.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  const comeBack = async (): Promise<void> => {
    const answered = page.waitForResponse('**/api/users.get_current_user');
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await answered;
  };
  await comeBack();
  await button('Copy secret key').click();
  await comeBack();
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await page.clock.runFor(4_000);
  await button('Test this pair').click();
  await dialog()
    .getByText(/^It works: this page logged in at/)
    .waitFor();
  await button('Copy access key').click();
  expect(asked).not.toContain('/api/auth.get_credentials');
  await button('Close').click();
  await page.getByRole('link', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Log in', level: 1 }).waitFor();
});

test('a pair with an expiry that changes nothing is made, stays until it was copied on plain http, and is seen at its first use', async () => {
  // a name that is not this computer, so that the browser has no clipboard of its own
  await signUp(`http://profile.test:${server.port}`, 'plain@example.com');
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await page.getByRole('button', { name: 'Create new credentials' }).click();
  await field('Label').fill('report');
  await dialog().getByLabel('Expires').selectOption('30 days');
  await dialog().getByRole('switch', { name: 'Read-only' }).click();
  await button('Create').click();
  const pair = await pairShown();

  // the window loses the focus, and whoever comes back presses Esc
  const other = await page.context().newPage();
  await other.bringToFront();
  await page.bringToFront();
  await other.close();
  await page.keyboard.press('Escape');
  await dialog().getByText('The secret key would be lost').waitFor();
  await button('Close').click();
  await page.mouse.click(5, 5);
  expect(await field('Secret key').inputValue()).toBe(pair.secretKey);

  await button('Copy secret key').click();
  await dialog().getByText('Waiting for your code to log in for the first time…').waitFor();
  expect(await pasted()).toBe(pair.secretKey);
  expect(await field('Secret key').inputValue()).toBe(pair.secretKey);

  await button('Test this pair').click();
  await dialog()
    .getByText(/^It works: this page logged in at/)
    .waitFor();
  await dialog().getByText('Waiting for your code to log in for the first time…').waitFor();

  expect(await callBy(pair, 'auth.login')).toBe(200);
  await dialog()
    .getByText(/^Used just now by train-box-3$/)
    .waitFor();
  expect(await callBy(pair, 'auth.create_credentials')).toBe(403);

  await button('Close').click();
  await dialog().waitFor({ state: 'detached' });
  const made = row(pair.accessKey);
  await made.getByText('Read-only').waitFor();
  await made.getByText('in 30 days').waitFor();
  await made.getByText('Active', { exact: true }).waitFor();
});

test('a key is rotated while the old one works on, and the old one is ended early', async () => {
  await signUp(server.origin, 'rotating@example.com');
  const { credentials } = await callAs(page, auth.createCredentials, { label: 'train' }, workspace);
  const old = { accessKey: credentials.access_key, secretKey: credentials.secret_key };
  expect(await callBy(old, 'auth.login')).toBe(200);
  await page.reload();
  await page.getByRole('button', { name: 'Rotate train' }).click();
  await dialog().getByText('train-box-3').waitFor();
  await dialog().getByLabel('The old key ends').selectOption('In 1 hour');
  await button('Rotate').click();
  const next = await pairShown();
  await dialog().getByText('works on and ends').waitFor();
  await page.keyboard.press('Escape');
  await dialog().getByText('The secret key would be lost').waitFor();
  await button('I saved it').click();
  await button('Close').click();
  expect([await callBy(old, 'auth.login'), await callBy(next, 'auth.login')]).toEqual([200, 200]);

  await row(old.accessKey).getByText('Rotating out').waitFor();
  await row(old.accessKey).getByText('train-box-3').waitFor();
  await page.getByRole('button', { name: `End now train (${old.accessKey})` }).click();
  const question = page.getByRole('alertdialog', { name: 'End train now?' });
  await question.getByText('from train-box-3').waitFor();
  await question.getByRole('button', { name: 'End now' }).click();
  // nothing behind a question has a role
  await question.waitFor({ state: 'detached' });
  await row(old.accessKey).waitFor({ state: 'detached' });
  expect([await callBy(old, 'auth.login'), await callBy(next, 'auth.login')]).toEqual([401, 200]);

  await page.reload();
  await page.getByText('refused 1 time since, last from').waitFor();
});

test('several keys are revoked by one question that lists them', async () => {
  await signUp(server.origin, 'revoking@example.com');
  const made = await Promise.all(
    ['one', 'two', 'three'].map(async (label) => {
      const { credentials } = await callAs(page, auth.createCredentials, { label }, workspace);
      return { accessKey: credentials.access_key, secretKey: credentials.secret_key };
    }),
  );
  await page.reload();
  await page.getByRole('checkbox', { name: 'Select all' }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('checkbox', { name: 'Select two' }).uncheck();
  await page.getByRole('button', { name: 'Revoke selected' }).click();
  const question = page.getByRole('alertdialog', { name: 'Revoke 2 keys?' });
  await question.getByText('one of them stops working at once').waitFor();
  expect((await question.getByRole('listitem').allTextContents()).toSorted()).toEqual(['one, never used', 'three, never used']);
  await question.getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Revoked 2 keys').waitFor();
  expect(await Promise.all(made.map((pair) => callBy(pair, 'auth.login')))).toEqual([401, 200, 401]);
});
