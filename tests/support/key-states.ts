import type { Page } from 'playwright-core';

/** A page: who opens it, where, the heading that shows that it is there, and what is done then. */
export interface ShownPage {
  readonly name: string;
  readonly signedIn: boolean;
  readonly path: () => string;
  readonly heading: string | RegExp;
  readonly open?: (page: Page) => Promise<void>;
}

/** What is to be seen of keys in a workspace with a key `laptop` and one that is rotating out. */
export const keyStates = (workspace: () => string): readonly ShownPage[] => [
  {
    name: 'Create new credentials',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      await page.getByRole('dialog').getByLabel('Label').waitFor();
    },
  },
  {
    name: 'New credentials with their snippets',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('tab', { name: 'Containers, CI' }).click();
      await page.getByText('Uploads will fail').waitFor();
    },
  },
  {
    name: 'Create new credentials, with what is wrong',
    signedIn: true,
    path: () => `/w/${workspace()}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Label').fill('laptop');
      await dialog.getByLabel('Expires').selectOption('On a date');
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await dialog.getByText('Enter a date.').waitFor();
      await dialog.getByText('has this label already').waitFor();
    },
  },
  {
    name: 'New credentials that were tested',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('button', { name: 'I saved it' }).click();
      await page.getByRole('button', { name: 'Test this pair' }).click();
      await page.getByText('It works: ').waitFor();
      await page.getByText('Waiting for the first log-in…').waitFor();
    },
  },
  {
    name: 'Keys in several states, some of them selected',
    signedIn: true,
    path: () => `/w/${workspace()}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Select laptop' }).check();
      await page.getByText('Rotating out', { exact: true }).waitFor();
    },
  },
  {
    name: 'Rotate a key',
    signedIn: true,
    path: () => `/w/${workspace()}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Rotate laptop' }).click();
      await page.getByLabel('The old key ends').waitFor();
    },
  },
  {
    name: 'Revoke several keys',
    signedIn: true,
    path: () => `/w/${workspace()}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Select all' }).check();
      await page.getByRole('button', { name: 'Revoke selected' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).waitFor();
    },
  },
];
