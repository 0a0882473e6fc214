import type { Locator, Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { openStage } from '#tests/support/e2e-stage.ts';
import { lineSize, makeGate, numberedLines } from '#tests/support/s3/body.ts';
import { startS3 } from '#tests/support/s3-server.ts';
import { password, signUpAt } from '#tests/support/visitor.ts';

const stage = openStage();

/** What has the focus, as somebody would call it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
    const label = isField
      ? element.labels?.[0]?.textContent
      : document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent;
    return `${element.localName}: ${element.getAttribute('aria-label') ?? label ?? element.textContent?.trim() ?? ''}`.slice(0, 80);
  });

/** Goes on by Tab (or back) until the focus is at something called so. Fails where a press does not move it, as a trap would. */
const tabTo = async (page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press(key);
    const stuck = await page.evaluate((element) => element === document.activeElement && element !== document.body, before);
    passed.push(await focused(page));
    expect([stuck, passed.at(-1)]).toEqual([false, passed.at(-1)]);
    if (name.test(passed.at(-1) ?? '')) return;
  }
  throw new Error(`No ${String(name)} among ${passed.join(', ')}`);
};

it('logs in, makes credentials, invites and leaves by keyboard alone', async () => {
  const host = await signUpAt(stage.browser, stage.server.origin, { name: 'Grace Sample', email: 'grace@example.com' });
  await host.getByRole('button', { name: 'Invite user' }).click();
  const invitation = await host.getByLabel('Invitation link').inputValue();
  const page = await signUpAt(stage.browser, stage.server.origin, { email: 'keys@example.com' });
  const own = new URL(page.url()).pathname;
  await page.goto(invitation);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  await page.context().clearCookies();

  await page.goto(`${stage.server.origin}/login?redirect=${own}`);
  // it has the focus already
  await expect.poll(() => focused(page)).toMatch(/E-mail/);
  await page.keyboard.type('keys@example.com');
  await tabTo(page, /^input: Password/);
  await page.keyboard.type(password);
  await tabTo(page, /Show characters/);
  await tabTo(page, /button: Log in/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  await page.getByRole('button', { name: /^Rename workspace/ }).waitFor();

  await tabTo(page, /Create new credentials/);
  await page.keyboard.press('Enter');
  await page.getByLabel('Label', { exact: true }).waitFor();
  await page.keyboard.type('by hand');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Secret key' }).waitFor();
  await tabTo(page, /Copy access key/);
  await tabTo(page, /Copy secret key/);
  await tabTo(page, /Copy snippet/);
  await tabTo(page, /I saved it/);
  await page.keyboard.press('Space');
  await tabTo(page, /button: Close/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await tabTo(page, /Revoke by hand/);
  await tabTo(page, /Invite user/);
  await page.keyboard.press('Enter');
  await page.getByLabel('Invitation link').waitFor();
  await tabTo(page, /Copy link/);
  // the first puts away what is said about the button
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused(page)).toContain('Invite user');

  await tabTo(page, /Grace Sample's workspace/);
  await page.keyboard.press('Enter');
  await tabTo(page, /Leave workspace/);
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').waitFor();
  await tabTo(page, /button: Leave workspace/);
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: "Grace Sample's workspace" }).waitFor({ state: 'detached' });
});

