import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { accessFaults, phone } from '#tests/support/access-faults.ts';
import { answerStates } from '#tests/support/answer-states.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { auth, invitations, login, organization, type RequestOf } from '#contract/index.ts';
import { rotateCredentials } from '#contract/rotation.ts';
import { keyStates, type ShownPage } from '#tests/support/key-states.ts';
import { searchStates } from '#tests/support/search-states.ts';
import { callAs, fillSignUp, signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
let member: BrowserContext;
let guest: BrowserContext;
let workspace: string;
let invitation: string;
/** one of many of the visitor's own */
let shared: string;
/** an access key of the visitor */
let key: string;
/** a workspace of three, owned by the visitor, with as many seats */
let full: string;
/** by the state that the visitor, or for `used up` a guest, finds them in */
const links: Record<string, string> = {};

/** Somebody new, who signs up by an invitation. */
const signUpBy = async (link: string, name: string, email: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link.replace('/?', '/signup?'));
  await fillSignUp(page, name, email);
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  return page;
};

/** A full workspace with a link in each state. */
const fill = async (page: Page): Promise<void> => {
  const { id } = await callAs(page, organization.createCompany, { name: 'Full House' });
  full = id;
  const make = (request: RequestOf<typeof invitations.createInvite> = {}, workspace = id) =>
    callAs(page, invitations.createInvite, request, workspace);
  const [usedUp, open, revoked, expired] = [await make({ max_uses: 1 }), await make(), await make(), await make({ expires_in_sec: 1 })];
  await callAs(page, invitations.revokeInvites, { invites: [revoked.id] }, id);
  const second = await signUpBy(usedUp.url, 'Ben Sample', 'second@example.com');
  await signUpBy(open.url, 'Cleo Sample', 'third@example.com');
  const theirs = await callAs(second, organization.createCompany, { name: 'Elsewhere' });
  const bound = await callAs(second, invitations.createInvite, { email: 'nobody@example.com' }, theirs.id);
  const joinable = await callAs(second, invitations.createInvite, {}, theirs.id);
  await vi.waitFor(async () => expect((await callAs(page, login.getInviteInfo, { invite_id: expired.id })).state).toBe('expired'), {
    timeout: 10_000,
    interval: 250,
  });
  const made = { full: open, 'used up': usedUp, revoked, expired, bound, joinable };
  for (const [state, { url }] of Object.entries(made)) links[state] = new URL(url).search;
};

