import type { Page } from 'playwright-core';

/** Something that is done with the profile, and undone. */
export interface Step {
  readonly kind: 'switches' | 'menus' | 'dialogs';
  readonly name: string;
  readonly run: (page: Page) => Promise<void>;
}

/** A switch to the other side and back. */
const flip =
  (name: string) =>
  async (page: Page): Promise<void> => {
    const found = page.getByRole('switch', { name });
    for (let times = 0; times < 2; times += 1) {
      const before = await found.getAttribute('aria-checked');
      await found.click();
      await found.and(page.locator(`:not([aria-checked=${before}])`)).waitFor();
    }
  };

/** Leaves what is open without doing anything. */
const leave = async (page: Page): Promise<void> => {
  const open = page.getByRole('menu').or(page.getByRole('dialog')).or(page.getByRole('alertdialog'));
  await open.waitFor();
  await page.keyboard.press('Escape');
  await open.waitFor({ state: 'hidden' });
};

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

/** Another theme, which paints the whole page anew. */
const theme =
  (label: string, value: string) =>
  async (page: Page): Promise<void> => {
    await press(page, 'Profile menu');
    await page.getByRole('menuitemradio', { name: label }).click();
    await page.locator(`html[data-theme=${value}]`).waitFor();
    if (await page.getByRole('menu').isVisible()) await leave(page);
  };

/** Buttons by the beginning of their names, which open a dialog or ask a question. */
const openers = [
  'Create workspace',
  'Rename workspace',
  'Delete workspace',
  'Create new credentials',
  'Edit label',
  'Rotate',
  'Revoke',
  'Invite user',
  'Leave workspace',
  'Change password',
  'Delete account',
];

const open =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await press(page, new RegExp(`^${name}`));
    await leave(page);
  };

/** All that is done, none of it twice: what opens is opened for the first time. */
export const steps: readonly Step[] = [
  ...['HiDPI browser scale override', "Block running user's scripts"].map((name): Step => ({ kind: 'switches', name, run: flip(name) })),
  { kind: 'menus', name: 'Profile menu', run: open('Profile menu') },
  { kind: 'menus', name: 'Theme: dark', run: theme('Dark', 'dark') },
  { kind: 'menus', name: 'Theme: as the system', run: theme('As the system', 'system') },
  ...openers.map((name): Step => ({ kind: 'dialogs', name, run: open(name) })),
];
