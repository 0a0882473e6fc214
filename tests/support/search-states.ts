import type { Page } from 'playwright-core';
import type { ShownPage } from './key-states.ts';

/** The search with a text in it, over what is on the page. */
const searchFor = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Page, workspace or action' }).fill(text);
};

const place = { signedIn: true, path: () => '/profile', heading: 'User preferences' } as const;

/** What the search looks like. */
export const searchStates: readonly ShownPage[] = [
  {
    name: 'Search',
    ...place,
    open: async (page) => {
      await searchFor(page, '');
      await page.getByRole('group', { name: 'Workspaces' }).waitFor();
    },
  },
  {
    name: 'Search that finds nothing',
    ...place,
    open: async (page) => {
      await searchFor(page, 'zebra'.repeat(20));
      await page.getByText('Nothing found for').waitFor();
    },
  },
];