beforeAll(async () => {
  server = await startBuiltServer({ SEATS_PER_WORKSPACE: '3' }, ['--demo']);
  browser = await openBrowser();
  const page = await signUpAt(browser, server.origin, { email: 'visitor@example.com' });
  member = page.context();
  guest = await browser.newContext();
  workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  await page.getByRole('button', { name: 'Invite user' }).click();
  invitation = await page.getByLabel('Invitation link').inputValue();
  await page.getByRole('button', { name: 'Close' }).click();
  for (let number = 1; number <= 9; number++) shared = (await callAs(page, organization.createCompany, { name: `Team ${number}` })).id;
  await fill(page);
  await addTeam(page);
  await page.close();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const activityShown = (page: Page): Promise<void> => page.getByRole('table', { name: 'Activity' }).waitFor();

/** Gives the visitor's workspace a second member, and the visitor a key there. */
const addTeam = async (page: Page): Promise<void> => {
  await signUpBy(invitation, 'Lena Sample', 'lena@example.com');
  key = (await callAs(page, auth.createCredentials, { label: 'laptop' }, workspace)).credentials.access_key;
  const report = { label: 'report', read_only: true, expires_in_sec: 86_400 };
  const { access_key } = (await callAs(page, auth.createCredentials, report, workspace)).credentials;
  await callAs(page, rotateCredentials, { access_key, overlap_sec: 3600 }, workspace);
};

const pages: readonly ShownPage[] = [
  { name: 'Log in', signedIn: false, path: () => '/login', heading: 'Log in' },
  { name: 'Sign up', signedIn: false, path: () => '/signup', heading: 'Sign up' },
  { name: 'Set password', signedIn: false, path: () => '/set-password#unknown', heading: /password/i },
  { name: 'Join', signedIn: false, path: () => new URL(invitation).search, heading: /^Join/ },
  { name: 'Join, logged in', signedIn: true, path: () => links['joinable'] ?? '', heading: 'Join Elsewhere' },
  { name: 'Join as a member', signedIn: true, path: () => links['full'] ?? '', heading: 'Join Full House' },
  { name: 'Join with another account', signedIn: true, path: () => links['bound'] ?? '', heading: /another account/ },
  { name: 'Join a full workspace', signedIn: false, path: () => links['full'] ?? '', heading: /is full/ },
  { name: 'Join by a used up link', signedIn: false, path: () => links['used up'] ?? '', heading: /used up/ },
  { name: 'Join by a revoked link', signedIn: false, path: () => links['revoked'] ?? '', heading: /revoked/ },
  { name: 'Join by an expired link', signedIn: false, path: () => links['expired'] ?? '', heading: /expired/ },
  { name: 'Join by a dead link', signedIn: false, path: () => '/?invite=nonsense', heading: /invitation|link/i },
  { name: 'Profile', signedIn: true, path: () => '/profile', heading: 'User preferences' },
  { name: 'Members', signedIn: true, path: () => `/w/${workspace}/members`, heading: 'Members' },
  {
    name: 'Members with a selection',
    signedIn: true,
    path: () => `/w/${workspace}/members?role=member`,
    heading: 'Members',
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Select all loaded members' }).check();
      await page.getByRole('button', { name: 'Remove selected' }).waitFor();
    },
  },
  {
    name: 'Members with the question before a removal',
    signedIn: true,
    path: () => `/w/${workspace}/members`,
    heading: 'Members',
    open: async (page) => {
      await page.getByRole('button', { name: 'Remove Lena Sample' }).click();
      await page.getByText('no keys that would stop').waitFor();
    },
  },
  {
    name: 'Members with the keys of one',
    signedIn: true,
    path: () => `/w/${workspace}/members`,
    heading: 'Members',
    open: async (page) => {
      await page.getByRole('button', { name: /keys? of Ada Sample/ }).click();
      await page.getByRole('button', { name: 'Revoke laptop' }).waitFor();
    },
  },
  {
    name: 'Members with a key found',
    signedIn: true,
    path: () => `/w/${workspace}/members`,
    heading: 'Members',
    open: async (page) => {
      await page.getByRole('button', { name: 'Find a key' }).click();
      await page.getByLabel('Access key').fill(key);
      await page.getByRole('button', { name: 'Find', exact: true }).click();
      await page.getByText('A key of Ada Sample').waitFor();
    },
  },
  { name: 'Preview', signedIn: true, path: () => '/preview', heading: 'Preview' },
  { name: 'Not found', signedIn: true, path: () => '/nowhere', heading: /not found/i },
  {
    name: 'Profile with the menu open',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Profile menu' }).click();
      await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
    },
  },
  ...searchStates,
  ...keyStates(() => workspace),
  ...answerStates(() => workspace),
  {
    name: 'Invite a user',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Invite user' }).click();
      await page.getByLabel('Invitation link').waitFor();
    },
  },
  {
    name: 'Invite a user, with more options and what is wrong with them',
    signedIn: true,
    path: () => `/w/${full}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Invite user' }).click();
      await page.getByRole('button', { name: 'More options' }).click();
      await page.getByLabel('Number of uses').fill('none');
      await page.getByRole('button', { name: 'Create new link' }).click();
      await page.getByText('Enter a whole number').waitFor();
    },
  },
  {
    name: 'Invite a user, with the links that have ended',
    signedIn: true,
    path: () => `/w/${full}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Invite user' }).click();
      await page.getByRole('tab', { name: 'Ended links' }).click();
      await page.getByText('Used up', { exact: true }).waitFor();
    },
  },
  {
    name: 'Revoke a link',
    signedIn: true,
    path: () => `/w/${full}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Invite user' }).click();
      await page.getByRole('button', { name: /^Revoke link/ }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).waitFor();
    },
  },
  {
    name: 'Leave workspace, with what is missing to hand it over',
    signedIn: true,
    path: () => `/w/${full}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Leave workspace' }).click();
      const question = page.getByRole('alertdialog');
      await question.getByLabel('New owner').waitFor();
      await question.getByRole('button', { name: 'Leave workspace' }).click();
      await question.getByText('Choose who takes over.').waitFor();
    },
  },
  {
    name: 'Sessions',
    signedIn: true,
    path: () => '/profile#account',
    heading: 'Account',
    part: 'Account',
    open: async (page) => {
      await page.getByRole('button', { name: 'Sessions' }).click();
      await page.getByRole('cell', { name: 'This session' }).waitFor();
    },
  },
  {
    name: 'Change password, with what is wrong',
    signedIn: true,
    path: () => '/profile#account',
    heading: 'Account',
    open: async (page) => {
      await page.getByRole('button', { name: 'Change password' }).click();
      await page.getByLabel('New password').fill('short');
      await page.getByRole('dialog').getByRole('button', { name: 'Change password' }).click();
      await page.getByText('Use at least 8 characters.').waitFor();
    },
  },
  {
    name: 'Delete account, with the workspaces that need another owner',
    signedIn: true,
    path: () => '/profile#account',
    heading: 'Account',
    open: async (page) => {
      await page.getByRole('button', { name: 'Delete account' }).click();
      await page.getByRole('link', { name: 'Members of Full House' }).waitFor();
    },
  },
  {
    name: 'Add access keys',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    part: 'Web App Cloud Access',
    open: async (page) => {
      await page.getByRole('button', { name: 'Add access keys' }).click();
      await page.getByLabel('Bucket').fill('models');
      await page.getByLabel('Host (Endpoint)').fill('minio.example');
      await page.getByRole('button', { name: /^Paste/ }).click();
      await page
        .getByLabel('Text with keys')
        .fill('sdk.aws.s3.credentials: [{ bucket: a, key: k, secret: s }, { bucket: b, key: k, secret: s }]');
      await page.getByRole('button', { name: 'Read the text' }).click();
      await page.getByRole('checkbox', { name: /^b/ }).waitFor();
    },
  },
  {
    name: 'Export access keys',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      if (!(await page.getByRole('button', { name: 'Edit models' }).isVisible())) {
        await page.getByRole('button', { name: 'Add access keys' }).click();
        for (const [name, value] of [
          ['Bucket', 'models'],
          ['Key', 'k'],
          ['Secret / SAS', 's'],
        ] as const)
          await page.getByLabel(name, { exact: true }).fill(value);
        await page.getByRole('button', { name: 'Save' }).click();
      }
      await page.getByRole('button', { name: /^Which row/ }).click();
      await page.getByLabel('Address of an object').fill('s3://models/a');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('button', { name: 'Copy section' }).waitFor();
    },
  },
  { name: 'Activity', signedIn: true, path: () => `/w/${workspace}/activity`, heading: 'Activity', open: activityShown },
  {
    name: 'Activity of a person',
    signedIn: true,
    path: () => `/w/${workspace}/activity?action=member.leave`,
    heading: 'Activity',
    open: async (page) => {
      await page.getByText('Nothing matches').waitFor();
      await page.getByRole('combobox', { name: 'Person' }).click();
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'Create workspace',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Create workspace' }).click();
      await page.getByRole('dialog').getByLabel('Name').waitFor();
    },
  },
  {
    name: 'Delete a workspace',
    signedIn: true,
    path: () => `/w/${shared}/profile`,
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: /^Delete workspace/ }).click();
      const question = page.getByRole('alertdialog');
      await question.getByText('There are no keys in it.').waitFor();
      await question.getByRole('button', { name: 'Delete' }).click();
      await question.getByText('This is not its name.').waitFor();
    },
  },
  {
    name: 'Switch among many workspaces',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Profile menu' }).click();
      // by keyboard: the menu may still grow under the pointer
      await page.getByRole('menuitem', { name: /^Find a workspace/ }).press('Enter');
      await page.getByRole('dialog').getByRole('option').first().waitFor();
    },
  },
];

