import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { login } from '#contract/index.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { hasFirefox, openFirefox, openProfile } from '#tests/support/firefox.ts';
import { field, fill, find, gone, press, sees, valueOf } from '#tests/support/firefox-reader.ts';
import { png } from '#tests/support/media.ts';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { startUsageRecipient } from '#tests/support/usage-recipient.ts';
import { password } from '#tests/support/visitor.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };

describe.skipIf(!hasFirefox)('in Firefox (Debian: firefox-esr)', () => {
  let server: BuiltServer;
  let firefox: Browser;
  let s3: S3Server;

  beforeAll(async () => {
    const models = { 'loss.png': { type: 'image/png', body: png }, 'log.txt': { type: 'text/plain', body: 'epoch 1' } };
    [server, firefox, s3] = await Promise.all([startBuiltServer(), openFirefox(), startS3({ ...keys, buckets: { models } })]);
  });
  afterAll(async () => {
    await firefox?.close();
    await server?.stop();
    await s3?.close();
  });

  /** Somebody new in a browser profile of their own, at the Profile page. */
  const arrive = async (origin: string, name = 'Ada Sample', deviceScaleFactor = 1): Promise<Page> => {
    const page = await openProfile(firefox);
    onTestFinished(() => page.browserContext().close());
    // as large as the window: another size would count as a zoom
    await page.setViewport({ width: 1366, height: 768, deviceScaleFactor });
    await page.goto(`${origin}/login`);
    const account = { name, email: `firefox${++people}@example.com`, password };
    // past the form, by the browser itself, as nobody else knows the name in the address
    expect(await page.evaluate(signUpPast, `/api/${login.signupUser.name}`, JSON.stringify(account))).toBe(200);
    await page.goto(`${origin}/profile`);
    await find(page, 'heading', 'User preferences');
    return page;
  };

  test('sets preferences: the scale, which undoes no zoom unasked, its switch and the theme, which hold after a reload too', async () => {
    const page = await arrive(server.origin, 'Ada Sample', 2);
    expect(await textSize(page)).toBe(16);
    await (await field(page, 'Scale')).select('125');
    await expect.poll(() => textSize(page)).toBe(20);
    await press(page, 'switch', 'HiDPI browser scale override');
    await expect.poll(() => textSize(page)).toBe(16);
    const light = await background(page);
    await (await field(page, 'Theme')).select('dark');
    await find(page, 'button', 'Undo Theme');
    await page.reload();
    await find(page, 'switch', 'HiDPI browser scale override');
    expect(await textSize(page)).toBe(16);
    expect(await background(page)).not.toBe(light);
    await press(page, 'switch', 'HiDPI browser scale override');
    await expect.poll(() => textSize(page)).toBe(20);
  });

  test('is used by keyboard: Tab shows where it is, Enter opens, Escape closes and gives the focus back, Ctrl-K finds', async () => {
    const page = await arrive(server.origin);
    await find(page, 'button', 'Create new credentials');
    for (const name of ['Skip to content', 'ClearML Profile', 'Search', 'Profile menu']) {
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatchObject({ text: expect.stringContaining(name), ring: expect.stringMatching(/solid [1-9]/) });
    }
    await page.keyboard.press('Enter');
    await find(page, 'menuitem', 'Log out');
    await page.keyboard.press('Escape');
    await gone(page, 'menuitem', 'Log out');
    await expect.poll(async () => (await focused(page)).text).toBe('Profile menu');
    await (await find(page, 'button', 'Create new credentials')).focus();
    await page.keyboard.press('Enter');
    await find(page, 'dialog', 'Create new credentials');
    await expect.poll(async () => (await focused(page)).text).toBe('Label');
    await page.keyboard.press('Escape');
    await gone(page, 'dialog', 'Create new credentials');
    await expect.poll(async () => (await focused(page)).text).toBe('Create new credentials');

    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await find(page, 'dialog', 'Search');
    await page.keyboard.type('members');
    await find(page, 'option', 'Members');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toMatch(/\/members$/);
    await find(page, 'heading', 'Members');
  });

  test('has pop-ups where they belong and nothing beside the window, wide and narrow', async () => {
    const page = await arrive(server.origin);
    await createCredentials(page);
    await find(page, 'button', 'Delete account');
    for (const width of [1366, 390]) {
      await page.setViewport({ width, height: 800 });
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await expectPopUps(page);
    }
  });

  test('a server of one workspace: sends usage data when told to, takes credentials, and has nothing to switch, invite to or leave', async () => {
    const recipient = await startUsageRecipient();
    const own = await startBuiltServer({ DEPLOYMENT: 'self-hosted', USAGE_REPORT_URL: recipient.url });
    onTestFinished(async () => {
      await own.stop();
      await recipient.close();
    });
    const page = await arrive(own.origin);
    await press(page, 'switch', 'Send anonymous usage data');
    await sees(page, 'Saved');
    await page.reload();
    const usage = await find(page, 'switch', 'Send anonymous usage data');
    expect(await usage.evaluate((element) => element.getAttribute('aria-checked'))).toBe('true');
    expect(await logInWith(own, await createCredentials(page))).toBe(200);
    await press(page, 'button', 'Profile menu');
    await find(page, 'menuitem', 'Log out');
    const shown = await page.evaluate(() => document.body.innerText);
    expect(shown).toContain('One set of credentials is enough');
    expect(shown).not.toMatch(/Switch to workspace|Invite|Leave workspace/);
  });

  test('invites by the page and by the menu; who joined switches by both, and leaves', async () => {
    const ada = await arrive(server.origin);
    const team = await find(ada, 'group', "Ada Sample's workspace");
    await press(team, 'button', 'Invite user');
    const link = await copiedLink(ada);
    expect(new URL(link).origin).toBe(server.origin);
    await press(ada, 'button', 'Profile menu');
    await press(ada, 'menuitem', 'Invite a user');
    expect(new URL(await copiedLink(ada)).origin).toBe(server.origin);

    const grace = await openProfile(firefox);
    onTestFinished(() => grace.browserContext().close());
    await grace.goto(link);
    await find(grace, 'heading', "Join Ada Sample's workspace");
    await press(grace, 'link', 'Sign up');
    await signUp(grace, 'Grace Sample');
    await sees(await find(grace, 'group', "Ada Sample's workspace"), '2 of 10 members');

    await press(grace, 'button', 'Profile menu');
    await press(grace, 'menuitemradio', "Grace Sample's workspace");
    await sees(await find(grace, 'group', "Grace Sample's workspace"), 'Currently active');
    const other = await find(grace, 'group', "Ada Sample's workspace");
    await press(other, 'button', "Switch to workspace Ada Sample's workspace");
    await sees(other, 'Currently active');
    await press(other, 'button', 'Leave workspace');
    await press(await find(grace, 'alertdialog', "Leave Ada Sample's workspace?"), 'button', 'Leave workspace');
    await sees(await find(grace, 'group', "Grace Sample's workspace"), 'Currently active');
    await gone(grace, 'group', "Ada Sample's workspace");
  });

  describe.each([
    { name: 'on loopback', host: '127.0.0.1', secure: true },
    { name: 'at a plain-http name without a secure context', host: 'clearml.test', secure: false },
  ])('$name', ({ host, secure }) => {
    const origin = (): string => `http://${host}:${server.port}`;

    test('provides cloud access: a row is added and tested, and shows a picture and a text', async () => {
      const page = await arrive(origin());
      expect(await page.evaluate(() => isSecureContext)).toBe(secure);
      const card = await find(page, 'region', 'Web App Cloud Access');
      await press(card, 'button', 'Add access keys');
      await fill(card, 'Bucket', 'models');
      await fill(card, 'Key', keys.accessKey);
      await fill(card, 'Secret / SAS', keys.secretKey);
      await fill(card, 'Host (Endpoint)', s3.host);
      await press(card, 'button', 'Save');
      await press(card, 'button', 'Test models');
      await sees(card, 'Works');
      await press(card, 'link', 'Browse models');
      await press(page, 'link', 'loss.png');
      const picture = (await find(page, 'image', 'loss.png')) as ElementHandle<HTMLImageElement>; // a picture is an <img>
      await expect.poll(() => picture.evaluate(({ naturalWidth }) => naturalWidth)).toBe(1);
      await page.goBack();
      await press(page, 'link', 'log.txt');
      await sees(page, 'epoch 1');
      expect(page.url()).not.toMatch(/X-Amz|hush/);
    });

    test('creates credentials in the current workspace, which a program logs in with, and copies their snippet', async () => {
      const page = await arrive(origin());
      const pair = await createCredentials(page);
      expect(await logInWith(server, pair)).toBe(200);
      const copied = await pasted(page);
      expect(copied).toContain(pair.accessKey);
      expect(copied).toContain(pair.secretKey);
    });
  });
});

