import { auth, users } from '#contract/index.ts';
import { press, profile, region, sees, type CardState } from './card-state.ts';
import { all, refuseWrites } from './held-back.ts';

/** What neither takes a change nor is shown any more: the server's disk is full, or the session was ended elsewhere. */
export const closedStates: readonly CardState[] = [
  {
    name: 'Preference, disk full',
    who: 'newcomer',
    ...profile,
    part: region('User preferences'),
    before: refuseWrites(users.updatePreferences),
    open: all((page) => page.getByRole('switch', { name: /^Block running/ }).click(), sees('Not saved yet')),
  },
  {
    name: 'New credentials, disk full',
    who: 'newcomer',
    ...profile,
    before: refuseWrites(auth.createCredentials),
    open: all(
      press('Create new credentials'),
      (page) => page.getByRole('button', { name: 'Create', exact: true }).click(),
      sees('The server cannot reach its database'),
    ),
  },
  {
    name: 'Web App Cloud Access, locked',
    who: 'newcomer',
    ...profile,
    part: region('Web App Cloud Access'),
    open: all(
      sees('No access keys yet'),
      async (page) => {
        const other = await page.context().newPage();
        await other.goto(page.url());
        await other.getByRole('button', { name: 'Profile menu' }).click();
        // this tab asks the server about it, which takes its time
        await page.route('**/api/**', () => undefined);
        await other.getByRole('menuitem', { name: 'Log out' }).click();
      },
      sees('Your session has ended.'),
    ),
  },
];
