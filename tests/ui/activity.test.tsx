import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import * as activity from '#contract/activity.ts';
import * as managing from '#contract/managing.ts';
import { auth, invitations, organization } from '#contract/index.ts';
import { openBrowser, openConnectedBrowser, type Browser } from '#tests/support/browser.ts';
import { addMember, addPerson, logIn } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { valueOf } from '#tests/support/screen.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

const rows = () =>
  within(screen.getByRole('table', { name: 'Activity' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '');

/** Somebody with a personal workspace in which Bob, an admin, made a link and the owner a key. */
const makeActivity = async () => {
  const me = await browser.signUp({ name: 'Ada Sample' });
  const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
  await addMember(browser, me.workspace, bob.id);
  // the server's clock stands still
  await browser.act(managing.setMemberRole, { user: bob.id, role: 'admin' });
  browser.clock.advance(60_000);
  await browser.act(invitations.createInvite, { role: 'member' });
  browser.clock.advance(60_000);
  await browser.act(organization.updateCompany, { name: 'Vision Lab' });
  browser.clock.advance(60_000);
  await browser.store.db.updateTable('events').set({ actor: bob.id }).where('action', '=', 'invitation.create').execute();
  return { ...me, bob };
};

describe('the page Activity', () => {
  it('is reached from the panel and from Members, and says who did what, when and from where', async () => {
    const { workspace } = await makeActivity();
    const { user } = openPage('/profile');
    await user.click(within(await screen.findByRole('group', { name: 'Vision Lab' })).getByRole('link', { name: 'Activity' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Activity' })).toBeTruthy();
    expect(location.pathname).toBe(`/w/${workspace}/activity`);
    await screen.findByRole('table', { name: 'Activity' });
    const [renamed, invited, promoted] = rows();
    expect(renamed).toMatch(/^Ada Sample renamed the workspace to Vision Lab.*ago127\.0\.0\.1$/u);
    expect(invited).toMatch(/^Bob Builder made the link \S{6}… to join as member/u);
    expect(promoted).toMatch(/^Ada Sample changed the role of Bob Builder from member to admin/u);

    openPage(`/w/${workspace}/members`);
    expect((await screen.findAllByRole('link', { name: 'Activity' })).at(-1)).toHaveProperty('pathname', `/w/${workspace}/activity`);
  });

  it('takes nothing from its address that the server would refuse', async () => {
    const { workspace } = await makeActivity();
    openPage(`/w/${workspace}/activity?person=a%00b&action=${'x'.repeat(2000)}%00`);
    await screen.findByRole('table', { name: 'Activity' });
    expect(rows().length).toBeGreaterThan(1);
  });

  it('is filtered by person, action and days, and the address holds it', async () => {
    const { workspace, bob } = await makeActivity();
    const page = openPage(`/w/${workspace}/activity`);
    const { user } = page;
    await screen.findByRole('table', { name: 'Activity' });
    await user.type(screen.getByRole('combobox', { name: 'Person' }), 'build');
    await waitFor(() => expect(screen.getAllByRole('option', { name: /Bob Builder/u })).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('option', { name: /Ada Sample/u })).toBeNull());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(valueOf(screen.getByRole('combobox', { name: 'Person' }))).toBe('Bob Builder');
    expect(location.search).toBe(`?person=${bob.id}`);

    await user.selectOptions(screen.getByLabelText('Action'), 'Role changed');
    expect(await screen.findByText('Nothing matches')).toBeTruthy();
    await user.clear(screen.getByRole('combobox', { name: 'Person' }));
    await waitFor(() => expect(rows()[0]).toContain('changed the role'));
    expect(location.search).toBe('?action=member.set_role');

    const today = new Date(browser.clock.now()).toLocaleDateString('en-CA');
    page.unmount();
    openPage(`/w/${workspace}/activity?person=${bob.id}&action=invitation.create&from=${today}&to=${today}`);
    await waitFor(() => expect(rows()[0]).toContain('made the link'));
    expect(valueOf(screen.getByRole('combobox', { name: 'Person' }))).toBe('Bob Builder');
    expect(valueOf(screen.getByLabelText('Action'))).toBe('invitation.create');
    expect(valueOf(screen.getByLabelText('From'))).toBe(today);
    expect(valueOf(screen.getByLabelText('To'))).toBe(today);
  });

  it('takes on Enter nobody whom the typed text leaves out, though others are not read yet', async () => {
    const { workspace, bob } = await makeActivity();
    const { user } = openPage(`/w/${workspace}/activity`);
    await screen.findByRole('table', { name: 'Activity' });
    await user.click(screen.getByRole('combobox', { name: 'Person' }));
    expect(await screen.findAllByRole('option', { name: /@example\.com$/u })).toHaveLength(2);
    browser.fault(organization.getMembers, 'hang');
    await user.keyboard('build{Enter}');
    await waitFor(() => expect(location.search).toBe(`?person=${bob.id}`));
    const field = screen.getByRole('combobox', { name: 'Person' });
    await waitFor(() => expect(valueOf(field)).toBe('Bob Builder'));
    await user.clear(field);
    await waitFor(() => expect(location.search).toBe(''));
    await user.keyboard('nobody');
    expect(await screen.findByText('Looking for members')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(location.search).toBe('');
  });

  it('says who is in the filter, not what was typed, once one goes on', async () => {
    const { workspace } = await makeActivity();
    const { user } = openPage(`/w/${workspace}/activity`);
    await screen.findByRole('table', { name: 'Activity' });
    const field = screen.getByRole('combobox', { name: 'Person' });
    await user.type(field, 'build');
    await user.tab();
    expect(valueOf(field)).toBe('');
    await user.type(field, 'build');
    await waitFor(() => expect(screen.queryByRole('option', { name: /Ada Sample/u })).toBeNull());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(valueOf(field)).toBe('Bob Builder'));
    await user.keyboard(' x');
    expect(valueOf(field)).toBe('Bob Builder x');
    await user.tab();
    expect(valueOf(field)).toBe('Bob Builder');
  });

  it('is narrowed from a row to whoever did it: to who left and to the operator as well', async () => {
    const { workspace, bob } = await makeActivity();
    await browser.act(managing.removeMember, { user: bob.id });
    const event = { workspace_id: workspace, at: browser.clock.now(), action: 'workspace.set_seats', target: null, address: null };
    await browser.store.db
      .insertInto('events')
      .values({ ...event, id: 'f'.repeat(32), actor: 'operator', detail: '{"seats":3}' })
      .execute();
    const page = openPage(`/w/${workspace}/activity`);
    const { user } = page;
    const narrow = async (name: string) =>
      user.click((await screen.findAllByRole('button', { name: `Only this person: ${name}` }))[0] as HTMLElement); // all are the same
    await narrow('Bob Builder');
    await waitFor(() => expect(rows()).toEqual([expect.stringMatching(/^Bob Builder made the link/u)]));
    expect(location.search).toBe(`?person=${bob.id}`);
    expect(valueOf(screen.getByRole('combobox', { name: 'Person' }))).toBe('Bob Builder');
    expect(screen.queryByRole('button', { name: /^Only this person/u })).toBeNull();

    await user.selectOptions(screen.getByLabelText('Action'), 'Role changed');
    expect(await screen.findByText('Nothing matches')).toBeTruthy();
    expect(valueOf(screen.getByRole('combobox', { name: 'Person' }))).toBe('Bob Builder');

    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await narrow('The operator of the server');
    await waitFor(() => expect(rows()).toEqual([expect.stringMatching(/^The operator of the server gave the workspace 3 seats/u)]));
    page.unmount();
    openPage(`/w/${workspace}/activity?person=operator&action=member.leave`);
    expect(await screen.findByText('Nothing matches')).toBeTruthy();
    expect(valueOf(screen.getByRole('combobox', { name: 'Person' }))).toBe('The operator of the server');
  });

  it('keeps what was chosen in the history, and no trail of what is typed', async () => {
    const { workspace } = await makeActivity();
    const { user } = openPage(`/w/${workspace}/activity`);
    await screen.findByRole('table', { name: 'Activity' });
    const before = history.length;
    await user.type(screen.getByLabelText('From'), '2020-01-01');
    await waitFor(() => expect(location.search).toBe('?from=2020-01-01'));
    expect(history.length).toBe(before);
    await user.selectOptions(screen.getByLabelText('Action'), 'Role changed');
    await waitFor(() => expect(location.search).toBe('?action=member.set_role&from=2020-01-01'));
    // the page has caught up with the address, before which it says '' as well
    await waitFor(() => expect(valueOf(screen.getByLabelText('Action'))).toBe('member.set_role'));
    history.back();
    await waitFor(() => expect(valueOf(screen.getByLabelText('Action'))).toBe(''));
    expect(location.search).toBe('?from=2020-01-01');
  });

  it('says how to find who left, whom the field does not know', async () => {
    const { workspace } = await makeActivity();
    const { user } = openPage(`/w/${workspace}/activity`);
    await screen.findByRole('table', { name: 'Activity' });
    await user.type(screen.getByRole('combobox', { name: 'Person' }), 'cleo');
    expect(await screen.findByText(/^No member matches\. People who left: use “Only this person”/u)).toBeTruthy();
  });

  it('says whose key was revoked', async () => {
    const { workspace, bob } = await makeActivity();
    const client = await logIn(browser, bob);
    const { credentials } = await client.ok(auth.createCredentials, {}, { workspace });
    await browser.act(auth.revokeCredentials, { access_key: credentials.access_key, user: bob.id });
    await browser.act(managing.removeMember, { user: bob.id });
    openPage(`/w/${workspace}/activity`);
    expect(await screen.findByText(new RegExp(`revoked the key ${credentials.access_key} of Bob Builder`, 'u'))).toBeTruthy();
  });

  it('is cleared of all filters by one press', async () => {
    const { workspace } = await makeActivity();
    const { user } = openPage(`/w/${workspace}/activity?action=member.leave&from=2020-01-01&to=2019-01-01`);
    expect(await screen.findByText('Nothing matches')).toBeTruthy();
    expect(screen.getByText('This is before the first day.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(rows()).toHaveLength(3));
    expect(location.search).toBe('');
  });

  it('says that nothing was done yet', async () => {
    const { workspace } = await browser.signUp();
    openPage(`/w/${workspace}/activity`);
    expect(await screen.findByText('Nothing has been done here yet')).toBeTruthy();
  });

  it('says when it cannot be read, without a connection too, and reads it again on Retry', async () => {
    const { workspace } = await makeActivity();
    browser.fault(activity.getEvents, 'offline');
    const { user } = openPage(`/w/${workspace}/activity`);
    expect((await screen.findByText('The activity could not be loaded')).closest('[role=alert]')?.textContent).toContain(
      'cannot be reached',
    );
    browser.mend();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(rows()).toHaveLength(3));
  });

  it('goes on to what was done before', async () => {
    const { workspace } = await browser.signUp();
    for (let number = 0; number < 60; number++) await browser.act(organization.updateCompany, { name: `Lab ${number}` });
    const { user } = openPage(`/w/${workspace}/activity`);
    const table = await screen.findByRole('table', { name: 'Activity' });
    if (browser.calls(activity.getEvents) === 1) await user.click(await screen.findByRole('button', { name: 'Load more' }));
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe('61'));
  });

  it('is not for members, who are told so', async () => {
    await browser.signUp();
    const me = await browser.signUp({ name: 'Mia Member' });
    const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
    await addMember(browser, bob.workspace, me.user);
    openPage(`/w/${bob.workspace}/activity`);
    expect(await screen.findByText('Owners and admins see the activity')).toBeTruthy();
    expect(browser.calls(activity.getEvents)).toBe(0);
  });

  it('shows what was just done when it is opened again', async () => {
    const { workspace } = await makeActivity();
    const { user } = openPage(`/w/${workspace}/activity`);
    await screen.findByRole('table', { name: 'Activity' });
    await user.click(screen.getByRole('link', { name: 'Vision Lab' }));
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
    await browser.act(auth.createCredentials, { label: 'trainer' });
    await user.click(within(await screen.findByRole('group', { name: 'Vision Lab' })).getByRole('link', { name: 'Activity' }));
    await waitFor(() => expect(rows()[0]).toContain('Ada Sample created the key'));
  });
});

it('in front of a ClearML Server there is no activity to go to', async () => {
  const connected = await openConnectedBrowser();
  try {
    const page = openPage('/profile');
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
    await screen.findByRole('heading', { name: 'Members' });
    expect(screen.queryByRole('link', { name: 'Activity' })).toBeNull();
    const { pathname } = location;
    page.unmount();
    openPage(pathname.replace('profile', 'activity'));
    expect(await screen.findByText('Your ClearML Server does not say who did what')).toBeTruthy();
  } finally {
    await connected.close();
  }
});
