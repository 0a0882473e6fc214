import { focusManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import * as managing from '#contract/managing.ts';
import { auth, login, organization } from '#contract/index.ts';
import { removeMember } from '#server/store/members.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { addMember, addPerson } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

const panel = (workspace: string) => screen.findByRole('group', { name: workspace });

/** A workspace of this browser's user, made without the page; answers its id. */
const make = async (name: string): Promise<string> =>
  organization.createCompany.response.parse(await browser.act(organization.createCompany, { name })).id;

const names = async (): Promise<string[]> =>
  organization.getUserCompanies.response.parse(await browser.act(organization.getUserCompanies, {})).companies.map(({ name }) => name);

const openMenu = async (user: ReturnType<typeof openPage>['user']) => {
  await user.click(await screen.findByRole('button', { name: 'Profile menu' }));
  return within(await screen.findByRole('menu'));
};

const comeBack = (): void => {
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  focusManager.setFocused(undefined);
};

describe('a new workspace', () => {
  it('is made from the card, and opened', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Create workspace' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Create workspace' }));
    await user.type(dialog.getByLabelText('Name'), 'ab');
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    expect(await dialog.findByText('This is too short.')).toBeTruthy();
    await user.type(dialog.getByLabelText('Name'), 'c research');
    await user.click(dialog.getByRole('button', { name: 'Create' }));

    const made = await panel('abc research');
    expect(await within(made).findByText('Currently active')).toBeTruthy();
    expect(await within(made).findByText('1 of 10 members')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(await names()).toEqual(["Ada Sample's workspace", 'abc research']);
  });

  it('is made from the profile menu on any page, and keeps its name in the form where the server fails', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const { user } = openPage(`/w/${me.workspace}/members`);
    await user.click((await openMenu(user)).getByRole('menuitem', { name: 'Create workspace' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Create workspace' }));
    browser.fault(organization.createCompany, 'internal', 1);
    await user.type(dialog.getByLabelText('Name'), 'Vision Lab');
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    expect(await dialog.findByText(/^The server failed/u)).toBeTruthy();
    expect(valueOf(dialog.getByLabelText('Name'))).toBe('Vision Lab');
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    expect(await within(await panel('Vision Lab')).findByText('Currently active')).toBeTruthy();
    expect(await names()).toEqual(["Ada Sample's workspace", 'Vision Lab']);
  });

  it('check 40: is made once, however often Create is pressed', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Create workspace' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Create workspace' }));
    await user.type(dialog.getByLabelText('Name'), 'Vision Lab');
    const create = dialog.getByRole('button', { name: 'Create' });
    // quicker than React draws
    for (let presses = 0; presses < 3; presses += 1) create.click();
    await panel('Vision Lab');
    expect(browser.calls(organization.createCompany)).toBe(1);
    expect(await names()).toEqual(["Ada Sample's workspace", 'Vision Lab']);
  });

  it('check 40: is in the list where the answer that made it got lost', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Create workspace' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Create workspace' }));
    browser.fault(organization.createCompany, 'lost', 1);
    await user.type(dialog.getByLabelText('Name'), 'Vision Lab');
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    await dialog.findByText(/cannot be reached/u);
    await waitFor(() => expect(document.querySelector('main')?.textContent).toContain('Vision Lab'));
    expect(await names()).toEqual(["Ada Sample's workspace", 'Vision Lab']);
  });

  it('is offered on a server with many workspaces only', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted' });
    await browser.signUp();
    const { user } = openPage('/profile');
    await panel('clearml');
    const menu = await openMenu(user);
    expect(menu.getByRole('menuitem', { name: 'Log out' })).toBeTruthy();
    expect(menu.queryByRole('menuitem', { name: 'Create workspace' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Create workspace' })).toBeNull();
  });
});

it('whoever leaves a workspace as its only member is told that it is deleted, and it is', async () => {
  const me = await browser.signUp({ name: 'Ada Sample' });
  const team = await make('Old Team');
  const { user } = openPage(`/w/${team}/profile`);
  await user.click(within(await panel('Old Team')).getByRole('button', { name: 'Leave workspace' }));
  const question = within(await screen.findByRole('alertdialog', { name: 'Leave Old Team?' }));
  expect(question.getByText('You are its only member: when you leave, it is deleted. This cannot be undone.')).toBeTruthy();
  await question.findByText(/no keys and no open invitation links/u);
  await user.click(question.getByRole('button', { name: 'Leave workspace' }));
  expect(descriptionOf(question.getByLabelText('Workspace name'))).toContain('This is not its name.');
  expect(browser.calls(login.leaveCompany)).toBe(0);
  await user.type(question.getByLabelText('Workspace name'), 'Old Team');
  await user.click(question.getByRole('button', { name: 'Leave workspace' }));
  await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
  expect(await screen.findByText('Old Team was deleted')).toBeTruthy();
  expect(await browser.store.db.selectFrom('workspaces').select('id').where('id', '=', team).execute()).toEqual([]);
});

