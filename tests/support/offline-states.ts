import type { Page } from 'playwright-core';
import { login } from '#contract/index.ts';
import { rest } from '#ui/soon.ts';
import { goOffline, join, press, profile, sees, type CardState } from './card-state.ts';
import { all, failCalls, withoutAnswers, type Deed } from './held-back.ts';
import { password } from './visitor.ts';

const unreached = 'The server cannot be reached. Check your connection and try again.';

/** Waits for what the page loads once it was drawn, so that it can tell of what comes later. */
const isAtRest: Deed = async (page) => {
  await page.waitForFunction((rest) => {
    const files = performance.getEntriesByType('resource').filter(({ name, startTime }) => name.endsWith('.js') && startTime >= rest);
    // and nothing came for a second
    return files.length > 0 && files.every(({ startTime, duration }) => performance.now() - startTime - duration > 1000);
  }, rest);
};

/** The banner is seen and heard, over a modal dialog too: nothing around it is hidden from a screen reader. */
const saysOffline: Deed = async (page) => {
  await page.getByRole('status').filter({ hasText: 'You are offline' }).waitFor();
};

/** A form that is filled in before the connection goes, and sent after. */
interface Form extends Pick<CardState, 'who'> {
  readonly name: string;
  readonly opener: string;
  /** by label */
  readonly typed: Readonly<Record<string, string>>;
  readonly more?: Deed;
  readonly send: string;
}

const forms: readonly Form[] = [
  { name: 'Create credentials', who: 'owner', opener: 'Create new credentials', typed: { Label: 'on the train' }, send: 'Create' },
  {
    name: 'Invite user',
    who: 'owner',
    opener: 'Invite user',
    more: all((page) => page.getByLabel('Invitation link').waitFor(), press('More options')),
    typed: { Note: 'for the train' },
    send: 'Create new link',
  },
  { name: 'Rename workspace', who: 'owner', opener: 'Rename workspace', typed: { Name: 'Train Works' }, send: 'Save' },
  {
    name: 'Delete account',
    who: 'newcomer',
    opener: 'Delete account',
    more: sees('You have no keys'),
    typed: { Password: password },
    send: 'Delete account',
  },
];

const dialog = (page: Page) => page.getByRole('dialog');

/** What was typed, once it could not be sent. */
const isKept =
  (typed: Form['typed']): Deed =>
  async (page) => {
    for (const [label, text] of Object.entries(typed)) {
      const kept = await dialog(page).getByLabel(label, { exact: true }).inputValue();
      if (kept !== text) throw new Error(`${label} is ${JSON.stringify(kept)} now`);
    }
  };

/** The e-mail that the question about the account wants, which stands in its hint. */
const confirmEmail: Deed = async (page) => {
  const field = dialog(page).getByLabel('Your e-mail');
  if ((await field.count()) === 0) return;
  const hint = await dialog(page)
    .getByText(/^Type .* to confirm/)
    .innerText();
  await field.fill(/^Type (\S+)/.exec(hint)?.[1] ?? '');
};

const remote = { first: 'https://storage.example/runs/log.txt', second: 'https://storage.example/runs/other.txt' };

/** What is shown, and what was typed, once the browser has no connection. */
export const offlineStates: readonly CardState[] = [
  ...forms.map(({ name, who, opener, typed, more = () => Promise.resolve(), send }): CardState => ({
    name: `${name}, offline`,
    who,
    ...profile,
    open: all(
      press(opener),
      more,
      async (page) => {
        for (const [label, text] of Object.entries(typed)) await dialog(page).getByLabel(label, { exact: true }).fill(text);
      },
      confirmEmail,
      goOffline,
      saysOffline,
      (page) => dialog(page).getByRole('button', { name: send, exact: true }).click(),
      (page) => dialog(page).getByText(unreached).waitFor(),
      isKept(typed),
    ),
  })),
  {
    name: 'Join, offline',
    who: 'newcomer',
    ...join,
    open: all(goOffline, press('Join'), saysOffline, sees(unreached)),
  },
  {
    name: 'Join, read while offline',
    who: 'guest',
    ...join,
    before: all(withoutAnswers, failCalls(login.getInviteInfo)),
    open: all(
      sees('The invitation could not be read'),
      (page) => page.unrouteAll(),
      goOffline,
      press('Retry'),
      saysOffline,
      sees(unreached),
    ),
  },
  ...(['stays', 'does not come'] as const).map((what): CardState => ({
    name: `Preview, offline: what was open ${what === 'stays' ? 'stays' : 'before another was'}`,
    who: 'newcomer',
    path: () => `/preview?url=${encodeURIComponent(remote.first)}`,
    heading: 'Preview',
    before: async (page) => {
      await page.route(remote.first, (asked) => asked.fulfill({ body: 'epoch 1', headers: { 'access-control-allow-origin': '*' } }));
    },
    open: all(
      sees('epoch 1'),
      isAtRest,
      goOffline,
      saysOffline,
      what === 'stays'
        ? sees('epoch 1')
        : all(
            (page) => page.getByLabel('Address').fill(remote.second),
            press('Open'),
            sees('This browser is offline. Connect it and try again.'),
          ),
    ),
  })),
];
