import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auth } from '#contract/index.ts';
import { openStage } from '#tests/support/e2e-stage.ts';
import { callAs, signUpAt } from '#tests/support/visitor.ts';

const stage = openStage();

let people = 0;

/** Somebody new in a browser of their own, at the Profile page. */
const arrive = async (name: string): Promise<Page> => {
  const page = await signUpAt(stage.browser, stage.server.origin, { name, email: `person${++people}@example.com` });
  onTestFinished(() => page.context().close());
  return page;
};

const panel = (page: Page, workspace: string) => page.getByRole('group', { name: workspace, exact: true });
const active = (page: Page, workspace: string) => panel(page, workspace).getByText('Currently active').waitFor();

/** Opens another page of the same workspace in another tab. */
const openTab = async (page: Page, name: 'members' | 'activity' | 'profile'): Promise<Page> => {
  const tab = await page.context().newPage();
  await tab.goto(page.url().replace(/profile.*$/, name));
  return tab;
};

const openMenu = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Profile menu' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
};

const create = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Create workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create workspace' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await active(page, name);
};

/** Follows a link that the owner's page makes for its current workspace. */
const join = async (owner: Page, guest: Page, workspace: string): Promise<void> => {
  await panel(owner, workspace).getByRole('button', { name: 'Invite user' }).click();
  await guest.goto(await owner.getByLabel('Invitation link').inputValue());
  await owner.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await guest.getByRole('button', { name: 'Join' }).click();
  await active(guest, workspace);
};

const remove = async (page: Page, workspace: string): Promise<void> => {
  await panel(page, workspace)
    .getByRole('button', { name: `Delete workspace ${workspace}` })
    .click();
  const question = page.getByRole('alertdialog', { name: `Delete ${workspace}?` });
  await question.getByLabel('Workspace name').fill(workspace);
  await question.getByRole('button', { name: 'Delete' }).click();
  await question.waitFor({ state: 'detached' });
};

/** Comes back to a tab from another one, as its owner would. */
const lookAt = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));

