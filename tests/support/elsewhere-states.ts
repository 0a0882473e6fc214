import type { Page } from 'playwright-core';
import { debugImages } from '#contract/events.ts';
import { auth, server, users } from '#contract/index.ts';
import { goOffline, isWaiting, profile, region, sees, type CardState } from './card-state.ts';
import { all, failCalls, holdCalls, withoutAnswers } from './held-back.ts';
import { emptyTask, trainTask } from './upstream/samples.ts';

/** A state of who has logged in on a server of another kind. */
type ElsewhereState = Omit<CardState, 'who'>;

const usage = 'Send anonymous usage data';
const flip = (page: Page): Promise<void> => page.getByRole('switch', { name: usage }).click();
const part = region('User preferences');

/** What is drawn on a server of one workspace, whose users stand in its configuration. */
export const selfHostedStates: readonly ElsewhereState[] = [
  {
    name: 'Usage data, on its way',
    ...profile,
    part,
    before: all(withoutAnswers, holdCalls(server.reportStatsOption)),
    open: sees('Loading usage data setting'),
  },
  {
    name: 'Usage data, not to be had',
    ...profile,
    part,
    before: all(withoutAnswers, failCalls(server.reportStatsOption)),
    open: sees('The usage data setting could not be loaded'),
  },
  {
    name: 'Usage data that is being saved',
    ...profile,
    part,
    open: all((page) => page.getByRole('switch', { name: usage }).waitFor(), holdCalls(server.reportStatsOption), flip, sees('Saving…')),
  },
  {
    name: 'Usage data, refused',
    ...profile,
    part,
    open: all(
      (page) => page.getByRole('switch', { name: usage }).waitFor(),
      failCalls(server.reportStatsOption),
      flip,
      (page) => part(page).getByRole('alert').waitFor(),
    ),
  },
  {
    name: 'Usage data, offline',
    ...profile,
    open: all(
      (page) => page.getByRole('switch', { name: usage }).waitFor(),
      goOffline,
      flip,
      sees('You are offline', /^The server cannot be reached/),
    ),
  },
  { name: 'Account of the configuration', ...profile, part: region('Account'), open: sees('This account stands in the configuration') },
];

const samples = (task: string) => ({ path: () => `/samples?task=${task}`, heading: 'Debug samples' });

/** What is drawn in front of a ClearML Server only. */
export const connectedStates: readonly ElsewhereState[] = [
  {
    name: 'Debug samples, on their way',
    ...samples(trainTask),
    before: holdCalls(debugImages),
    open: all(sees('Loading the samples'), isWaiting),
  },
  {
    name: 'Debug samples, not to be had',
    ...samples(trainTask),
    before: failCalls(debugImages),
    open: sees('The samples could not be loaded'),
  },
  { name: 'Debug samples of a task without any', ...samples(emptyTask), open: sees('This task has no debug samples') },
  { name: 'Debug samples of no task', ...samples('f'.repeat(32)), open: sees('There is no such task') },
  {
    name: 'Members of a ClearML Server',
    path: ({ workspace }) => `/w/${workspace}/members`,
    heading: 'Members',
    open: sees('has no list of members'),
  },
  {
    name: 'Activity of a ClearML Server',
    path: ({ workspace }) => `/w/${workspace}/activity`,
    heading: 'Activity',
    open: sees('does not say who did what'),
  },
  {
    name: 'Credentials, on their way',
    ...profile,
    part: region('App credentials'),
    before: all(withoutAnswers, holdCalls(auth.getCredentials)),
    open: sees('Loading credentials'),
  },
  {
    name: 'Credentials, not to be had',
    ...profile,
    part: region('App credentials'),
    before: all(withoutAnswers, failCalls(auth.getCredentials)),
    open: sees('The credentials could not be loaded'),
  },
  {
    name: 'Credentials, offline',
    ...profile,
    before: all(withoutAnswers, failCalls(auth.getCredentials)),
    open: all(
      sees('The credentials could not be loaded'),
      (page) => page.unrouteAll(),
      goOffline,
      (page) => region('App credentials')(page).getByRole('button', { name: 'Retry' }).click(),
      sees('You are offline', 'The server cannot be reached'),
    ),
  },
  {
    name: 'Preferences, not to be had',
    ...profile,
    part,
    before: all(withoutAnswers, failCalls(users.getPreferences)),
    open: sees('Your preferences could not be loaded'),
  },
];