it('whoever seemed to be its only member, until somebody joined, is not told so when leaving is refused', async () => {
  await browser.signUp({ name: 'Ada Sample' });
  const team = await make('Old Team');
  const { user } = openPage(`/w/${team}/profile`);
  await user.click(within(await panel('Old Team')).getByRole('button', { name: 'Leave workspace' }));
  const question = within(await screen.findByRole('alertdialog', { name: 'Leave Old Team?' }));
  await question.findByText(/no keys and no open invitation links/u);
  const news = question.getByRole('status');
  expect(news.textContent).toBe('');
  await addMember(browser, team, (await addPerson(browser, 'bob@example.com', 'Bob Builder')).id);
  await user.type(question.getByLabelText('Workspace name'), 'Old Team');
  await user.click(question.getByRole('button', { name: 'Leave workspace' }));
  expect(await question.findByText('You are its only owner. Choose who takes over:')).toBeTruthy();
  expect(question.queryByText(/it is deleted/u)).toBeNull();
  // what was there before is heard
  await waitFor(() => expect(news.textContent).toBe('It needs another owner by now: choose who takes over.'));
  expect(news.isConnected).toBe(true);
});

it('who believes that others are in it ends nothing by leaving, and is told first', async () => {
  const me = await browser.signUp({ name: 'Ada Sample' });
  const team = await make('Old Team');
  const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
  await addMember(browser, team, bob.id, 'owner');
  const { user } = openPage(`/w/${team}/profile`);
  await user.click(within(await panel('Old Team')).getByRole('button', { name: 'Leave workspace' }));
  const question = within(await screen.findByRole('alertdialog', { name: 'Leave Old Team?' }));
  await question.findByText(/no keys and no open invitation links/u);
  expect(question.getByText(/What you made there stays/u)).toBeTruthy();
  const news = question.getByRole('status');
  expect(news.textContent).toBe('');
  await browser.store.transaction((trx) => removeMember(trx, team, bob.id, browser.clock.now()));
  await user.click(question.getByRole('button', { name: 'Leave workspace' }));
  expect(await question.findByText('You are its only member: when you leave, it is deleted. This cannot be undone.')).toBeTruthy();
  await waitFor(() => expect(news.textContent).toBe('Nobody else is in it by now: it would be deleted.'));
  expect(location.pathname).toBe(`/w/${team}/profile`);
  await user.type(question.getByLabelText('Workspace name'), 'Old Team');
  await user.click(question.getByRole('button', { name: 'Leave workspace' }));
  await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
  expect(await screen.findByText('Old Team was deleted')).toBeTruthy();
});

