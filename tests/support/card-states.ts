import type { Locator, Page } from 'playwright-core';
import { changePassword } from '#contract/account.ts';
import { auth, login, organization, users } from '#contract/index.ts';
import { all, failCalls, failCode, holdCalls, holdCode, withoutAnswers, type Deed } from './held-back.ts';
import { password } from './visitor.ts';

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
const choose =
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

const waitingLine = (page: Page): Locator => page.getByRole('banner');

/** What somebody does who comes back to the window. */
export const comeBack: Deed = (page) => page.evaluate(() => void window.dispatchEvent(new Event('visibilitychange')));

export const goOffline: Deed = (page) => page.context().setOffline(true);

/** The browser's storage as it must not be: `open` never answers, or throws. */
const storage = (does: 'nothing' | 'throw'): Deed =>
  async function breakStorage(page) {
    await page.addInitScript((broken) => {
      indexedDB.open = () => {
        if (broken === 'throw') throw new DOMException('', 'InvalidStateError');
        return new EventTarget() as IDBOpenDBRequest; // as long as nothing happens to it
      };
    }, does);
  };

export const profile = { path: ({ workspace }: Site) => `/w/${workspace}/profile`, heading: 'User preferences' } as const;
export const members = { path: ({ workspace }: Site) => `/w/${workspace}/members`, heading: 'Members' } as const;
export const activity = { path: ({ workspace }: Site) => `/w/${workspace}/activity`, heading: 'Activity' } as const;
const join = { path: ({ invitation }: Site) => `/${invitation}`, heading: /^(?:Invitation|Join)/ } as const;
const account = 'src/app/layout/account.tsx';

const loading: readonly CardState[] = [
  {
    name: 'Profile, each card on its way',
    who: 'owner',
    ...profile,
    before: all(withoutAnswers, holdCalls(users.getPreferences, organization.getUserCompanies), storage('nothing'), holdCode(account)),
    open: sees('Loading your preferences', 'Loading your access keys', 'Loading workspaces', 'Loading the account'),
  },
  {
    name: 'App credentials, on their way',
    who: 'owner',
    ...profile,
    part: region('App credentials'),
    before: all(withoutAnswers, holdCalls(auth.getCredentials)),
    open: sees('Loading credentials'),
  },
  {
    name: 'First steps, on their way',
    who: 'newcomer',
    ...profile,
    part: (page) => page.getByRole('main'),
    before: holdCode('src/app/layout/first-steps.tsx'),
    open: sees('Loading the first steps'),
  },
  {
    name: 'Join, on its way',
    who: 'guest',
    ...join,
    before: all(withoutAnswers, holdCalls(login.getInviteInfo)),
    open: sees('Reading the invitation'),
  },
];

const failed: readonly CardState[] = [
  {
    name: 'Profile, no card to be had',
    who: 'owner',
    ...profile,
    before: all(withoutAnswers, failCalls(users.getPreferences, organization.getUserCompanies), storage('throw'), failCode(account)),
    open: sees('Your preferences could not be loaded', 'Not stored', 'Your workspaces could not be loaded', 'did not load'),
  },
  {
    name: 'App credentials, not to be had',
    who: 'owner',
    ...profile,
    part: region('App credentials'),
    before: all(withoutAnswers, failCalls(auth.getCredentials)),
    open: sees('The credentials could not be loaded'),
  },
  {
    name: 'First steps, not to be had',
    who: 'newcomer',
    ...profile,
    part: (page) => page.getByRole('main'),
    before: failCode('src/app/layout/first-steps.tsx'),
    open: sees('This part of the page did not load'),
  },
  {
    name: 'First steps, refused',
    who: 'newcomer',
    ...profile,
    part: region('First steps'),
    before: failCalls(users.updatePreferences),
    open: all(press('Skip: Your name'), async (page) => region('First steps')(page).getByRole('alert').waitFor()),
  },
  {
    name: 'Join, not to be had',
    who: 'guest',
    ...join,
    before: all(withoutAnswers, failCalls(login.getInviteInfo)),
    open: sees('The invitation could not be read'),
  },
  {
    name: 'New workspace, not to be had',
    who: 'owner',
    ...profile,
    before: failCode('src/features/workspaces/workspace-dialog.tsx'),
    open: all(press('New workspace'), sees('This part of the page did not load')),
  },
];

