import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invitations, login, organization, type RequestOf } from '#contract/index.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { callAs, fillSignUp, password, signUpAt } from '#tests/support/visitor.ts';

const seats = 3;
let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  server = await startBuiltServer({ SEATS_PER_WORKSPACE: String(seats) });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

let people = 0;

/** Somebody new, in a browser of their own. */
const arrive = async (name: string): Promise<{ page: Page; email: string }> => {
  const email = `${name.toLowerCase()}${++people}@example.com`;
  const page = await signUpAt(browser, server.origin, { name, email });
  return { page, email };
};

/** A workspace of Ada's, beside her personal one. */
const found = async (name: string): Promise<{ ada: Page; id: string; profile: string }> => {
  const { page: ada } = await arrive('Ada');
  const { id } = await callAs(ada, organization.createCompany, { name });
  return { ada, id, profile: `${server.origin}/w/${id}/profile` };
};

const invite = async (page: Page, workspace: string, request: RequestOf<typeof invitations.createInvite> = {}): Promise<string> =>
  (await callAs(page, invitations.createInvite, request, workspace)).url;

const usesIn = async (page: Page, workspace: string): Promise<number[]> =>
  (await callAs(page, invitations.getInvites, { active: false }, workspace)).invites.map(({ uses }) => uses);

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const joinButton = (page: Page) => page.getByRole('button', { name: 'Join', exact: true });
const panel = (page: Page, workspace: string) => page.getByRole('group', { name: workspace });

test('check 37: a link for one e-mail address waits until its account comes, whoever opens it before', async () => {
  const { ada, id, profile } = await found('Vision');
  const grace = await arrive('Grace');
  await ada.goto(profile);
  await panel(ada, 'Vision').getByRole('button', { name: 'Invite user' }).click();
  const dialog = ada.getByRole('dialog', { name: 'Invite a user' });
  const first = await dialog.getByLabel('Invitation link').inputValue();
  await dialog.getByRole('button', { name: 'More options' }).click();
  await dialog.getByLabel('Number of uses').fill('1');
  await dialog.getByLabel('E-mail').fill(grace.email);
  await dialog.getByRole('button', { name: 'Create new link' }).click();
  await dialog.getByText(`Only ${grace.email} can join by it`).waitFor();
  const link = await dialog.getByLabel('Invitation link').inputValue();
  expect(link).not.toBe(first);

  const { page, email } = await arrive('Bob');
  await page.goto(link);
  await heading(page, 'This invitation is for another account').waitFor();
  const shown = await page.getByRole('main').innerText();
  expect(shown).toContain(email);
  for (const secret of ['Vision', 'Ada', grace.email]) expect(shown).not.toContain(secret);
  expect(await usesIn(ada, id)).toEqual([0, 0]);

  await page.getByRole('button', { name: 'Log in as somebody else' }).click();
  await page.getByLabel('E-mail').fill(grace.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await heading(page, 'Join Vision').waitFor();
  await page.getByText(`1 of ${seats} members`).waitFor();
  await joinButton(page).click();
  await page.waitForURL(profile);
  await panel(page, 'Vision').getByText(`2 of ${seats} members`).waitFor();
});

test('of two who press Join on a link for one, one is in and the other is told', async () => {
  const { ada, id, profile } = await found('Speech');
  const link = await invite(ada, id, { max_uses: 1 });
  const racers = await Promise.all([arrive('Bob'), arrive('Cleo')]);
  for (const { page } of racers) {
    await page.goto(link);
    await heading(page, 'Join Speech').waitFor();
  }
  const outcomes = await Promise.all(
    racers.map(async ({ page }) => {
      await joinButton(page).click();
      return Promise.race([
        page.waitForURL(profile).then(() => 'in'),
        heading(page, 'This invitation was used up')
          .waitFor()
          .then(() => 'told'),
      ]);
    }),
  );
  expect(outcomes.toSorted()).toEqual(['in', 'told']);
  expect(await usesIn(ada, id)).toEqual([1]);
  expect((await callAs(ada, organization.getMembers, {}, id)).total).toBe(2);
});

test('a link that is revoked while somebody looks at it lets nobody in', async () => {
  const { ada, id, profile } = await found('Robotics');
  const link = await invite(ada, id);
  const { page } = await arrive('Bob');
  await page.goto(link);
  await heading(page, 'Join Robotics').waitFor();

  await ada.goto(profile);
  await panel(ada, 'Robotics').getByRole('button', { name: 'Invite user' }).click();
  await ada.getByRole('button', { name: /^Revoke link/ }).click();
  await ada.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await ada.getByText('No link is open.').waitFor();

  await joinButton(page).click();
  await heading(page, 'This invitation was revoked').waitFor();
  expect(await page.getByRole('main').innerText()).not.toContain('Robotics');
  expect((await callAs(ada, organization.getMembers, {}, id)).total).toBe(1);
});

test('a full workspace takes nobody in until somebody leaves, and then whoever checks again', async () => {
  const { ada, id, profile } = await found('Full House');
  const link = await invite(ada, id);
  const guests: Page[] = [];
  for (const name of ['Bob', 'Cleo']) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(link);
    await page.getByRole('link', { name: 'Sign up' }).click();
    await fillSignUp(page, name, `full${++people}@example.com`);
    await page.waitForURL(profile);
    guests.push(page);
  }
  const { page } = await arrive('Dan');
  await page.goto(link);
  await heading(page, 'The workspace is full').waitFor();

  const [bob] = guests;
  if (bob === undefined) throw new Error('Bob did not sign up');
  await panel(bob, 'Full House').getByRole('button', { name: 'Leave workspace' }).click();
  await bob.getByRole('alertdialog').getByRole('button', { name: 'Leave workspace' }).click();
  await bob.getByText('You left Full House').waitFor();

  await page.getByRole('button', { name: 'Check again' }).click();
  await heading(page, 'Join Full House').waitFor();
  await joinButton(page).click();
  await page.waitForURL(profile);
  expect((await callAs(ada, organization.getMembers, {}, id)).total).toBe(seats);
});