let people = 0;

/** Runs in the page. */
const signUpPast = async (path: string, body: string): Promise<number> =>
  (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status;

const signUp = async (page: Page, name: string): Promise<void> => {
  await fill(page, 'Name', name);
  await fill(page, 'E-mail', `firefox${++people}@example.com`);
  await fill(page, 'Password', password);
  await press(page, 'button', 'Sign up');
  await find(page, 'heading', 'User preferences');
};

const background = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** What has the focus, as somebody would call it, and its outline: style and width. */
const focused = (page: Page): Promise<{ text: string; ring: string }> =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return { text: element.ariaLabel ?? label ?? element.textContent.trim(), ring: `${outlineStyle} ${outlineWidth}` };
  });

/** Menu, tooltip and dialog of the Profile page are at what opens them and within the window. */
const expectPopUps = async (page: Page): Promise<void> => {
  const opener = await find(page, 'button', 'Profile menu');
  await opener.click();
  await find(page, 'menuitem', 'Log out');
  const menu = await boxOf(await page.$('[role=menu]'));
  const button = await boxOf(opener);
  expect(Math.abs(menu.right - button.right)).toBeLessThan(1);
  expect(menu.y - button.bottom).toBeGreaterThanOrEqual(0);
  expect(menu.y - button.bottom).toBeLessThan(16);
  await page.keyboard.press('Escape');
  await page.waitForSelector('[role=menu]', { hidden: true });

  const rename = await find(page, 'button', "Rename workspace Ada Sample's workspace");
  await rename.scrollIntoView();
  // the page hears of that with the next frame, and puts away what is said by then
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await rename.hover();
  const tip = await boxOf(await page.waitForSelector('[role=tooltip]', { visible: true }));
  const pencil = await boxOf(rename);
  expect(Math.min(Math.abs(tip.bottom - pencil.y), Math.abs(tip.y - pencil.bottom))).toBeLessThan(16);

  const bar = await boxOf(await page.$('header'));
  await press(page, 'button', 'Create new credentials');
  const dialog = await find(page, 'dialog', 'Create new credentials');
  await field(dialog, 'Label');
  // the page below keeps its place, with that of its scrollbar
  expect(await boxOf(await page.$('header'))).toEqual(bar);
  const box = await boxOf(dialog);
  expect(Math.abs(box.x + box.width / 2 - bar.width / 2)).toBeLessThan(1);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.bottom).toBeLessThanOrEqual(800);
  await press(dialog, 'button', 'Cancel');
  await gone(page, 'dialog', 'Create new credentials');
};