describe('deleting a workspace', () => {
  it('waits until it was said what ends with it', async () => {
    await browser.signUp();
    const team = await make('Old Team');
    browser.fault(managing.getMemberCredentials, 'hang', 1);
    const { user } = openPage(`/w/${team}/profile`);
    await user.click(await screen.findByRole('button', { name: 'Delete workspace Old Team' }));
    const question = within(await screen.findByRole('alertdialog'));
    await user.type(question.getByLabelText('Workspace name'), 'Old Team{Enter}');
    const confirm = question.getByRole('button', { name: 'Delete' });
    expect(confirm.getAttribute('aria-disabled')).toBe('true');
    await user.click(confirm);
    expect(browser.calls(organization.deleteCompany)).toBe(0);
  });

  it('says what goes with it, wants its name, and goes on in the one that this tab showed before', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const [lab, team] = [await make('Vision Lab'), await make('Old Team')];
    await addMember(browser, team, (await addPerson(browser, 'bob@example.com', 'Bob Builder')).id);
    await browser.act(auth.createCredentials, { label: 'trainer' }, { 'X-Allegro-Tenant': team });
    const { user } = openPage(`/w/${lab}/profile`);
    await user.click(within(await panel('Old Team')).getByRole('button', { name: 'Switch to workspace Old Team' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${team}/profile`));
    await user.click(await within(await panel('Old Team')).findByRole('button', { name: 'Delete workspace Old Team' }));

    const question = within(await screen.findByRole('alertdialog', { name: 'Delete Old Team?' }));
    expect(question.getByText(/^You and 1 other member lose access/u)).toBeTruthy();
    expect(await question.findByText('trainer')).toBeTruthy();
    const name = question.getByLabelText('Workspace name');
    await user.type(name, 'Vision Lab');
    await user.click(question.getByRole('button', { name: 'Delete' }));
    expect(await question.findByText('This is not its name.')).toBeTruthy();
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect(await names()).toContain('Old Team');

    await user.clear(name);
    await user.type(name, 'Old Team{Enter}');
    await waitFor(() => expect(location.pathname).toBe(`/w/${lab}/profile`));
    expect(await screen.findByText('You deleted Old Team')).toBeTruthy();
    expect(screen.queryByRole('group', { name: 'Old Team' })).toBeNull();
    expect(screen.queryByText(/is gone/u)).toBeNull();
    expect(await names()).toEqual(["Ada Sample's workspace", 'Vision Lab']);
    expect(me.workspace).not.toBe(lab);
  });

  it('whose answer is lost is done all the same, and the next try goes on', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const team = await make('Old Team');
    const { user } = openPage(`/w/${team}/profile`);
    await user.click(await within(await panel('Old Team')).findByRole('button', { name: 'Delete workspace Old Team' }));
    const question = within(await screen.findByRole('alertdialog', { name: 'Delete Old Team?' }));
    browser.fault(organization.deleteCompany, 'lost', 1);
    await user.type(question.getByLabelText('Workspace name'), 'Old Team{Enter}');
    expect(await question.findByText(/^The server cannot be reached/u)).toBeTruthy();
    await user.click(question.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
    expect(await screen.findByText('You deleted Old Team')).toBeTruthy();
    expect(screen.queryByText(/is gone|does not exist/u)).toBeNull();
    expect(screen.queryByRole('group', { name: 'Old Team' })).toBeNull();
  });

  it('from a panel that is not the current one stays where it is', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    await make('Old Team');
    const { user } = openPage('/profile');
    const old = within(await panel('Old Team'));
    await user.click(old.getByRole('button', { name: /^Old Team/u }));
    await user.click(await old.findByRole('button', { name: 'Delete workspace Old Team' }));
    const question = within(await screen.findByRole('alertdialog'));
    expect(question.getByText(/^You are its only member/u)).toBeTruthy();
    await user.type(question.getByLabelText('Workspace name'), 'Old Team');
    await user.click(question.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('group', { name: 'Old Team' })).toBeNull());
    expect(location.pathname).toBe(`/w/${me.workspace}/profile`);
  });

  it('is offered to owners, and not for personal ones', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
    await addMember(browser, bob.workspace, me.user, 'owner');
    const lab = await make('Vision Lab');
    await browser.store.db.updateTable('memberships').set({ role: 'admin' }).where('workspace_id', '=', lab).execute();
    const { user } = openPage('/profile');
    for (const workspace of ["Bob Builder's workspace", 'Vision Lab'])
      await user.click(within(await panel(workspace)).getByRole('button', { name: new RegExp(`^${workspace}`, 'u') }));
    for (const workspace of ["Ada Sample's workspace", "Bob Builder's workspace", 'Vision Lab']) {
      const shown = within(await panel(workspace));
      expect(shown.getByRole('link', { name: 'Activity' })).toBeTruthy();
      expect(shown.queryByRole('button', { name: /^Delete workspace/u })).toBeNull();
    }
  });

  it('by somebody else is said when the tab is looked at again, and what is typed elsewhere on the page is kept', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    const team = await make('Old Team');
    const { user } = openPage(`/w/${team}/profile`);
    await panel('Old Team');
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    await user.type(await screen.findByLabelText('Name'), ' Two');
    await browser.act(organization.deleteCompany, { name: 'Old Team' }, { 'X-Allegro-Tenant': team });
    comeBack();
    expect(await screen.findByText(/^Old Team is gone: it was deleted, or you are no longer a member of it\./u)).toBeTruthy();
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(valueOf(screen.getByLabelText('Name'))).toBe('Ada Sample Two');
  });
});

describe('switching among many workspaces', () => {
  /** Thirty and the personal one. */
  const makeMany = async (): Promise<void> => {
    for (let number = 1; number <= 30; number++) await make(`Team ${String(number).padStart(2, '0')}`);
  };

  it('is done by typing a part of the name, by arrows and Enter', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    await makeMany();
    const { user } = openPage('/profile');
    await panel('Team 30');
    const menu = await openMenu(user);
    expect(menu.getAllByRole('menuitemradio', { name: /Team|workspace/u })).toHaveLength(8);
    await user.click(menu.getByRole('menuitem', { name: /^Find a workspace/u }));
    const field = await screen.findByRole('combobox', { name: 'Search workspaces' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(within(screen.getByRole('listbox', { name: 'Workspaces' })).getAllByRole('option')).toHaveLength(31);

    await user.keyboard('team 2');
    const options = screen.getAllByRole('option').map((option) => option.textContent);
    expect(options).toHaveLength(10);
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    const active = document.getElementById(field.getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent).toContain('Team 21');
    expect(active?.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await within(await panel('Team 21')).findByText('Currently active')).toBeTruthy();
  });

  it('says that none matches, and Escape leaves everything as it was', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    await makeMany();
    const { user } = openPage('/profile');
    await panel('Team 30');
    await user.click((await openMenu(user)).getByRole('menuitem', { name: /^Find a workspace/u }));
    await user.type(await screen.findByRole('combobox'), 'nowhere');
    expect((await screen.findByText(/^None of your 31 workspaces/u)).getAttribute('role')).toBe('status');
    await user.keyboard('{Enter}{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(location.pathname).toBe(`/w/${me.workspace}/profile`);
  });
});

describe('hundreds of workspaces', () => {
  it('are drawn forty at a time, in the card and in the search, whose arrows still reach all of them', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    for (let number = 1; number <= 49; number++) await make(`Team ${number}`);
    const { user } = openPage(`/w/${me.workspace}/profile`);
    await waitFor(() => expect(screen.getAllByRole('group', { name: /^Team|workspace$/u })).toHaveLength(40));
    await user.click((await openMenu(user)).getByRole('menuitem', { name: 'Find a workspace (50)' }));
    await screen.findByRole('combobox', { name: 'Search workspaces' });
    expect(screen.getAllByRole('option')).toHaveLength(40);
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('option', { selected: true }).getAttribute('aria-posinset')).toBe('50');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Show more of 50 workspaces' }));
    expect(screen.getAllByRole('group', { name: /^Team|workspace$/u })).toHaveLength(50);
    expect(screen.queryByRole('button', { name: /^Show more of/u })).toBeNull();
  });
});

describe('what another workspace shows', () => {
  it('is read as soon as one reaches for it, so that it is there at once', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    const team = await make('Vision Lab');
    const { user } = openPage('/profile');
    await within(await panel("Ada Sample's workspace")).findByText('No credentials yet');
    expect(browser.calls(auth.getCredentials)).toBe(1);
    await user.hover(within(await panel('Vision Lab')).getByRole('button', { name: 'Switch to workspace Vision Lab' }));
    await waitFor(() => expect(browser.calls(auth.getCredentials)).toBe(2));
    await user.click((await openMenu(user)).getByRole('menuitemradio', { name: 'Vision Lab' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${team}/profile`));
    await within(await panel('Vision Lab')).findByText('No credentials yet');
    expect(browser.calls(auth.getCredentials)).toBe(2);
  });

  it('is read ahead from the menu too', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    await make('Vision Lab');
    const { user } = openPage('/profile');
    await within(await panel("Ada Sample's workspace")).findByText('No credentials yet');
    await user.hover((await openMenu(user)).getByRole('menuitemradio', { name: 'Vision Lab' }));
    await waitFor(() => expect(browser.calls(auth.getCredentials)).toBe(2));
  });

  it('waits for the press where somebody saves data', async () => {
    Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
    await browser.signUp({ name: 'Ada Sample' });
    const team = await make('Vision Lab');
    const { user, client } = openPage('/profile');
    await within(await panel("Ada Sample's workspace")).findByText('No credentials yet');
    const button = within(await panel('Vision Lab')).getByRole('button', { name: 'Switch to workspace Vision Lab' });
    await user.hover(button);
    button.focus();
    Reflect.deleteProperty(navigator, 'connection');
    expect(client.getQueryState([auth.getCredentials.name, team, {}])).toBeUndefined();
  });
});
