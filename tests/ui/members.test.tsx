import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as managing from '#contract/managing.ts';
import { auth, invitations, login, organization, users } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { basic } from '#tests/support/client.ts';
import { addMember, addPerson } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(() => browser.close());

const panel = (workspace: string) => screen.findByRole('group', { name: workspace });

/** Opens the panel of a workspace that is not the current one. */
const openPanel = async (user: ReturnType<typeof openPage>['user'], workspace: string) => {
  const found = await panel(workspace);
  await user.click(within(found).getByRole('button', { name: new RegExp(`^${workspace}`, 'u'), expanded: false }));
  return found;
};

/** Somebody else's workspace that this browser's user is a member of. */
const joined = async (me: string, role: 'owner' | 'admin' | 'member' = 'member') => {
  const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
  await addMember(browser, bob.workspace, me, role);
  return bob;
};

describe('members of a workspace', () => {
  it('are counted against its seats and shown as avatars', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
    await addMember(browser, me.workspace, bob.id);
    openPage('/profile');
    const shown = within(await panel("Ada Sample's workspace"));
    expect(shown.getByText('2 of 10 members')).toBeTruthy();
    expect(shown.getByRole('list', { name: "Members of Ada Sample's workspace" }).textContent).toContain('Bob Builder');
    expect(shown.getByRole('link', { name: 'All members' })).toHaveProperty('pathname', `/w/${me.workspace}/members`);
  });

  it('say when no seat is left', async () => {
    await browser.close();
    browser = await openBrowser({ seats: 1 });
    await browser.signUp();
    openPage('/profile');
    expect(await screen.findByText(/has reached its maximum number of members/u)).toBeTruthy();
  });

  it('may invite only as owner or admin; others see whom to ask', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    await joined(me.user);
    const { user } = openPage('/profile');
    const own = within(await panel("Ada Sample's workspace")).getByRole('button', { name: 'Invite user' });
    expect(own.getAttribute('aria-disabled')).toBeNull();
    const other = await openPanel(user, "Bob Builder's workspace");
    const button = within(other).getByRole('button', { name: 'Invite user' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(within(other).getByText('Owners and admins invite here: Bob Builder.')).toBeTruthy();
    await user.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('leaving a workspace', () => {
  it('is not offered in the personal one', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    openPage('/profile');
    const own = within(await panel("Ada Sample's workspace"));
    expect(own.queryByRole('button', { name: 'Leave workspace' })).toBeNull();
    expect(own.getByText('This is your personal workspace. It came with your account, so it cannot be left.')).toBeTruthy();
  });

  it('says which keys stop working, and then they do, from a panel that is not the current one', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await joined(me.user, 'admin');
    await browser.act(invitations.createInvite, {}, { 'X-Allegro-Tenant': bob.workspace });
    const keys = auth.createCredentials.response.parse(
      await browser.act(auth.createCredentials, { label: 'trainer' }, { 'X-Allegro-Tenant': bob.workspace }),
    ).credentials;
    const { user } = openPage('/profile');
    const other = await openPanel(user, "Bob Builder's workspace");
    await user.click(within(other).getByRole('button', { name: 'Leave workspace' }));
    const question = await screen.findByRole('alertdialog', { name: "Leave Bob Builder's workspace?" });
    expect(await within(question).findByText('trainer')).toBeTruthy();
    expect(within(question).getByText('Your 1 key there stops working at once, and so does your 1 open invitation link:')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Cancel' })));
    await user.click(within(question).getByRole('button', { name: 'Leave workspace' }));

    await waitFor(() => expect(screen.queryByRole('group', { name: "Bob Builder's workspace" })).toBeNull());
    expect(await screen.findByText("You left Bob Builder's workspace")).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('group', { name: "Bob Builder's workspace" })).toBeNull());
    expect(screen.queryByText(/no longer a member/u)).toBeNull();
    // the button is gone with its panel: the panel before it takes the focus
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Ada Sample's workspace"));
    const answer = await browser.client().call(auth.login, {}, { headers: basic(keys.access_key, keys.secret_key) });
    expect(answer.status).toBe(401);
    expect(location.pathname).toBe(`/w/${me.workspace}/profile`);
  });

  it('goes on in the personal workspace when the current one is left', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await joined(me.user);
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    const other = await panel("Bob Builder's workspace");
    await user.click(within(other).getByRole('button', { name: 'Leave workspace' }));
    const question = within(await screen.findByRole('alertdialog'));
    await question.findByText('You have no keys and no open invitation links there.');
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
    expect(await screen.findByText("You left Bob Builder's workspace")).toBeTruthy();
  });

  it('waits until it was said what stops working', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await joined(me.user);
    browser.fault(managing.getDepartureImpact, 'hang', 1);
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Leave workspace' }));
    expect(browser.calls(login.leaveCompany)).toBe(0);
  });

  it('says when it cannot be known what stops working, and can be done all the same', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await joined(me.user);
    browser.fault(managing.getDepartureImpact, 'internal');
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    const question = within(await screen.findByRole('alertdialog'));
    await question.findByText('What stops working could not be listed');
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
  });

  it('check 40: is done on a second try when the answer to the first was lost', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await joined(me.user);
    browser.fault(login.leaveCompany, 'lost', 1);
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    const question = within(await screen.findByRole('alertdialog'));
    await question.findByText(/no keys and no open invitation links/u);
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    await question.findByText(/cannot be reached/u);
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
    expect(await screen.findByText("You left Bob Builder's workspace")).toBeTruthy();
    expect(screen.queryByText(/no longer a member/u)).toBeNull();
  });

  /** Bob's personal workspace stays Bob's; without him as an owner it is this browser's user's to hand over. */
  const aloneAbove = async (me: string) => {
    const bob = await joined(me, 'owner');
    const cleo = await addPerson(browser, 'cleo@example.com', 'Cleo Third');
    await addMember(browser, bob.workspace, cleo.id);
    await browser.store.db.updateTable('memberships').set({ role: 'member' }).where('user_id', '=', bob.id).execute();
    return { bob, cleo };
  };

  it('asks for another owner when the one that was chosen has left', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const { bob, cleo } = await aloneAbove(me.user);
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    const question = within(await screen.findByRole('alertdialog'));
    const select = await question.findByRole('combobox', { name: 'New owner' });
    await user.selectOptions(select, await within(select).findByRole('option', { name: /Cleo Third/u }));
    await user.type(question.getByLabelText('Workspace name'), "Bob Builder's workspace");
    await browser.store.db.deleteFrom('memberships').where('user_id', '=', cleo.id).where('workspace_id', '=', bob.workspace).execute();
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    expect(await question.findByText('Cleo Third is no longer a member. Choose somebody else.')).toBeTruthy();
    expect(select).toHaveProperty('value', '');
    await waitFor(() => expect(within(select).queryByRole('option', { name: /Cleo Third/u })).toBeNull());
    await user.selectOptions(select, within(select).getByRole('option', { name: /Bob Builder/u }));
    expect(question.queryByText(/no longer a member/u)).toBeNull();
    expect(question.getByLabelText('Workspace name')).toHaveProperty('value', "Bob Builder's workspace");
  });

  it('asks for another owner when the account of the one that was chosen was disabled, and offers no such account', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const { bob, cleo } = await aloneAbove(me.user);
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    const question = within(await screen.findByRole('alertdialog'));
    const select = await question.findByRole('combobox', { name: 'New owner' });
    await user.selectOptions(select, await within(select).findByRole('option', { name: /Cleo Third/u }));
    await user.type(question.getByLabelText('Workspace name'), "Bob Builder's workspace");
    await browser.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', cleo.id).execute();
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    expect(await question.findByText('The account of Cleo Third is disabled. Choose somebody else.')).toBeTruthy();
    expect(select).toHaveProperty('value', '');
    const option = await within(select).findByRole('option', { name: 'Cleo Third (cleo@example.com), account disabled' });
    expect(option).toHaveProperty('disabled', true);
    expect(question.getAllByRole('alert')).toHaveLength(1);
  });

  it('asks no more who takes over once there is another owner again', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await joined(me.user, 'owner');
    const cleo = await addPerson(browser, 'cleo@example.com', 'Cleo Third');
    await addMember(browser, bob.workspace, cleo.id);
    const setRole = (role: 'member' | 'owner') =>
      browser.store.db.updateTable('memberships').set({ role }).where('user_id', '=', bob.id).execute();
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    const question = within(await screen.findByRole('alertdialog'));
    await question.findByText('You have no keys and no open invitation links there.');
    await setRole('member');
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    const select = await question.findByRole('combobox', { name: 'New owner' });
    await user.selectOptions(select, await within(select).findByRole('option', { name: /Cleo Third/u }));
    await user.type(question.getByLabelText('Workspace name'), "Bob Builder's workspace");
    await setRole('owner');
    await browser.store.db.deleteFrom('memberships').where('user_id', '=', cleo.id).where('workspace_id', '=', bob.workspace).execute();
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    await waitFor(() => expect(question.queryByRole('combobox', { name: 'New owner' })).toBeNull());
    expect(await question.findByText('It has another owner by now: it stays when you leave.')).toBeTruthy();
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
  });

  it('asks who takes over where the server says so and what stops working cannot be read', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const { bob } = await aloneAbove(me.user);
    browser.fault(managing.getDepartureImpact, 'internal');
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    const question = within(await screen.findByRole('alertdialog'));
    await question.findByText('What stops working could not be listed');
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    await question.findByRole('combobox', { name: 'New owner' });
  });

  it('asks who takes over once the other owner has gone meanwhile, and keeps the answer while it is sent again', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await joined(me.user, 'owner');
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    const question = within(await screen.findByRole('alertdialog'));
    await question.findByText('You have no keys and no open invitation links there.');
    await browser.store.db.updateTable('memberships').set({ role: 'member' }).where('user_id', '=', bob.id).execute();
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    const select = await question.findByRole('combobox', { name: 'New owner' });
    await user.selectOptions(select, await within(select).findByRole('option', { name: /Bob Builder/u }));
    await user.type(question.getByLabelText('Workspace name'), "Bob Builder's workspace");
    browser.fault(login.leaveCompany, 'offline', 1);
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    expect(await question.findByText(/cannot be reached/u)).toBeTruthy();
    expect(question.getByLabelText('Workspace name')).toHaveProperty('value', "Bob Builder's workspace");
    await user.click(question.getByRole('button', { name: 'Leave workspace' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
  });

  it('check 11: asks the only owner who takes over, and for the name of what is handed over', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const { bob } = await aloneAbove(me.user);
    const { user } = openPage(`/w/${bob.workspace}/profile`);
    await user.click(within(await panel("Bob Builder's workspace")).getByRole('button', { name: 'Leave workspace' }));
    const question = await screen.findByRole('alertdialog');
    const confirm = within(question).getByRole('button', { name: 'Leave workspace' });
    const select = await within(question).findByRole('combobox', { name: 'New owner' });
    await within(select).findByRole('option', { name: /Cleo Third/u });
    await user.click(confirm);
    expect(within(question).getByText('Choose who takes over.')).toBeTruthy();
    expect(within(question).getByText('This is not its name.')).toBeTruthy();
    expect(browser.calls(login.leaveCompany)).toBe(0);

    await user.type(within(question).getByLabelText('Search members'), 'cleo');
    await waitFor(() => expect(within(select).queryByRole('option', { name: /Bob Builder/u })).toBeNull());
    await user.selectOptions(select, within(select).getByRole('option', { name: /Cleo Third/u }));
    await user.type(within(question).getByLabelText('Workspace name'), 'Bob Builder');
    await user.click(confirm);
    expect(browser.calls(login.leaveCompany)).toBe(0);
    await user.type(within(question).getByLabelText('Workspace name'), "'s workspace");
    await user.click(confirm);
    await waitFor(() => expect(location.pathname).toBe(`/w/${me.workspace}/profile`));
    const owners = await browser.store.db
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.user_id')
      .select('users.name')
      .where('workspace_id', '=', bob.workspace)
      .where('memberships.role', '=', 'owner')
      .execute();
    expect(owners).toEqual([{ name: 'Cleo Third' }]);
  });
});