const slow: readonly CardState[] = [
  {
    name: 'Profile with a preference that is being saved',
    who: 'owner',
    ...profile,
    part: region('User preferences'),
    before: holdCalls(users.updatePreferences),
    open: all((page) => page.getByRole('switch', { name: /^Block running/ }).click(), sees('Saving…')),
  },
  {
    name: 'Name that is being saved',
    who: 'owner',
    ...profile,
    part: (page) => page.locator('form', { has: page.getByLabel('Name', { exact: true }) }),
    before: holdCalls(users.update),
    open: all(press('Edit name'), (page) => page.getByLabel('Name', { exact: true }).fill('Ada Slow'), press('Save'), isBusy('Save')),
  },
  {
    name: 'New credentials that are being made',
    who: 'owner',
    ...profile,
    before: holdCalls(auth.createCredentials),
    open: all(
      press('Create new credentials'),
      (page) => page.getByRole('button', { name: 'Create', exact: true }).click(),
      isBusy('Create'),
    ),
  },
  {
    name: 'Keys that are being revoked',
    who: 'owner',
    ...profile,
    before: holdCalls(auth.revokeCredentials),
    open: all(
      press('Revoke laptop'),
      (page) =>
        page
          .getByRole('alertdialog')
          .getByRole('button', { name: /^Revoke/ })
          .click(),
      isBusy('Revoke'),
    ),
  },
  {
    name: 'Workspace that is being renamed',
    who: 'owner',
    ...profile,
    before: holdCalls(organization.updateCompany),
    open: all(press('Rename workspace'), (page) => page.getByRole('dialog').getByLabel('Name').fill('Slow'), press('Save'), isBusy('Save')),
  },
  {
    name: 'Password that is being changed',
    who: 'newcomer',
    ...profile,
    before: holdCalls(changePassword),
    open: all(
      press('Change password'),
      (page) => page.getByLabel('Current password').fill(password),
      (page) => page.getByLabel('New password').fill('a longer harbour 42'),
      (page) => page.getByRole('dialog').getByRole('button', { name: 'Change password' }).click(),
      isBusy('Change password'),
    ),
  },
  {
    name: 'Log out, on its way',
    who: 'newcomer',
    ...profile,
    part: waitingLine,
    before: holdCalls(login.logout, auth.logout),
    open: all(press('Profile menu'), (page) => page.getByRole('menuitem', { name: 'Log out' }).click(), isWaiting),
  },
  {
    name: 'Log in, on its way',
    who: 'guest',
    path: () => '/login',
    heading: 'Log in',
    before: holdCalls(auth.login),
    open: all(
      (page) => page.getByLabel('E-mail').fill('slow@example.com'),
      (page) => page.getByLabel('Password', { exact: true }).fill(password),
      (page) => page.getByRole('button', { name: 'Log in', exact: true }).click(),
      isBusy('Log in'),
    ),
  },
  {
    name: 'Join that is being joined',
    who: 'newcomer',
    ...join,
    before: holdCalls(login.joinCompany),
    open: all(press('Join'), isBusy('Join')),
  },
  {
    name: 'New workspace, its dialog on its way',
    who: 'owner',
    ...profile,
    part: region('Workspaces'),
    before: holdCode('src/features/workspaces/workspace-dialog.tsx'),
    open: all(press('New workspace'), isWaiting),
  },
  {
    name: 'Members, their page on its way',
    who: 'owner',
    ...profile,
    part: waitingLine,
    before: holdCode('src/app/pages/members.tsx'),
    open: all((page) => page.getByRole('link', { name: 'All members' }).click(), isWaiting, sees('User preferences')),
  },
];

