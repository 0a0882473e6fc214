import type { Page } from 'playwright-core';
import { getSessions } from '#contract/account.ts';
import { getEvents } from '#contract/activity.ts';
import { invitations, organization, users, type Operation } from '#contract/index.ts';
import { fail, failCalls, holdBack, holdCalls, patternOf } from './held-back.ts';
import type { ShownPage } from './key-states.ts';

const shows =
  (text: string | RegExp) =>
  (page: Page): Promise<void> =>
    page.getByText(text).first().waitFor({ state: 'attached' });

/** A page, or what a button of it opens, while what it reads is on its way, and once that failed. */
const answersOf = (
  name: string,
  place: Pick<ShownPage, 'path' | 'heading' | 'part'>,
  operation: Operation,
  { button, loading, error }: { button?: string; loading: string; error: string },
): readonly ShownPage[] => {
  const open =
    (text: string) =>
    async (page: Page): Promise<void> => {
      if (button !== undefined) await page.getByRole('button', { name: button }).click();
      await shows(text)(page);
    };
  return [
    { name: `${name}, on its way`, signedIn: true, ...place, before: holdCalls(operation), open: open(loading) },
    { name: `${name}, not to be had`, signedIn: true, ...place, before: failCalls(operation), open: open(error) },
  ];
};

const remote = 'https://storage.example/runs/log.txt';
const preview = { signedIn: true, path: () => `/preview?url=${encodeURIComponent(remote)}`, heading: 'Preview' } as const;

/** What stands in the place of what a page reads from somewhere, until it is there and where there is none. */
export const answerStates = (workspace: () => string): readonly ShownPage[] => {
  const profile = { path: () => `/w/${workspace()}/profile`, heading: 'User preferences' };
  const members = { path: () => `/w/${workspace()}/members`, heading: 'Members' };
  const activity = { path: () => `/w/${workspace()}/activity`, heading: 'Activity' };
  return [
    ...answersOf('Members', members, organization.getMembers, { loading: 'Loading members', error: 'The members could not be loaded' }),
    {
      name: 'Members, none that matches',
      signedIn: true,
      ...members,
      path: () => `${members.path()}?search=zebra`,
      open: shows('No member matches'),
    },
    ...answersOf('Activity', activity, getEvents, { loading: 'Loading the activity', error: 'The activity could not be loaded' }),
    ...answersOf('Sessions', { ...profile, part: 'Account' }, getSessions, {
      button: 'Sessions',
      loading: 'Loading sessions',
      error: 'Your sessions could not be loaded',
    }),
    ...answersOf('Invitation links', profile, invitations.getInvites, {
      button: 'Invite user',
      loading: 'Loading',
      error: 'The invitation links could not be loaded',
    }),
    {
      name: 'Profile with a preference that waits for the server',
      signedIn: true,
      ...profile,
      before: fail(patternOf(users.updatePreferences), 503),
      open: async (page) => {
        await page.getByRole('switch', { name: "Block running user's scripts in the browser" }).click();
        await page.getByText('Not saved yet: it is sent again by itself').waitFor();
      },
    },
    {
      name: 'Profile without a connection',
      signedIn: true,
      ...profile,
      open: async (page) => {
        await page.evaluate(() => {
          Object.defineProperty(navigator, 'onLine', { get: () => false });
          window.dispatchEvent(new Event('offline'));
        });
        await page.getByText('You are offline').waitFor();
      },
    },
    {
      name: 'Profile with the question about what was typed',
      signedIn: true,
      ...profile,
      open: async (page) => {
        await page.getByRole('button', { name: 'Edit name' }).click();
        await page.getByLabel('Name', { exact: true }).fill('typed by hand');
        await page.keyboard.press('Escape');
        await page.getByRole('alertdialog').waitFor();
      },
    },
    {
      name: 'Log in, refused',
      signedIn: false,
      path: () => '/login',
      heading: 'Log in',
      open: async (page) => {
        await page.getByLabel('E-mail').fill('nobody@example.com');
        await page.getByLabel('Password', { exact: true }).fill('a wrong password');
        await page.getByRole('button', { name: 'Log in', exact: true }).click();
        await page.getByRole('alert').first().waitFor();
      },
    },
    {
      name: 'Sign up, with what is wrong',
      signedIn: false,
      path: () => '/signup',
      heading: 'Sign up',
      open: async (page) => {
        await page.getByLabel('E-mail').fill('no address');
        await page.getByRole('button', { name: 'Sign up' }).click();
        await page.locator('[aria-invalid=true]').first().waitFor();
      },
    },
    {
      name: 'Preview of a text',
      ...preview,
      before: async (page) => {
        await page.route(remote, (route) => route.fulfill({ body: 'epoch 1', headers: { 'access-control-allow-origin': '*' } }));
      },
      open: shows('epoch 1'),
    },
    {
      name: 'Preview of an object on its way',
      ...preview,
      before: holdBack(remote),
      open: async (page) => page.getByRole('button', { name: 'Cancel' }).waitFor(),
    },
    {
      name: 'Preview of an object that does not come',
      ...preview,
      before: fail(remote),
      open: async (page) => page.getByRole('alert').first().waitFor(),
    },
    {
      name: 'Debug samples',
      signedIn: true,
      path: () => '/samples',
      heading: 'Debug samples',
      open: shows('There are no tasks on this server'),
    },
  ];
};
