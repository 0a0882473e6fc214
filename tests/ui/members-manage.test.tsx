import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as managing from '#contract/managing.ts';
import { invitations, organization } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { answer, crewWith, keyOf, openMembers, rolesIn } from '#tests/support/member-page.ts';
import { addMember, addPerson, logIn } from '#tests/support/people.ts';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';

let browser: Browser;
beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(() => {
  vi.unstubAllGlobals();
  return browser.close();
});

const roleChoice = (name: string) => screen.findByRole('combobox', { name: `Change role of ${name}` });

describe('changing a role', () => {
  it('to a higher one asks first, as an arrow key chooses it, and says what it lets them do', async () => {
    const { workspace, mia } = await crewWith(browser, 'owner');
    const page = await openMembers(workspace);
    await page.user.selectOptions(await roleChoice('Mia Member'), 'admin');
    const question = await screen.findByRole('alertdialog', { name: 'Make Mia Member an admin?' });
    expect(question.textContent).toContain('An admin invites, and removes members');
    await answer(page, 'Cancel');
    expect(await rolesIn(browser, workspace)).toHaveProperty(mia.id, 'member');
    expect(valueOf(await roleChoice('Mia Member'))).toBe('member');

    await page.user.selectOptions(await roleChoice('Mia Member'), 'admin');
    await answer(page, 'Make admin');
    expect(await screen.findByText('Saved: Mia Member is Admin now')).toBeTruthy();
    expect(await rolesIn(browser, workspace)).toHaveProperty(mia.id, 'admin');
    await waitFor(async () => expect(valueOf(await roleChoice('Mia Member'))).toBe('admin'));
  });

  it('says why where the server refuses, and stays as it was', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const page = await openMembers(workspace);
    browser.fault(managing.setMemberRole, 'internal');
    await page.user.selectOptions(await roleChoice('Mia Member'), 'admin');
    await answer(page, 'Make admin');
    expect((await within(screen.getByRole('alertdialog')).findByRole('alert')).textContent).toMatch(/^The server failed/u);
    await answer(page, 'Cancel');
    expect(valueOf(await roleChoice('Mia Member'))).toBe('member');
  });

  it('to a lower one waits until it was said what stops', async () => {
    const { workspace, adam } = await crewWith(browser, 'owner');
    browser.fault(managing.getDepartureImpact, 'hang', 1);
    const page = await openMembers(workspace);
    await page.user.selectOptions(await roleChoice('Adam Admin'), 'member');
    const confirm = within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Change role' });
    expect(confirm.getAttribute('aria-disabled')).toBe('true');
    await page.user.click(confirm);
    expect(browser.calls(managing.setMemberRole)).toBe(0);
    expect(await rolesIn(browser, workspace)).toHaveProperty(adam.id, 'admin');
  });

  it('to a lower one asks first, and says which keys and links stop', async () => {
    const { workspace, adam } = await crewWith(browser, 'owner');
    await keyOf(browser, adam, workspace, 'trainer');
    await (await logIn(browser, adam)).ok(invitations.createInvite, { role: 'member' }, { workspace });
    const page = await openMembers(workspace);
    await page.user.selectOptions(await roleChoice('Adam Admin'), 'member');
    const question = await screen.findByRole('alertdialog', { name: 'Change role of Adam Admin to Member?' });
    expect(await within(question).findByText('trainer')).toBeTruthy();
    expect(within(question).getByText('1 open invitation link stops working too.')).toBeTruthy();
    await page.user.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(await rolesIn(browser, workspace)).toHaveProperty(adam.id, 'admin');
    expect(valueOf(await roleChoice('Adam Admin'))).toBe('admin');

    await page.user.selectOptions(await roleChoice('Adam Admin'), 'member');
    await answer(page, 'Change role');
    expect(await screen.findByText('Saved: Adam Admin is Member now')).toBeTruthy();
    expect(await rolesIn(browser, workspace)).toHaveProperty(adam.id, 'member');
  });

  it('to owner asks too', async () => {
    const { workspace, mia } = await crewWith(browser, 'owner');
    const page = await openMembers(workspace);
    await page.user.selectOptions(await roleChoice('Mia Member'), 'owner');
    await screen.findByRole('alertdialog', { name: 'Make Mia Member an owner?' });
    await answer(page, 'Make owner');
    await waitFor(async () => expect(await rolesIn(browser, workspace)).toHaveProperty(mia.id, 'owner'));
  });

  it('is never owner for whoever has a disabled account', async () => {
    const { workspace, mia } = await crewWith(browser, 'owner');
    await browser.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', mia.id).execute();
    await openMembers(workspace);
    const barred = async (name: string): Promise<boolean> =>
      within(await roleChoice(name)).getByRole<HTMLOptionElement>('option', { name: 'Owner' }).disabled;
    expect([await barred('Mia Member'), await barred('Adam Admin')]).toEqual([true, false]);
  });

  it('is not for the last owner, nor for whose personal workspace it is', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const acme = organization.createCompany.response.parse(await browser.act(organization.createCompany, { name: 'Acme' })).id;
    const { unmount } = await openMembers(acme);
    expect(descriptionOf(await screen.findByRole('button', { name: 'Change role of Ada Sample: Owner' }))).toMatch(/at least one owner/u);
    unmount();
    await openMembers(me.workspace);
    expect(descriptionOf(await screen.findByRole('button', { name: 'Change role of Ada Sample: Owner' }))).toMatch(/personal workspace/u);
  });

  it('of oneself to a lower one takes the rights away from the page', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const page = await openMembers(workspace);
    await page.user.selectOptions(await roleChoice('Ada Sample'), 'member');
    await answer(page, 'Change role');
    await waitFor(() => expect(screen.queryByRole('combobox', { name: /^Change role/u })).toBeNull());
    expect(screen.queryByRole('button', { name: 'Find a key' })).toBeNull();
  });
});

