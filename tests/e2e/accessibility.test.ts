import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessFaults, misfits, phone } from '#tests/support/access-faults.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { fillSignUp, signUpAt } from '#tests/support/visitor.ts';

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

beforeAll(async () => {
  server = await startBuiltServer({}, ['--demo']);
  browser = await openBrowser();
  const page = await signUpAt(browser, server.origin, { email: 'visitor@example.com' });
  member = page.context();
  guest = await browser.newContext();
  workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  await page.getByRole('button', { name: 'Invite user' }).click();
  invitation = await page.getByLabel('Invitation link').inputValue();
  for (let number = 1; number <= 9; number++) shared = await makeWorkspace(page, `Team ${number}`);
  await page.close();
  await addTeam();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Makes a workspace as the page would; answers its id. */
const makeWorkspace = (page: Page, name: string): Promise<string> =>
  page.evaluate(async (wanted) => {
    const answer = await fetch('/api/organization.create_company', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: wanted }),
    });
    return ((await answer.json()) as { data: { id: string } }).data.id; // the envelope of the operation
  }, name);

const activityShown = (page: Page): Promise<void> => page.getByRole('table', { name: 'Activity' }).waitFor();

/** Gives the visitor's workspace a second member, and the visitor a key there. */
const addTeam = async (): Promise<void> => {
  const other = await (await browser.newContext()).newPage();
  await other.goto(invitation);
  await other.getByRole('link', { name: 'Sign up' }).click();
  await fillSignUp(other, 'Lena Sample', 'lena@example.com');
  await other.getByRole('heading', { name: 'User preferences' }).waitFor();
  await other.context().close();
  const made = await member.request.post(`${server.origin}/api/auth.create_credentials`, {
    data: { label: 'laptop' },
    headers: { origin: server.origin, 'X-Allegro-Tenant': workspace },
  });
  const { data } = (await made.json()) as { data: { credentials: { access_key: string } } }; // the envelope of auth.create_credentials
  key = data.credentials.access_key;
};

/** Each page: who opens it, where, and the heading that shows that it is there. */
const pages: { name: string; signedIn: boolean; path: () => string; heading: string | RegExp; open?: (page: Page) => Promise<void> }[] = [
  { name: 'Log in', signedIn: false, path: () => '/login', heading: 'Log in' },
  { name: 'Sign up', signedIn: false, path: () => '/signup', heading: 'Sign up' },
  { name: 'Set password', signedIn: false, path: () => '/set-password#unknown', heading: /password/i },
  { name: 'Join', signedIn: false, path: () => new URL(invitation).search, heading: /^Join/ },
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
    name: 'New workspace',
    signedIn: true,
    path: () => '/profile',
    heading: 'User preferences',
    open: async (page) => {
      await page.getByRole('button', { name: 'New workspace' }).click();
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
      await page.getByRole('menuitem', { name: /^Find a workspace/ }).click();
      await page.getByRole('option').first().waitFor();
    },
  },
];

it.each(pages)('$name can be used by everybody, in either theme, on a phone as well', async ({ signedIn, path, heading, open }) => {
  const page = await (signedIn ? member : guest).newPage();
  try {
    await page.setViewportSize(phone);
    await page.goto(new URL(path(), server.origin).href);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await open?.(page);
    expect(await accessFaults(page)).toEqual([]);
  } finally {
    await page.close();
  }
});

describe('With text twice as large on the narrowest screen', () => {
  let large: Browser;
  beforeAll(async () => void (large = await openBrowser({ args: ['--blink-settings=defaultFontSize=32'] })));
  afterAll(() => large.close());

  it.each(pages)('$name is no wider than its window', async ({ signedIn, path, heading, open }) => {
    const context = await large.newContext({
      viewport: { width: 320, height: 900 },
      ...(signedIn ? { storageState: await member.storageState() } : {}),
    });
    const page = await context.newPage();
    try {
      await page.goto(new URL(path(), server.origin).href);
      await page.getByRole('heading', { name: heading }).first().waitFor();
      await open?.(page);
      expect(await misfits(page)).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