const boxOf = async (element: ElementHandle | null) => {
  const box = await element?.boundingBox();
  if (box === null || box === undefined) throw new Error('It is not in view');
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
};

const textSize = (page: Page): Promise<number> =>
  page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));

interface Pair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Makes a pair from the Profile button on, and copies its snippet. */
const createCredentials = async (page: Page): Promise<Pair> => {
  await press(page, 'button', 'Profile menu');
  await press(page, 'menuitem', 'Profile');
  await press(page, 'button', 'Create new credentials');
  const dialog = await find(page, 'dialog', 'Create new credentials');
  await press(dialog, 'button', 'Create');
  const pair = { accessKey: await valueOf(dialog, 'Access key'), secretKey: await valueOf(dialog, 'Secret key') };
  await press(dialog, 'button', 'Copy snippet');
  await sees(dialog, 'Copied');
  await press(dialog, 'button', 'Close');
  await gone(page, 'dialog', 'Create new credentials');
  return pair;
};

/** What a program does: `auth.login` by Basic. Answers the HTTP status. */
const logInWith = async ({ origin }: BuiltServer, { accessKey, secretKey }: Pair): Promise<number> => {
  const headers = { Authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}` };
  return (await fetch(`${origin}/api/auth.login`, { method: 'POST', headers })).status;
};

/** Copies the link of the dialog that invites, and closes it. */
const copiedLink = async (page: Page): Promise<string> => {
  const dialog = await find(page, 'dialog', 'Invite a user');
  await press(dialog, 'button', 'Copy link');
  await sees(dialog, 'Copied');
  const copied = await pasted(page);
  expect(copied).toBe(await valueOf(dialog, 'Invitation link'));
  await press(dialog, 'button', 'Close');
  await gone(page, 'dialog', 'Invite a user');
  return copied;
};

/** What is on the clipboard, by way of a field: a page may not read it unasked. */
const pasted = async (page: Page): Promise<string> => {
  const other = await page.browserContext().newPage();
  await other.setContent('<textarea aria-label="Pasted"></textarea>');
  await other.focus('textarea');
  await other.keyboard.down('Control');
  await other.keyboard.press('v');
  await other.keyboard.up('Control');
  const text = await valueOf(other, 'Pasted');
  await other.close();
  return text;
};
