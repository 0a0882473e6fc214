import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accessFaults } from '#tests/support/access-faults.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { invitations, login, organization, type RequestOf } from '#contract/index.ts';
import { callAs, fillSignUp, signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
let member: BrowserContext;
let guest: BrowserContext;
let workspace: string;
let invitation: string;
/** a workspace of two, owned by the visitor, with as many seats */
let full: string;
/** by the state that the visitor, or for `used up` a guest, finds them in */
const links: Record<string, string> = {};

/** A full workspace with a link in each state. */
const fill = async (page: Page): Promise<void> => {
  const { id } = await callAs(page, organization.createCompany, { name: 'Full House' });
  full = id;
  const make = (request: RequestOf<typeof invitations.createInvite> = {}, workspace = id) =>
    callAs(page, invitations.createInvite, request, workspace);
  const [usedUp, open, revoked, expired] = [await make({ max_uses: 1 }), await make(), await make(), await make({ expires_in_sec: 1 })];
  await callAs(page, invitations.revokeInvites, { invites: [revoked.id] }, id);
  const second = await (await browser.newContext()).newPage();
  await second.goto(usedUp.url.replace('/?', '/signup?'));
  await fillSignUp(second, 'Ben Sample', 'second@example.com');
  await second.getByRole('heading', { name: 'User preferences' }).waitFor();
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
  server = await startBuiltServer({ SEATS_PER_WORKSPACE: '2' }, ['--demo']);
  browser = await openBrowser();
  const page = await signUpAt(browser, server.origin, { email: 'visitor@example.com' });
  member = page.context();
  guest = await browser.newContext();
  workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  await page.getByRole('button', { name: 'Invite user' }).click();
  invitation = await page.getByLabel('Invitation link').inputValue();
  await page.getByRole('button', { name: 'Close' }).click();
  await fill(page);
  await page.close();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Each page: who opens it, where, and the heading that shows that it is there. */
const pages: { name: string; signedIn: boolean; path: () => string; heading: string | RegExp; open?: (page: Page) => Promise<void> }[] = [
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
  {
    name: 'Create new credentials',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      await page.getByRole('dialog').getByLabel('Label').waitFor();
    },
  },
  {
    name: 'New credentials with their snippets',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Create new credentials' }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByRole('tab', { name: 'Containers, CI' }).click();
      await page.getByText('Uploads will fail').waitFor();
    },
  },
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
    name: 'Add access keys',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'Add access keys' }).click();
      await page.getByLabel('Bucket').fill('models');
      await page.getByLabel('Host (Endpoint)').fill('minio.example');
      await page.getByRole('button', { name: /^Paste/ }).click();
      await page
        .getByLabel('Text with keys')
        .fill('sdk.aws.s3.credentials: [{ bucket: a, key: k, secret: s }, { bucket: b, key: k, secret: s }]');
      await page.getByRole('button', { name: 'Read it' }).click();
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
];

describe.each(['light', 'dark'] as const)('In the %s theme', (colorScheme) => {
  it.each(pages)('$name can be used by everybody, on a phone as well', async ({ signedIn, path, heading, open }) => {
    const page = await (signedIn ? member : guest).newPage();
    try {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of [1440, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(new URL(path(), server.origin).href);
        await page.getByRole('heading', { name: heading }).first().waitFor();
        await open?.(page);
        expect(await accessFaults(page)).toEqual([]);
      }
    } finally {
      await page.close();
    }
  });
});