const refreshing: readonly CardState[] = [
  {
    name: 'Profile that is read anew',
    who: 'owner',
    ...profile,
    part: waitingLine,
    open: all(sees('Delete account'), holdCalls(organization.getUserCompanies, auth.getCredentials), comeBack, isWaiting, (page) =>
      page.getByRole('button', { name: 'Revoke laptop' }).waitFor(),
    ),
  },
  {
    name: 'Members that are read anew',
    who: 'owner',
    ...members,
    part: (page) => page.getByRole('table', { name: 'Members' }),
    open: all(
      (page) => page.getByRole('table', { name: 'Members' }).waitFor(),
      holdCalls(organization.getMembers),
      choose('Role', 'Owner'),
      (page) => page.locator('table[aria-busy=true]').waitFor(),
      isWaiting,
    ),
  },
];

const restricted: readonly CardState[] = [
  {
    name: 'Workspaces of a plain member',
    who: 'member',
    ...profile,
    part: region('Workspaces'),
    open: sees('Owners and admins invite here'),
  },
  { name: 'Members for a plain member', who: 'member', ...members, open: sees('Owners and admins invite here') },
  { name: 'Activity for a plain member', who: 'member', ...activity, open: sees('Owners and admins see the activity') },
];

const empty: readonly CardState[] = [
  {
    name: 'Profile of somebody new',
    who: 'newcomer',
    ...profile,
    open: sees('First steps', 'No access keys yet', 'No credentials yet', 'Change password'),
  },
  {
    name: 'First steps, one of them skipped and one done',
    who: 'newcomer',
    ...profile,
    part: region('First steps'),
    open: all(
      press('Skip: Your team'),
      sees('Skipped'),
      press('Edit your name'),
      (page) => region('First steps')(page).getByLabel('Name').fill('Somebody Else'),
      (page) => region('First steps')(page).getByRole('button', { name: 'Save' }).click(),
      sees('Done'),
    ),
  },
  {
    name: 'Preview of a bucket without keys',
    who: 'newcomer',
    path: () => '/preview?url=s3://models/a.png',
    heading: 'Preview',
    open: sees('No keys for this bucket'),
  },
];

const offline: readonly CardState[] = [
  {
    name: 'Profile, offline, with what cannot be read',
    who: 'newcomer',
    ...profile,
    part: (page) => page.getByRole('main'),
    open: all(sees('Change password'), goOffline, press('Sessions'), sees('You are offline', 'Your sessions could not be loaded')),
  },
  {
    name: 'Members, offline',
    who: 'owner',
    ...members,
    open: all(
      (page) => page.getByRole('table', { name: 'Members' }).waitFor(),
      goOffline,
      choose('Role', 'Owner'),
      sees('You are offline', 'The members could not be loaded'),
    ),
  },
  {
    name: 'Activity, offline',
    who: 'owner',
    ...activity,
    open: all(
      (page) => page.getByRole('table', { name: 'Activity' }).waitFor(),
      goOffline,
      choose('Action', 'Member left'),
      sees('You are offline', 'The activity could not be loaded'),
    ),
  },
  {
    name: 'Log in, offline',
    who: 'guest',
    path: () => '/login',
    heading: 'Log in',
    open: all(
      (page) => page.getByLabel('E-mail').fill('away@example.com'),
      (page) => page.getByLabel('Password', { exact: true }).fill(password),
      goOffline,
      (page) => page.getByRole('button', { name: 'Log in', exact: true }).click(),
      sees('You are offline', 'The server cannot be reached'),
    ),
  },
];

/** What the matrix of pages, and that of what is read from somewhere, do not show. */
export const cardStates: readonly CardState[] = [...loading, ...failed, ...slow, ...refreshing, ...restricted, ...empty, ...offline];