describe('a member who has gone in the meantime', () => {
  const removeMia = async () => {
    const { workspace, olga, mia } = await crewWith(browser, 'owner');
    const page = await openMembers(workspace);
    await page.user.click(await screen.findByRole('checkbox', { name: 'Select Mia Member' }));
    await screen.findByText('1 selected');
    await (await logIn(browser, olga)).ok(managing.removeMember, { user: mia.id }, { workspace });
    return page;
  };

  it.each(['admin', 'owner'])('is said to be no member when they are given the role %s, listed no more, and not selected', async (role) => {
    const page = await removeMia();
    await page.user.selectOptions(await roleChoice('Mia Member'), role);
    await answer(page, `Make ${role}`);
    expect(await screen.findByText('Mia Member is no longer a member')).toBeTruthy();
    expect(screen.queryByText('1 selected')).toBeNull();
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await waitFor(() => expect(screen.queryByText('mia@example.com')).toBeNull());
  });

  it('is selected no more when the list is read again', async () => {
    const { client } = await removeMia();
    await client.invalidateQueries();
    expect(await screen.findByText('1 member no longer selected, as the list does not show them now')).toBeTruthy();
    expect(screen.queryByText('mia@example.com')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove selected' })).toBeNull();
  });
});

describe('removing a member', () => {
  it('says what stops working, and then they are gone, and counted no more', async () => {
    const { workspace, mia } = await crewWith(browser, 'owner');
    await keyOf(browser, mia, workspace, 'trainer');
    const page = await openMembers(workspace);
    expect(screen.queryByRole('button', { name: 'Remove Ada Sample' })).toBeNull();
    browser.fault(managing.getDepartureImpact, 300, 1);
    await page.user.click(await screen.findByRole('button', { name: 'Remove Mia Member' }));
    const question = await screen.findByRole('alertdialog', { name: 'Remove Mia Member?' });
    // nobody agrees to what is not there yet
    expect(within(question).getByRole('button', { name: 'Remove' }).getAttribute('aria-disabled')).toBe('true');
    expect((await within(question).findByText('trainer')).closest('li')?.textContent).toBe('trainer, never used');
    await answer(page, 'Remove');
    expect(await screen.findByText('Mia Member was removed')).toBeTruthy();
    expect(await screen.findByText('3 of 10 members')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText('mia@example.com')).toBeNull());
    expect(await rolesIn(browser, workspace)).not.toHaveProperty(mia.id);
  });

  it('who has gone in the meantime says so', async () => {
    const { workspace, olga, mia } = await crewWith(browser, 'owner');
    const page = await openMembers(workspace);
    const button = await screen.findByRole('button', { name: 'Remove Mia Member' });
    await (await logIn(browser, olga)).ok(managing.removeMember, { user: mia.id }, { workspace });
    await page.user.click(button);
    await screen.findByRole('alertdialog');
    await answer(page, 'Remove');
    expect(await screen.findByText('Mia Member is no longer a member')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText('mia@example.com')).toBeNull());
  });
});

