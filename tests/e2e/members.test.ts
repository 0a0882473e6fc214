import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage } from '#tests/support/e2e-stage.ts';
import { seed } from '#tests/support/seeded.ts';
import { fillSignUp, signUpAt } from '#tests/support/visitor.ts';

const stage = openStage();

/** The choice of Grace's role on the owner's page. */
const roleOfGrace = (page: Page) => page.getByRole('combobox', { name: 'Change role of Grace Sample' });

/** Answers the question that is open. */
const answer = async (page: Page, verb: string): Promise<void> => {
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: verb, exact: true }).click();
  await question.waitFor({ state: 'detached' });
};

test('an owner promotes a member, demotes and removes them, and the member’s own page follows', async () => {
  const owner = await signUpAt(stage.browser, stage.server.origin);
  await owner.getByRole('button', { name: 'Invite user' }).click();
  const link = await owner.getByLabel('Invitation link').inputValue();
  const grace = await (await stage.browser.newContext()).newPage();
  await grace.goto(link);
  await grace.getByRole('link', { name: 'Sign up' }).click();
  await fillSignUp(grace, 'Grace Sample', 'grace@example.com');
  await grace.getByRole('heading', { name: 'Workspaces' }).waitFor();

  const members = owner.url().replace('/profile', '/members');
  await owner.goto(members);
  await grace.goto(members);
  await grace.getByRole('table', { name: 'Members' }).waitFor();
  expect(await grace.getByRole('button', { name: 'Find a key' }).count()).toBe(0);

  await roleOfGrace(owner).focus();
  await owner.keyboard.press('ArrowUp');
  await answer(owner, 'Make admin');
  await owner.getByText('Saved: Grace Sample is Admin now').waitFor();
  await grace.reload();
  await grace.getByRole('button', { name: 'Find a key' }).waitFor();
  expect(await grace.getByRole('button', { name: 'Remove Ada Sample' }).getAttribute('aria-disabled')).toBe('true');

  await roleOfGrace(owner).selectOption('member');
  await answer(owner, 'Change role');
  await owner.getByText('Saved: Grace Sample is Member now').waitFor();
  // what Grace still sees is refused, and her page then knows
  await grace.getByRole('button', { name: 'Find a key' }).click();
  await grace.getByLabel('Access key').fill('whatever');
  await grace.getByRole('button', { name: 'Find', exact: true }).click();
  await grace.getByText('Your role in this workspace does not allow that.').waitFor();
  await grace.getByRole('button', { name: 'Close', exact: true }).click();
  await grace.getByRole('button', { name: 'Find a key' }).waitFor({ state: 'detached' });

  await owner.getByRole('button', { name: 'Remove Grace Sample' }).click();
  await answer(owner, 'Remove');
  await owner.getByText('Grace Sample was removed').waitFor();
  await owner.getByText('1 of 10 members').waitFor();
  await grace.getByLabel('Search members').fill('ada');
  await grace.getByText("Ada Sample's workspace is gone: it was deleted, or you are no longer a member of it.", { exact: false }).waitFor();
  await grace.getByRole('heading', { name: 'User preferences' }).waitFor();
});

test('of a long list only what is in view is kept and read again, and a deep place is reached by scrolling', async () => {
  const seeded = await seed(stage.server, '--members', '600');
  const page = await (await stage.browser.newContext()).newPage();
  await page.goto(`${stage.server.origin}/login?redirect=/w/${seeded.workspace}/members`);
  await page.getByLabel('E-mail').fill(seeded.email);
  await page.getByLabel('Password', { exact: true }).fill(seeded.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  const table = page.getByRole('table', { name: 'Members' });
  await table.waitFor();

  // the last row is there once the end is
  await expect
    .poll(async () => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      return table.getAttribute('aria-rowcount');
    })
    .toBe('601');
  await page
    .getByRole('combobox', { name: /^Change role of/ })
    .last()
    .waitFor();
  expect(await page.locator('*').count()).toBeLessThan(500);

  let read = 0;
  page.on('request', (request) => void (request.url().endsWith('organization.get_members') && read++));
  await page
    .getByRole('combobox', { name: /^Change role of/ })
    .last()
    .selectOption('admin');
  await answer(page, 'Make admin');
  await page.getByText(/^Saved:/).waitFor();
  // the first page, and those around what is in view
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThanOrEqual(4);
});

test('who comes back to a long list finds it where they left it', async () => {
  const page = stage.browser.contexts().at(-1)?.pages()[0];
  if (page === undefined) throw new Error('The page of the test before is gone');
  const middle = () =>
    page.evaluate(
      () =>
        document
          .elementFromPoint(innerWidth / 2, innerHeight / 2)
          ?.closest('tr')
          ?.getAttribute('aria-rowindex') ?? '',
    );
  await page.reload();
  await page.getByRole('table', { name: 'Members' }).waitFor();
  await expect
    .poll(async () => {
      await page.evaluate(() => window.scrollBy(0, 3000));
      return Number(await middle());
    })
    .toBeGreaterThan(250);
  const left = await middle();
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('nav a')?.click());
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  await page.goBack();
  await expect.poll(middle).toBe(left);
});