/** The server does the next join, and the connection breaks before its answer is there. */
const loseAnswer = (page: Page) =>
  page.route(
    `**/api/${login.joinCompany.name}`,
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );

test.each([
  ['pressing Join again', (page: Page) => joinButton(page).click()],
  [
    'reloading the page',
    async (page: Page) => {
      await page.reload();
      await page.getByRole('button', { name: 'Open workspace' }).click();
    },
  ],
])('a join whose answer was lost is one member and one use after %s', async (_how, again) => {
  const { ada, id, profile } = await found('Lost and Found');
  const link = await invite(ada, id, { max_uses: 1 });
  const { page } = await arrive('Bob');
  await page.goto(link);
  await loseAnswer(page);
  await joinButton(page).click();
  await page.getByText('The server cannot be reached').waitFor();
  await again(page);
  await page.waitForURL(profile);
  expect(await usesIn(ada, id)).toEqual([1]);
  expect((await callAs(ada, organization.getMembers, {}, id)).total).toBe(2);
});

test('the only owner hands a workspace over and leaves in one step, and the next workspace opens', async () => {
  const { ada, id, profile } = await found('Estate');
  const link = await invite(ada, id);
  const { page: grace, email } = await arrive('Grace');
  await grace.goto(link);
  await joinButton(grace).click();
  await grace.waitForURL(profile);

  await ada.goto(profile);
  await panel(ada, 'Estate').getByRole('button', { name: 'Leave workspace' }).click();
  const question = ada.getByRole('alertdialog', { name: 'Leave Estate?' });
  await question.getByText('1 open invitation link').waitFor();
  await question.getByRole('button', { name: 'Leave workspace' }).click();
  await question.getByText('Choose who takes over.').waitFor();
  await question.getByLabel('New owner').selectOption({ label: `Grace (${email})` });
  await question.getByLabel('Workspace name').fill('Estate');
  await question.getByRole('button', { name: 'Leave workspace' }).click();
  await panel(ada, "Ada's workspace").getByText('Currently active').waitFor();
  expect(await panel(ada, 'Estate').count()).toBe(0);

  await grace.reload();
  await panel(grace, 'Estate').getByText('Owner', { exact: true }).waitFor();
  expect(await callAs(grace, organization.getMembers, {}, id)).toMatchObject({ total: 1, members: [{ email, role: 'owner' }] });
});