it.each(pages)('$name can be used by everybody, in either theme, at any width, with large text, from right to left', async (shown) => {
  const { signedIn, path, heading, part, before, open } = shown;
  const page = await (signedIn ? member : guest).newPage();
  try {
    await page.setViewportSize(phone);
    await before?.(page);
    await page.goto(new URL(path(), server.origin).href);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await open?.(page);
    expect(await accessFaults(page, part === undefined ? undefined : page.getByRole('region', { name: part, exact: true }))).toEqual([]);
  } finally {
    await page.close();
  }
});

it('in the colours of the system, what is on looks other than what is off, and what has the focus other than what has not', async () => {
  const page = await member.newPage();
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await page.goto(`${server.origin}/w/${workspace}/profile`);
  const controls = [page.getByRole('switch', { name: /^Block running/ }), page.getByRole('checkbox', { name: 'Select all' })];
  for (const control of controls) {
    await control.scrollIntoViewIfNeeded();
    const look = async (): Promise<string> => {
      const { x = 0, y = 0, width = 0, height = 0 } = (await control.boundingBox()) ?? {};
      const image = await page.screenshot({ clip: { x: x - 6, y: y - 6, width: width + 12, height: height + 12 } });
      return image.toString('base64');
    };
    const before = await look();
    await control.press('Space');
    const focused = await look();
    await control.blur();
    const after = await look();
    expect(new Set([before, focused, after]).size).toBe(3);
  }
  await page.close();
});
