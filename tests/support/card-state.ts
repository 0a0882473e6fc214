import type { Locator, Page } from 'playwright-core';
import type { Deed } from './held-back.ts';

/** Where the states are brought about: a workspace with keys and members, and a link to it. */
export interface Site {
  readonly workspace: string;
  /** the query of the link */
  readonly invitation: string;
}

/** A card, page or dialog in one of its states. */
export interface CardState {
  readonly name: string;
  /** who looks: the owner of the workspace, a plain member of it, somebody who has just signed up, nobody */
  readonly who: 'owner' | 'member' | 'newcomer' | 'guest';
  readonly path: (site: Site) => string;
  readonly heading: string | RegExp;
  /** what of the page is in that state; all of it, or the dialog that is open, unless given */
  readonly part?: (page: Page) => Locator;
  /** before anything is loaded */
  readonly before?: Deed;
  /** until the state is there */
  readonly open: Deed;
}

export const press =
  (name: string | RegExp): Deed =>
  (page) =>
    page.getByRole('button', { name }).first().click();

export const sees =
  (...texts: readonly (string | RegExp)[]): Deed =>
  async (page) => {
    for (const text of texts) await page.getByText(text).first().waitFor({ state: 'attached' });
  };

/** Chooses among what a list offers. */
export const choose =
  (list: string, option: string): Deed =>
  async (page) =>
    void (await page.getByRole('combobox', { name: list, exact: true }).selectOption(option));

/** The button is at what was asked for. */
export const isBusy =
  (name: string): Deed =>
  (page) =>
    page.locator('button[aria-busy=true]', { hasText: name }).waitFor();

/** The line at the upper edge of the window is there. */
export const isWaiting: Deed = (page) => page.getByRole('progressbar', { name: 'Loading' }).waitFor();

export const region =
  (name: string) =>
  (page: Page): Locator =>
    page.getByRole('region', { name, exact: true });

export const waitingLine = (page: Page): Locator => page.getByRole('banner');

/** What somebody does who comes back to the window. */
export const comeBack: Deed = (page) => page.evaluate(() => void window.dispatchEvent(new Event('visibilitychange')));

export const goOffline: Deed = (page) => page.context().setOffline(true);

export const profile = { path: ({ workspace }: Site) => `/w/${workspace}/profile`, heading: 'User preferences' } as const;
export const members = { path: ({ workspace }: Site) => `/w/${workspace}/members`, heading: 'Members' } as const;
export const activity = { path: ({ workspace }: Site) => `/w/${workspace}/activity`, heading: 'Activity' } as const;
export const join = { path: ({ invitation }: Site) => `/${invitation}`, heading: /^(?:Invitation|Join)/ } as const;
