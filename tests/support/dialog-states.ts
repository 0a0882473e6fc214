import type { Page } from 'playwright-core';
import { auth, invitations, organization } from '#contract/index.ts';
import { getDepartureImpact, getMemberCredentials } from '#contract/managing.ts';
import type { Operation } from '#contract/operation.ts';
import { members, press, profile, sees, type CardState } from './card-state.ts';
import { all, failCalls, holdCalls, withoutAnswers, type Deed } from './held-back.ts';
import { callAs } from './visitor.ts';

/** How a dialog reads what it shows. */
interface Read extends Pick<CardState, 'who' | 'path' | 'heading'> {
  readonly name: string;
  readonly operation: Operation;
  /** what opens it */
  readonly asks: Deed;
  /** what it shows until that is there, and where it is not to be had */
  readonly loading: string;
  readonly error: string;
  /** the page shows some of it by itself, unless that is held back from it too */
  readonly before?: Deed;
}

const openLinks = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Invite user' }).click();
  await page.getByLabel('Invitation link').waitFor();
};

/** Nobody can delete the workspace that is theirs from the start. */
const askToDelete: Deed = async (page) => {
  const { id } = await callAs(page, organization.createCompany, { name: 'Short Lived' });
  await page.goto(new URL(`/w/${id}/profile`, page.url()).href);
  await press('Delete workspace')(page);
};

const reads: readonly Read[] = [
  {
    name: 'Delete workspace',
    who: 'newcomer',
    ...profile,
    operation: getMemberCredentials,
    asks: askToDelete,
    loading: 'Loading what stops working',
    error: 'The keys there could not be listed',
  },
  {
    name: 'Keys of a member',
    who: 'owner',
    ...members,
    operation: getMemberCredentials,
    asks: press(/keys? of Ada Sample/),
    loading: 'Loading keys',
    error: 'The keys could not be loaded',
  },
  {
    name: 'Remove a member',
    who: 'owner',
    ...members,
    operation: getDepartureImpact,
    asks: press('Remove Ben Sample'),
    loading: 'Loading what stops working',
    error: 'What stops working could not be listed',
  },
  {
    name: 'Leave workspace',
    who: 'member',
    ...profile,
    operation: getDepartureImpact,
    asks: press('Leave workspace'),
    loading: 'Loading what stops working',
    error: 'What stops working could not be listed',
  },
  {
    name: 'Delete account',
    who: 'newcomer',
    ...profile,
    operation: auth.getCredentials,
    before: withoutAnswers,
    asks: press('Delete account'),
    loading: 'Loading what stops working',
    error: 'Your keys could not be listed',
  },
];

/** Its links are read by one operation, the open ones first. */
const ended = { who: 'owner', ...profile } as const;
const pressEnded: Deed = (page) => page.getByRole('tab', { name: 'Ended links' }).click();

/** Dialogs while what they read is on its way, and where it is not to be had. */
export const dialogStates: readonly CardState[] = [
  ...reads.flatMap(({ name, operation, asks, loading, error, before = () => Promise.resolve(), ...place }): CardState[] => [
    { name: `${name}, on its way`, ...place, before: all(before, holdCalls(operation)), open: all(asks, sees(loading)) },
    { name: `${name}, not to be had`, ...place, before: all(before, failCalls(operation)), open: all(asks, sees(error)) },
  ]),
  {
    name: 'Ended links, on their way',
    ...ended,
    open: all(openLinks, holdCalls(invitations.getInvites), pressEnded, sees('Loading the ended links')),
  },
  {
    name: 'Ended links, not to be had',
    ...ended,
    open: all(openLinks, failCalls(invitations.getInvites), pressEnded, sees('The ended links could not be loaded')),
  },
];