describe('a workspace', () => {
  it('is made, renamed and deleted in one tab, and the other tab of its owner follows', async () => {
    const first = await arrive('Ada Sample');
    await create(first, 'Vision Lab');
    const second = await first.context().newPage();
    await second.goto(first.url());
    await active(second, 'Vision Lab');

    await panel(first, 'Vision Lab').getByRole('button', { name: 'Rename workspace Vision Lab' }).click();
    await first.getByRole('dialog').getByLabel('Name').fill('Sound Lab');
    await first.getByRole('button', { name: 'Save' }).click();
    await active(second, 'Sound Lab');
    await second.getByRole('navigation', { name: 'Breadcrumb' }).getByText('Sound Lab').waitFor();

    await create(first, 'Smell Lab');
    await panel(second, 'Smell Lab').waitFor();
    await active(second, 'Sound Lab');
    await openMenu(first);
    await first.getByRole('menuitemradio', { name: 'Sound Lab' }).click();
    await active(first, 'Sound Lab');

    await remove(first, 'Sound Lab');
    await active(first, 'Smell Lab');
    await first.getByText('You deleted Sound Lab').waitFor();
    await second.getByText(/^Sound Lab is gone: .* This is Ada Sample's workspace\.$/).waitFor();
    await active(second, "Ada Sample's workspace");
    await panel(second, 'Sound Lab').waitFor({ state: 'detached' });
  });

  it('that is deleted while a member works in it is said to be gone, and the member goes on in the next one', async () => {
    const owner = await arrive('Olga Owner');
    const member = await arrive('Mia Member');
    await create(owner, 'Old Team');
    await join(owner, member, 'Old Team');
    const second = await openTab(member, 'members');
    await second.getByRole('table', { name: 'Members' }).waitFor();
    await remove(owner, 'Old Team');
    await active(owner, "Olga Owner's workspace");

    await panel(member, 'Old Team').getByRole('button', { name: 'Create new credentials' }).click();
    await member.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
    await member.getByText(/^Old Team is gone: it was deleted, or you are no longer a member of it\./).waitFor();
    await member.waitForURL(/\/profile$/);
    await panel(member, 'Old Team').waitFor({ state: 'detached' });
    // the first tab to hear of it tells the other one
    await second.getByText(/^Old Team is gone/).waitFor();
    await active(second, "Mia Member's workspace");
  });

  it('that one leaves in one tab is gone in the others, whatever they show of it', async () => {
    const page = await arrive('Ada Sample');
    await create(page, 'Old Team');
    const others = [await openTab(page, 'members'), await openTab(page, 'activity'), await openTab(page, 'profile')];
    for (const other of others) await other.getByRole('heading', { level: 1 }).waitFor();
    await panel(page, 'Old Team').getByRole('button', { name: 'Leave workspace' }).click();
    const question = page.getByRole('alertdialog', { name: 'Leave Old Team?' });
    await question.getByText('You have no keys').waitFor();
    await question.getByLabel('Workspace name').fill('Old Team');
    await question.getByRole('button', { name: 'Leave workspace' }).click();
    for (const other of others) {
      await other.getByText(/^Old Team is gone/).waitFor();
      await active(other, "Ada Sample's workspace");
    }
  });

  it('that somebody joined or renamed on another machine is there when one comes back to the tab', async () => {
    const owner = await arrive('Olga Owner');
    const member = await arrive('Mia Member');
    await create(owner, 'Common Room');
    await join(owner, member, 'Common Room');
    await lookAt(owner);
    await panel(owner, 'Common Room').getByText('2 of 10 members').waitFor();
    await panel(owner, 'Common Room').getByRole('button', { name: 'Rename workspace Common Room' }).click();
    await owner.getByRole('dialog').getByLabel('Name').fill('Quiet Room');
    await owner.getByRole('button', { name: 'Save' }).click();
    await active(owner, 'Quiet Room');
    await lookAt(member);
    await active(member, 'Quiet Room');
  });
});

it('the label of a key that stops working can be read whole on a phone, however long it is', async () => {
  const page = await arrive('Ada Sample');
  await create(page, 'Phone Lab');
  await callAs(page, auth.createCredentials, { label: 'trainer'.repeat(18) }, page.url().split('/')[4]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Leave workspace' }).click();
  const list = page.getByRole('alertdialog').getByRole('list');
  await list.getByText('trainertrainer').waitFor();
  expect(await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

it('one of thirty workspaces is found by typing and switched to by keyboard, and its keys are read before the switch', async () => {
  const page = await arrive('Ada Sample');
  await page.evaluate(async () => {
    for (let number = 1; number <= 30; number++)
      await fetch('/api/organization.create_company', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name: `Team ${String(number).padStart(2, '0')}` }),
      });
  });
  await page.reload();
  await panel(page, 'Team 30').waitFor();
  await page.getByRole('button', { name: 'Profile menu' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Find a workspace (31)' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Search workspaces' }).waitFor();
  const read = page.waitForRequest(/auth\.get_credentials$/);
  await page.keyboard.type('team 2');
  await page.keyboard.press('ArrowDown');
  await read;
  await page.getByRole('option', { name: 'Team 21', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await active(page, 'Team 21');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});

it('an address of no workspace sends on to the next one, and the browser has nothing to complain of', async () => {
  const page = await arrive('Ada Sample');
  await page.goto(`${stage.server.origin}/w/${'0'.repeat(32)}/profile`);
  await page.getByText(/^That workspace does not exist/).waitFor();
  await active(page, "Ada Sample's workspace");
});

it('what was done in a workspace is listed, filtered, and the same after a reload', async () => {
  const owner = await arrive('Olga Owner');
  const member = await arrive('Mia Member');
  await create(owner, 'Archive');
  await join(owner, member, 'Archive');
  await panel(owner, 'Archive').getByRole('link', { name: 'Activity' }).click();
  const rows = owner.getByRole('table', { name: 'Activity' }).getByRole('row');
  await rows.filter({ hasText: 'Mia Member joined as member' }).waitFor();
  await rows.filter({ hasText: 'Olga Owner created the workspace as Archive' }).waitFor();
  await rows.filter({ hasText: '127.0.0.1' }).first().waitFor();

  await owner.getByRole('combobox', { name: 'Person' }).fill('mia');
  await owner.getByRole('option', { name: /Mia Member/ }).click();
  await rows.filter({ hasText: 'Olga Owner' }).first().waitFor({ state: 'detached' });
  await owner.getByLabel('Action').selectOption('Member joined');
  await owner.getByLabel('From').fill('2020-01-01');
  await owner.waitForURL(/from=2020-01-01/);
  await owner.reload();
  await rows.filter({ hasText: 'Mia Member joined as member' }).waitFor();
  expect(await rows.count()).toBe(2);
  await owner.getByLabel('Action').selectOption('Member left');
  await owner.getByText('Nothing matches').waitFor();

  await member.goto(new URL(owner.url().split('?')[0] ?? '').href);
  await member.getByText('Owners and admins see the activity').waitFor();
});