describe('several members at once', () => {
  it('are removed after one question that says which keys and links of whom stop', async () => {
    const { workspace, adam, mia } = await crewWith(browser, 'owner');
    await keyOf(browser, mia, workspace, 'trainer');
    await keyOf(browser, adam, workspace, 'laptop');
    const admin = await logIn(browser, adam);
    for (let link = 0; link < 2; link++) await admin.ok(invitations.createInvite, { role: 'member' }, { workspace });
    const page = await openMembers(workspace);
    await page.user.click(await screen.findByRole('checkbox', { name: 'Select Mia Member' }));
    await page.user.click(screen.getByRole('checkbox', { name: 'Select Adam Admin' }));
    expect(await screen.findByText('2 selected')).toBeTruthy();
    await page.user.click(screen.getByRole('button', { name: 'Remove selected' }));
    const question = await screen.findByRole('alertdialog', { name: 'Remove 2 members?' });
    expect(question.textContent).toContain('Mia Member, Adam Admin');
    expect(await within(question).findByText(/^2 keys stop working at once/u)).toBeTruthy();
    expect(
      within(question)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['trainer of Mia Member, never used', 'laptop of Adam Admin, never used']);
    expect(within(question).getByText('2 open invitation links stop working too: 2 of Adam Admin.')).toBeTruthy();
    await answer(page, 'Remove');
    expect(await screen.findByText('2 members removed')).toBeTruthy();
    expect(Object.keys(await rolesIn(browser, workspace))).toHaveLength(2);
    expect(await rolesIn(browser, workspace)).not.toHaveProperty(adam.id);
    await waitFor(() => expect(screen.queryByText('2 selected')).toBeNull());
  });

  it('are all that are loaded, but oneself, by one box', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const { user } = await openMembers(workspace);
    const all = await screen.findByRole('checkbox', { name: 'Select all loaded members' });
    await user.click(all);
    expect(await screen.findByText('3 selected')).toBeTruthy();
    await user.click(all);
    await waitFor(() => expect(screen.queryByText('3 selected')).toBeNull());
  });

  it('stay selected when sorted, and not where a filter leaves them out', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const { user } = await openMembers(workspace);
    await user.click(await screen.findByRole('checkbox', { name: 'Select Mia Member' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Adam Admin' }));
    await user.click(screen.getByRole('button', { name: 'Joined' }));
    await waitFor(() => expect(location.search).toBe('?sort=-joined'));
    expect(screen.getByText('2 selected')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Role'), 'member');
    expect(await screen.findByText('1 selected. 1 member no longer selected, as the list does not show them now')).toBeTruthy();
  });

  it('get another role, and who is refused is named with the reason', async () => {
    const { workspace, olga, adam, mia } = await crewWith(browser, 'owner');
    const page = await openMembers(workspace);
    await page.user.click(await screen.findByRole('checkbox', { name: 'Select all loaded members' }));
    await page.user.selectOptions(await screen.findByLabelText('Change role of the selected members'), 'owner');
    const question = await screen.findByRole('alertdialog', { name: 'Change role of 3 members to Owner?' });
    expect(question.textContent).toContain('An owner can do everything in Acme: invite and remove anybody, change every role');
    await (await logIn(browser, olga)).ok(managing.removeMember, { user: adam.id }, { workspace });
    await answer(page, 'Change role');
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('2 members changed to Owner.')).toBeTruthy();
    expect(within(dialog).getByRole('listitem').textContent).toBe('Adam Admin: No longer a member.');
    expect(await rolesIn(browser, workspace)).toMatchObject({ [olga.id]: 'owner', [mia.id]: 'owner' });
    await page.user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(screen.queryByText(/selected/u)).toBeNull();
  });

  it('say who has gone in the meantime, ask about the others only, and select the gone no more', async () => {
    const { workspace, olga, adam, mia } = await crewWith(browser, 'owner');
    await keyOf(browser, mia, workspace, 'trainer');
    const page = await openMembers(workspace);
    await page.user.click(await screen.findByRole('checkbox', { name: 'Select Mia Member' }));
    await page.user.click(screen.getByRole('checkbox', { name: 'Select Adam Admin' }));
    await (await logIn(browser, olga)).ok(managing.removeMember, { user: adam.id }, { workspace });
    await page.user.click(await screen.findByRole('button', { name: 'Remove selected' }));
    const question = await screen.findByRole('alertdialog', { name: 'Remove 1 member?' });
    expect(within(question).getByText('No longer a member: Adam Admin')).toBeTruthy();
    expect(await within(question).findByText('trainer')).toBeTruthy();
    await answer(page, 'Cancel');
    expect(await screen.findByText('1 selected')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText('adam@example.com')).toBeNull());
  });

  it('are asked about when what stops is looked up, four at a time, and of very many it says what was not looked up', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    for (let at = 0; at < 52; at++)
      await addMember(browser, workspace, (await addPerson(browser, `crowd${at}@example.com`, `Crowd ${at}`)).id);
    // the second page too is near what is in view
    vi.stubGlobal('innerHeight', 4000);
    const page = await openMembers(workspace, '?search=crowd');
    await screen.findByText('Crowd 9');
    await page.user.click(await screen.findByRole('checkbox', { name: 'Select all loaded members' }));
    await screen.findByText('52 selected');
    browser.fault(managing.getDepartureImpact, 'hang', 4);
    await page.user.click(screen.getByRole('button', { name: 'Remove selected' }));
    const question = await screen.findByRole('alertdialog', { name: 'Remove 52 members?' });
    expect(within(question).getByRole('progressbar', { name: 'Looking up what stops working' })).toBeTruthy();
    expect(within(question).getByRole('button', { name: 'Remove' }).getAttribute('aria-disabled')).toBe('true');
    await waitFor(() => expect(browser.calls(managing.getDepartureImpact)).toBe(4));
    await answer(page, 'Cancel');

    browser.mend();
    await page.user.click(screen.getByRole('button', { name: 'Remove selected' }));
    expect(await screen.findByText('There are no keys that would stop working.')).toBeTruthy();
    expect(
      screen.getByText('What stops working of 2 more members was not looked up: all of their keys and open invitation links do.'),
    ).toBeTruthy();
    expect(browser.calls(managing.getDepartureImpact)).toBe(54);
  });

  it('say of whom it could not be read what stops, and read it again on Retry', async () => {
    const { workspace, mia } = await crewWith(browser, 'owner');
    await keyOf(browser, mia, workspace, 'trainer');
    const page = await openMembers(workspace);
    await page.user.click(await screen.findByRole('checkbox', { name: 'Select Mia Member' }));
    browser.fault(managing.getDepartureImpact, 'internal');
    await page.user.click(await screen.findByRole('button', { name: 'Remove selected' }));
    const question = await screen.findByRole('alertdialog');
    expect(await within(question).findByText('What stops working could not be listed of Mia Member')).toBeTruthy();
    browser.mend();
    await page.user.click(within(question).getByRole('button', { name: 'Retry' }));
    expect(await within(question).findByText('trainer')).toBeTruthy();
  });

  it('can be stopped half-way, and it says how many stayed', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    for (let at = 0; at < 8; at++)
      await addMember(browser, workspace, (await addPerson(browser, `crowd${at}@example.com`, `Crowd ${at}`)).id);
    const page = await openMembers(workspace, '?search=crowd');
    await page.user.click(await screen.findByRole('checkbox', { name: 'Select all loaded members' }));
    await screen.findByText('8 selected');
    browser.fault(managing.removeMember, 300);
    await page.user.click(screen.getByRole('button', { name: 'Remove selected' }));
    await screen.findByRole('alertdialog', { name: 'Remove 8 members?' });
    await answer(page, 'Remove');
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('progressbar')).toBeTruthy();
    await page.user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(await within(dialog).findByText('4 members removed.')).toBeTruthy();
    expect(within(dialog).getByText('It was cancelled: 4 members stayed as before.')).toBeTruthy();
    expect(Object.keys(await rolesIn(browser, workspace))).toHaveLength(8);
  });
});
