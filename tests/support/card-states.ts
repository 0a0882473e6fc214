import { auth, login, organization, users } from '#contract/index.ts';
import { activity, choose, goOffline, join, members, press, profile, region, sees, type CardState } from './card-state.ts';
import { all, failCalls, failCode, holdCalls, holdCode, withoutAnswers, type Deed } from './held-back.ts';
import { password } from './visitor.ts';

/** The browser's storage as it must not be: `open` never answers, or throws. */
const storage =
  (does: 'nothing' | 'throw'): Deed =>
  async (page) => {
    await page.addInitScript((broken) => {
      indexedDB.open = () => {
        if (broken === 'throw') throw new DOMException('', 'InvalidStateError');
        return new EventTarget() as IDBOpenDBRequest; // as long as nothing happens to it
      };
    }, does);
  };

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
    name: 'Create workspace, not to be had',
    who: 'owner',
    ...profile,
    before: failCode('src/features/workspaces/workspace-dialog.tsx'),
    open: all(press('Create workspace'), sees('This part of the page did not load')),
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
export const cardStates: readonly CardState[] = [...loading, ...failed, ...restricted, ...empty, ...offline];
