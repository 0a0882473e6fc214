import { changePassword, getSessions } from '#contract/account.ts';
import { getEvents } from '#contract/activity.ts';
import { auth, login, organization, users } from '#contract/index.ts';
import {
  activity,
  choose,
  comeBack,
  isBusy,
  isWaiting,
  join,
  members,
  press,
  profile,
  region,
  sees,
  waitingLine,
  type CardState,
} from './card-state.ts';
import { all, holdCalls, holdCode } from './held-back.ts';
import { password } from './visitor.ts';

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
    name: 'First steps, the name being saved',
    who: 'newcomer',
    ...profile,
    part: region('First steps'),
    before: holdCalls(users.update),
    open: all(
      press('Edit your name'),
      (page) => region('First steps')(page).getByLabel('Name').fill('Ada Slow'),
      (page) => region('First steps')(page).getByRole('button', { name: 'Save' }).click(),
      isBusy('Save'),
    ),
  },
  {
    name: 'First steps, one being skipped',
    who: 'newcomer',
    ...profile,
    part: region('First steps'),
    before: holdCalls(users.updatePreferences),
    open: all(press('Skip: Your name'), (page) => region('First steps')(page).getByText('Skipped').waitFor()),
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
    name: 'Create workspace, its dialog on its way',
    who: 'owner',
    ...profile,
    part: region('Workspaces'),
    before: holdCode('src/features/workspaces/workspace-dialog.tsx'),
    open: all(press('Create workspace'), isWaiting),
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
  {
    name: 'Activity that is read anew',
    who: 'owner',
    ...activity,
    part: (page) => page.getByRole('table', { name: 'Activity' }),
    open: all(
      (page) => page.getByRole('table', { name: 'Activity' }).waitFor(),
      holdCalls(getEvents),
      choose('Action', 'Member left'),
      (page) => page.locator('table[aria-busy=true]').waitFor(),
      isWaiting,
    ),
  },
  {
    name: 'Sessions that are read anew',
    who: 'newcomer',
    ...profile,
    part: region('Account'),
    open: all(
      press('Sessions'),
      (page) => page.getByRole('table', { name: 'Sessions' }).waitFor(),
      holdCalls(getSessions),
      comeBack,
      isWaiting,
      (page) => page.getByRole('table', { name: 'Sessions' }).waitFor(),
    ),
  },
];

/** Cards, pages and dialogs whose work takes longer than a moment, and what is read anew while it is shown. */
export const slowStates: readonly CardState[] = [...slow, ...refreshing];