describe('the page Members', () => {
  const rows = () =>
    screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent);

  it('lists everybody, sorted, filtered and searched', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    for (const [name, role] of [
      ['Bob Builder', 'admin'],
      ['Cleo Third', 'member'],
    ] as const)
      await addMember(browser, me.workspace, (await addPerson(browser, `${name.slice(0, 3)}@example.com`, name)).id, role);
    const { user } = openPage(`/w/${me.workspace}/members`);
    expect(await screen.findByRole('heading', { level: 1, name: 'Members' })).toBeTruthy();
    expect(await screen.findByText('3 of 10 members')).toBeTruthy();
    await waitFor(() => expect(rows().map((row) => row?.includes('Ada Sample'))).toEqual([true, false, false]));

    await user.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(rows()[0]).toContain('Cleo Third'));
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');

    await user.selectOptions(screen.getByLabelText('Role'), 'admin');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toContain('Bob Builder');

    await user.selectOptions(screen.getByLabelText('Role'), 'any');
    await user.type(screen.getByLabelText('Search members'), 'third');
    await waitFor(() => expect(rows()[0]).toContain('Cleo Third'));
    const said = await screen.findByText('1 member found');
    expect(said.getAttribute('role')).toBe('status');
    await user.type(screen.getByLabelText('Search members'), 'xyz');
    expect(await screen.findByText('No member matches')).toBeTruthy();
    // what was there before is heard
    expect(said.isConnected).toBe(true);
    expect(said.textContent).toBe('0 members found');
  });

  it('goes on to the next page of a large workspace', async () => {
    const me = await browser.signUp();
    for (let number = 0; number < 60; number++) {
      const person = await addPerson(browser, `crowd${number}@example.com`, `Crowd ${number}`);
      await addMember(browser, me.workspace, person.id);
    }
    // high enough for all of them
    vi.stubGlobal('innerHeight', 5000);
    openPage(`/w/${me.workspace}/members`);
    await screen.findByRole('table', { name: 'Members' });
    await waitFor(() => expect(browser.calls(organization.getMembers)).toBe(2));
    await waitFor(() => expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('62'));
  });

  it('says when the members cannot be read, and reads them again on Retry', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    browser.fault(organization.getMembers, 'internal');
    const { user } = openPage(`/w/${me.workspace}/members`);
    await screen.findByText('The members could not be loaded');
    browser.mend();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(rows()[0]).toContain('Ada Sample'));
  });
});

describe('a server of one workspace', () => {
  it('offers neither inviting nor leaving', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted', seats: null });
    await browser.signUp();
    openPage('/profile');
    expect(await screen.findByText('1 member')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Invite user' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Leave workspace' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Switch to workspace/u })).toBeNull();
    expect(browser.calls(users.getCurrentUser)).toBe(1);
  });

  it.each([
    ['open', 'Others sign up on its log-in page.'],
    ['closed', 'Whoever runs it adds people.'],
  ] as const)('says how others get in, on both pages: sign-up is %s', async (signup, sentence) => {
    await browser.close();
    const jane = { username: 'jane', password: 'secret-pass', name: 'Jane Doe', passHashed: false };
    browser = await openBrowser({ deployment: 'self-hosted', seats: null, signup, fixedUsers: [jane] });
    await browser.act(auth.login, {}, basic(jane.username, jane.password));
    const { user } = openPage('/profile');
    const said = `Everybody who can log in to this server is a member. ${sentence}`;
    await screen.findByText(said);
    await user.click(screen.getByRole('link', { name: 'All members' }));
    await screen.findByRole('heading', { level: 1, name: 'Members' });
    expect(screen.getByText(said)).toBeTruthy();
  });
});
