import type { Page } from 'playwright-core';

/** A page: who opens it, where, the heading that shows that it is there, and what is done then. */
export interface ShownPage {
  readonly name: string;
  readonly signedIn: boolean;
  readonly path: () => string;
  readonly heading: string | RegExp;
  /** the region in which it differs from a page that is examined as well */
  readonly part?: string;
  /** what is done before anything is loaded */
  readonly before?: (page: Page) => Promise<void>;
  readonly open?: (page: Page) => Promise<void>;
}

const at = (path: ShownPage['path'], name: string, open: NonNullable<ShownPage['open']>): ShownPage => ({
  name,
  signedIn: true,
  path,
  heading: 'User preferences',
  open,
});
const own = (): string => '/profile';

/** What is to be seen of keys in a workspace with a key `laptop` and one that is rotating out. */
export const keyStates = (workspace: () => string): readonly ShownPage[] => {
  const team = (): string => `/w/${workspace()}/profile`;
  return [
    at(own, 'Create new credentials', async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      await page.getByRole('dialog').getByLabel('Label').waitFor();
    }),
    at(own, 'New credentials with their snippets', async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('tab', { name: 'Containers, CI' }).click();
      await page.getByText('Uploads will fail').waitFor();
    }),
    at(team, 'Create new credentials, with what is wrong', async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Label').fill('laptop');
      await dialog.getByLabel('Expires').selectOption('On a date');
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await dialog.getByText('Enter a date.').waitFor();
      await dialog.getByText('has this label already').waitFor();
    }),
    at(own, 'New credentials that were tested', async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('button', { name: 'I saved it' }).click();
      await page.getByRole('button', { name: 'Test this pair' }).click();
      await page.getByText('It works: ').waitFor();
      await page.getByText('Waiting for your code to log in for the first time…').waitFor();
    }),
    at(team, 'Keys in several states, some of them selected', async (page) => {
      await page.getByRole('checkbox', { name: 'Select laptop' }).check();
      await page.getByText('Rotating out', { exact: true }).waitFor();
    }),
    at(team, 'Rotate a key', async (page) => {
      await page.getByRole('button', { name: 'Rotate laptop' }).click();
      await page.getByLabel('The old key ends').waitFor();
    }),
    at(team, 'Revoke several keys', async (page) => {
      await page.getByRole('checkbox', { name: 'Select all' }).check();
      await page.getByRole('button', { name: 'Revoke selected' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).waitFor();
    }),
  ];
};
