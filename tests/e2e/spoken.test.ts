import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { auth, organization } from '#contract/index.ts';
import { openStage } from '#tests/support/e2e-stage.ts';
import { controlsOf, liveRegions } from '#tests/support/spoken.ts';
import { callAs, signUpAt } from '#tests/support/visitor.ts';

const stage = openStage();
let page: Page;

beforeAll(async () => {
  page = await signUpAt(stage.browser, stage.server.origin, { email: 'ada@example.com', name: 'Ada Sample' });
  await callAs(page, organization.createCompany, { name: 'Sound Lab' });
  for (const label of ['ci', 'laptop']) await callAs(page, auth.createCredentials, { label });
  await page.reload();
  await page.getByRole('button', { name: 'Revoke laptop' }).waitFor();
  await page.getByRole('button', { name: 'Change password' }).waitFor({ state: 'attached' });
});

/** Does it, and waits until a region that was there before says so: one that comes with its words is heard by nobody. */
const says = async (words: string | RegExp, act: () => Promise<unknown>): Promise<void> => {
  const before = new Set((await liveRegions(page)).keys());
  await act();
  await expect
    .poll(async () => [...(await liveRegions(page))].filter(([region]) => before.has(region)).map(([, text]) => text))
    .toContainEqual(typeof words === 'string' ? words : expect.stringMatching(words));
};

const press = async (name: string, key = 'Enter'): Promise<void> => page.getByRole('button', { name, exact: true }).press(key);

describe('what a screen reader is told', () => {
  it('names each control, no two alike', async () => {
    await page.getByRole('button', { name: /^Sound Lab/ }).press('Enter');
    await page.getByRole('group', { name: 'Sound Lab' }).getByRole('button', { name: 'Invite user' }).waitFor();
    const found = await controlsOf(page);
    expect(found.length).toBeGreaterThan(30);
    expect(found.filter(({ name }) => name.trim() === '')).toEqual([]);
    const said = found.map(({ role, name, description }) => `${role} ${name}, ${description}`);
    expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
  });

  it('says what was saved and undone', async () => {
    const scripts = page.getByRole('switch', { name: "Block running user's scripts in the browser" });
    await says('Saved', () => scripts.press('Space'));
    await says('Undone', () => press("Undo Block running user's scripts in the browser"));
    await says('Saved', () => page.getByLabel('Dates').selectOption('absolute'));
  });

  it('says what was copied and made', async () => {
    await page.getByRole('group', { name: "Ada Sample's workspace" }).getByRole('button', { name: 'Invite user' }).press('Enter');
    await page.getByLabel('Invitation link').waitFor();
    await says('Copied', () => press('Copy link'));
    await says('New link made', () => press('Create new link'));
    await press('Close');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('says what was revoked, and what was refused', async () => {
    await press('Revoke ci');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).press('Enter');
    await says('Revoked ci', () => page.getByRole('alertdialog').waitFor({ state: 'detached' }));
    await press('Change password');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('New password').fill('short');
    await dialog.getByRole('button', { name: 'Change password' }).press('Enter');
    await expect.poll(async () => (await controlsOf(page)).find(({ name }) => name === 'New password')?.description).toMatch(/At least/);
    await page.keyboard.press('Escape');
    await press('Discard');
  });

  it('says over an open dialog that the connection is gone', async () => {
    await page.getByRole('button', { name: 'Create workspace' }).press('Enter');
    await page.getByRole('dialog', { name: 'Create workspace' }).waitFor();
    await says(/^You are offline/, () => page.context().setOffline(true));
    await page.context().setOffline(false);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('goes to another workspace by the menu and by the page, and is at its heading then', async () => {
    const heading = (): Promise<string> =>
      page.evaluate(() => `${document.activeElement?.localName} ${document.activeElement?.textContent}, ${document.title}`);
    await press('Profile menu');
    await page.getByRole('menuitemradio', { name: 'Sound Lab' }).press('Enter');
    await expect.poll(heading).toMatch(/^h1 Profile, Profile .*Sound Lab/);
    await press("Switch to workspace Ada Sample's workspace");
    await expect.poll(() => page.title()).toContain("Ada Sample's workspace");
  });
});
