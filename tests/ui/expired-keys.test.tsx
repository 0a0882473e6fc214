import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auth } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { answer, crewWith, keyOf, openMembers } from '#tests/support/member-page.ts';
import { openPage } from '#tests/support/render-app.tsx';

const day = 86_400;
const lives = [
  ['trainer', {}],
  ['short', { expires_in_sec: day }],
  ['reader', { expires_in_sec: 12 * day, read_only: true }],
] as const;
let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  // the page has the clock of the server
  vi.useFakeTimers({ toFake: ['Date'], now: browser.clock.now() });
});
afterEach(async () => {
  vi.useRealTimers();
  await browser.close();
});

const passDays = (days: number): void => {
  browser.clock.advance(days * day * 1000);
  vi.setSystemTime(browser.clock.now());
};

/** Makes the visitor keys of each life, one after the other. Two days have passed since. */
const makeOwnKeys = async (workspace: string): Promise<void> => {
  for (const [label, life] of lives) {
    await browser.act(auth.createCredentials, { label, ...life }, { 'X-Allegro-Tenant': workspace });
    browser.clock.advance(1000);
  }
  passDays(2);
};

/** Acme, where Mia has keys of each life. Two days have passed since. Answers them by their labels. */
const crewWithKeys = async () => {
  const crew = await crewWith(browser, 'owner');
  const keys: Record<string, string> = {};
  for (const [label, life] of lives) {
    keys[label] = await keyOf(browser, crew.mia, crew.workspace, label, life);
    browser.clock.advance(1000);
  }
  passDays(2);
  return { ...crew, keys };
};

const items = (within_: HTMLElement) =>
  within(within_)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

const listed = ['trainer, never used', 'reader, read-only, expires in 10 days, never used', 'short, expired 1 day ago, never used'];

describe('a key that has expired', () => {
  it('is not among those that a removal stops, and each says how long it lives', async () => {
    const { workspace } = await crewWithKeys();
    const { user } = await openMembers(workspace);
    await user.click(await screen.findByRole('button', { name: 'Remove Mia Member' }));
    const question = await screen.findByRole('alertdialog');
    expect(await within(question).findByText(/^2 keys stop working at once/u)).toBeTruthy();
    expect(within(question).getByText('1 key has expired already:')).toBeTruthy();
    expect(items(question)).toEqual(listed);
  });

  it('is said to be so in the list of keys of a member, and nothing stops when it is revoked', async () => {
    const { workspace, keys } = await crewWithKeys();
    const page = await openMembers(workspace);
    await page.user.click(await screen.findByRole('button', { name: '3 keys of Mia Member' }));
    const dialog = await screen.findByRole('dialog', { name: 'Keys of Mia Member' });
    const rowOf = async (label: string) => (await within(dialog).findByText(String(keys[label]))).closest('tr')?.textContent;
    expect(await rowOf('trainer')).toContain('No expiry');
    expect(await rowOf('short')).toContain('1 day ago Expired');
    expect(await rowOf('reader')).toMatch(/^reader Read-only.*in 10 days/u);
    await page.user.click(within(dialog).getByRole('button', { name: 'Revoke short' }));
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('Nothing logs in with it any more. Mia Member stays a member.');
    await answer(page, 'Cancel');
    await page.user.click(within(dialog).getByRole('button', { name: 'Revoke reader' }));
    expect((await screen.findByRole('alertdialog')).textContent).toContain('stops working at once');
  });

  it.each([
    ['short', /Expired1 day ago$/u],
    ['reader', /Expiresin 10 daysAccessRead-only$/u],
    ['trainer', /ExpiresNo expiry$/u],
  ])('is told from others when it is looked for: %s', async (label, told) => {
    const { workspace, keys } = await crewWithKeys();
    const { user } = await openMembers(workspace);
    await user.click(screen.getByRole('button', { name: 'Find a key' }));
    await user.type(await screen.findByLabelText('Access key'), `${keys[label]}{Enter}`);
    expect((await screen.findByText('Access key', { selector: 'dt' })).closest('dl')?.textContent).toMatch(told);
  });

  it.each(['Leave', 'Delete'])('is not among those that end with the question %s', async (verb) => {
    const { workspace } = await crewWith(browser, 'owner');
    await makeOwnKeys(workspace);
    const { user } = openPage(`/w/${workspace}/profile`);
    const button = await screen.findByRole('button', { name: verb === 'Leave' ? 'Leave workspace' : 'Delete workspace Acme' });
    await user.click(button);
    const question = await screen.findByRole('alertdialog', { name: `${verb} Acme?` });
    const said = verb === 'Leave' ? 'Your 2 keys there stop working at once:' : '2 keys end with it:';
    expect(await within(question).findByText(said)).toBeTruthy();
    expect(items(question).map((item) => item?.replace(' of Ada Sample', ''))).toEqual(listed);
  });

  it('is not among those that an account takes with it', async () => {
    await makeOwnKeys((await browser.signUp()).workspace);
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Delete account' }));
    const question = await screen.findByRole('dialog');
    expect(await within(question).findByText('2 keys of yours, and every program that logs in with them, stop working:')).toBeTruthy();
    expect(items(question)).toEqual(listed);
  });

  it('is revoked without a word of programs that stop', async () => {
    await makeOwnKeys((await browser.signUp()).workspace);
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Revoke short' }));
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain('Nothing logs in with it any more.');
    expect(question.textContent).not.toContain('stops working');
  });
});