it('sets preferences, joins by a link and switches in both ways by keyboard alone', async () => {
  const host = await signUpAt(stage.browser, stage.server.origin, { name: 'Hedy Sample', email: 'host@example.com' });
  await host.getByRole('button', { name: 'Invite user' }).click();
  const invitation = await host.getByLabel('Invitation link').inputValue();
  const page = await signUpAt(stage.browser, stage.server.origin, { name: 'Sam Sample', email: 'sam@example.com' });
  const override = page.getByRole('switch', { name: 'HiDPI browser scale override' });
  const checked = () => override.getAttribute('aria-checked');

  await tabTo(page, /button: HiDPI/);
  await page.keyboard.press('Space');
  await expect.poll(checked).toBe('false');
  await page.getByRole('button', { name: 'Undo HiDPI browser scale override' }).waitFor();
  await tabTo(page, /Undo HiDPI/);
  await page.keyboard.press('Enter');
  await expect.poll(checked).toBe('true');
  await tabTo(page, /select: Theme/);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');

  await page.goto(invitation);
  await page.getByRole('button', { name: 'Join', exact: true }).waitFor();
  await tabTo(page, /button: Join/);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('h1: Profile');
  expect(await page.title()).toContain("Hedy Sample's workspace");

  await tabTo(page, /Profile menu/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.type('Sam');
  await expect.poll(() => focused(page)).toContain("Sam Sample's workspace");
  await page.keyboard.press('Enter');
  await expect.poll(() => page.title()).toContain("Sam Sample's workspace");
  await page.getByRole('button', { name: "Switch to workspace Hedy Sample's workspace" }).waitFor();
  await tabTo(page, /Switch to workspace Hedy/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.title()).toContain("Hedy Sample's workspace");
});

it('a press beside a dialog that stays leaves the focus in it, and the secret where it is', async () => {
  const page = await signUpAt(stage.browser, stage.server.origin, { email: 'beside@example.com' });
  const create = page.getByRole('button', { name: 'Create new credentials' });
  const label = page.getByLabel('Label', { exact: true });
  await create.click();
  await label.waitFor();
  await page.keyboard.press('Escape');
  await label.waitFor({ state: 'detached' });
  // it opens at once by now, under the pointer: the second click must not close what the first opened
  await create.dblclick();
  await label.fill('held');
  await page.keyboard.down('Enter');
  for (let repeats = 0; repeats < 20; repeats += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  const secret = page.getByRole('textbox', { name: 'Secret key' });
  await secret.waitFor();
  // right after the opening, a press beside the dialog still counts as the second of a double click
  await expect
    .poll(async () => {
      await page.mouse.click(4, 450);
      return page.getByText('The secret key would be lost').count();
    })
    .toBe(1);
  const inDialog = () => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
  await expect.poll(inDialog).toBe(true);
  for (let presses = 0; presses < 4; presses += 1) {
    await page.keyboard.press('Shift+Tab');
    // past the first control it goes to the last one in the next frame
    await expect.poll(inDialog).toBe(true);
  }
  // Tab at once, by a slow machine: before the focus is back from the press
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  for (let presses = 0; presses < 6; presses += 1) {
    await page.mouse.click(4, 450);
    await page.keyboard.press(presses % 2 === 0 ? 'Shift+Tab' : 'Tab');
    await expect.poll(inDialog).toBe(true);
  }
  await session.detach();
  expect(await secret.inputValue()).toMatch(/^cmp_/);
  await page.getByRole('button', { name: 'I saved it' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await page.getByRole('row', { name: /held/ }).count()).toBe(1);

  await page.getByRole('button', { name: 'Revoke held' }).click();
  await page.getByRole('alertdialog').waitFor();
  await page.mouse.click(4, 450);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role=alertdialog]') !== null)).toBe(true);
});

it('a double Enter is one press: it opens the form of a new key, and makes one key with its label', async () => {
  const page = await signUpAt(stage.browser, stage.server.origin, { email: 'twice@example.com' });
  await page.getByRole('button', { name: 'Create new credentials' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByLabel('Label', { exact: true }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('once');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Secret key' }).waitFor();
  await page.getByRole('button', { name: 'I saved it' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('row', { name: /once/ }).waitFor();
  expect(await page.getByRole('button', { name: /^Revoke / }).count()).toBe(1);
});

it('goes through the whole page and back, and the pointer takes the focus from anywhere', async () => {
  const page = await signUpAt(stage.browser, stage.server.origin, { email: 'through@example.com' });
  await page.getByRole('button', { name: 'Create new credentials' }).waitFor();
  await page.locator('body').press('Home');
  await tabTo(page, /All members/);
  await tabTo(page, /Skip to content/, 'Shift+Tab');
  await page.getByRole('button', { name: /^Rename workspace/ }).focus();
  await page.getByLabel('Theme').click();
  expect(await focused(page)).toContain('Theme');
});

it('adds keys by pasting them, tests them, and finds, opens, leaves and reads an object by keyboard alone', async () => {
  const gate = makeGate();
  const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };
  const slow = { type: 'text/plain', body: numberedLines(2_097_152, gate.pace) };
  const models = { 'first.txt': { type: 'text/plain', body: 'epoch 1' }, 'runs/slow.txt': slow };
  const s3 = await startS3({ ...keys, buckets: { models } });
  onTestFinished(() => s3.close());
  const page = await signUpAt(stage.browser, stage.server.origin, {
    email: 'cloud@example.com',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `sdk.aws.s3.credentials: [{ bucket: models, host: "${s3.host}", secure: false, key: ${keys.accessKey}, secret: "${keys.secretKey}" }]`,
  );
  /** Presses what has the focus, which is somewhere once what it leads to is there. */
  const press = async (key: string, there: Locator): Promise<void> => {
    await page.keyboard.press(key);
    await there.waitFor();
    await expect.poll(() => focused(page)).not.toMatch(/^body/);
  };
  const withFocus = (locator: Locator): Locator => locator.and(page.locator(':focus'));

  await tabTo(page, /Add access keys/);
  await press('Enter', withFocus(page.getByLabel('Bucket')));
  await tabTo(page, /Paste keys/, 'Shift+Tab');
  await press('Enter', withFocus(page.getByLabel('Text with keys')));
  await press('ControlOrMeta+v', withFocus(page.getByRole('button', { name: 'Fill in' })));
  await press('Enter', withFocus(page.getByLabel('Bucket')));
  await tabTo(page, /button: Save/);
  await press('Enter', page.getByRole('button', { name: 'Test models' }));
  await tabTo(page, /Test models/);
  await press('Enter', page.getByText('Works', { exact: true }));
  await tabTo(page, /button: Close/);
  await press('Enter', withFocus(page.getByRole('button', { name: 'Test models' })));
  await tabTo(page, /Browse models/, 'Shift+Tab');
  await press('Enter', page.getByRole('link', { name: 'runs/' }));
  await tabTo(page, /a: runs\//);
  await press('Enter', page.getByRole('link', { name: 'slow.txt' }));
  await tabTo(page, /slow\.txt/);
  await press('Enter', page.getByRole('progressbar', { name: 'Reading slow.txt' }));
  await tabTo(page, /button: Cancel/);
  await press('Enter', page.getByText('Reading was cancelled'));
  gate.open();
  await tabTo(page, /button: Read again/);
  await press('Enter', page.getByText('The first 1 MiB of 2 MiB'));
  await tabTo(page, /Show the next MiB/);
  await press('Enter', page.getByLabel('Content').filter({ hasText: `line ${2_097_152 / lineSize - 1} ` }));
});
