import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invitations, type RequestOf } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(() => browser.close());

const openDialog = async (user: ReturnType<typeof openPage>['user']) => {
  await user.click(await screen.findByRole('button', { name: 'Invite user' }));
  return screen.findByRole('dialog', { name: 'Invite a user' });
};

const link = async (dialog: HTMLElement) => (await within(dialog).findByLabelText<HTMLInputElement>('Invitation link')).value;

const invite = async (request: RequestOf<typeof invitations.createInvite> = {}) =>
  invitations.createInvite.response.parse(await browser.act(invitations.createInvite, request));

const openLinks = async () => invitations.getInvites.response.parse(await browser.act(invitations.getInvites, {})).invites;

describe('the dialog Invite a user', () => {
  it('makes a link for a member, for seven days, where there is none', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    const url = await link(dialog);
    expect(new URL(url).searchParams.get('invite')).toMatch(/^[\w-]{22,}$/u);
    expect(within(dialog).getAllByText(/not used yet/u).length).toBeGreaterThan(0);
    const [made, ...others] = await openLinks();
    expect(others).toEqual([]);
    expect(made).toMatchObject({ url, role: 'member', max_uses: null });
    expect(Date.parse(made?.expires ?? '') - browser.clock.now()).toBe(7 * 86_400_000);
  });

  it('shows the same link when it is opened again, and makes no new one', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    let dialog = await openDialog(user);
    const first = await link(dialog);
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    dialog = await openDialog(user);
    expect(await link(dialog)).toBe(first);
    expect(browser.calls(invitations.createInvite)).toBe(1);
  });

  it('begins at the link, the first time and every other', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const opener = await screen.findByRole('button', { name: 'Invite user' });
    for (const time of ['first', 'second', 'third']) {
      const dialog = await openDialog(user);
      const field = await within(dialog).findByLabelText('Invitation link');
      await waitFor(() => expect([time, document.activeElement]).toEqual([time, field]));
      await user.keyboard('{Escape}');
      await waitFor(() => expect(document.activeElement).toBe(opener));
    }
  });

  it('begins at the link also where that comes later than the dialog', async () => {
    await browser.signUp();
    browser.fault(invitations.getInvites, 300);
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    const field = await within(dialog).findByLabelText('Invitation link');
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  it('copies the link', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    await link(dialog);
    await user.click(within(dialog).getByRole('button', { name: 'Copy link' }));
    expect((await within(dialog).findAllByText('Copied')).length).toBeGreaterThan(0);
  });

  it('makes another link with the chosen role and life, and shows that one', async () => {
    await browser.signUp();
    const { url } = await invite();
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    expect(await link(dialog)).toBe(url);
    await user.selectOptions(within(dialog).getByLabelText('Role'), 'Admin');
    await user.selectOptions(within(dialog).getByLabelText('Expires after'), 'Never');
    browser.clock.advance(1000);
    await user.click(within(dialog).getByRole('button', { name: 'Create new link' }));
    await waitFor(async () => expect(await link(dialog)).not.toBe(url));
    expect((await openLinks())[0]).toMatchObject({ url: await link(dialog), role: 'admin', expires: null });
    expect(within(dialog).getAllByText(/never expires/u).length).toBeGreaterThan(0);
  });

  it('says plainly of the link that it begins with that it makes an admin, and never expires', async () => {
    await browser.signUp();
    await invite({ role: 'admin', expires_in_sec: null });
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    expect(await within(dialog).findByText(/^Who joins by this link becomes an admin, .* This link never expires/u)).toBeTruthy();
    expect(within(dialog).getByText(/^Any number of people can join by it, as admin. Made/u).textContent).toMatch(
      /never expires, not used yet\.$/u,
    );

    browser.clock.advance(1000);
    await user.click(within(dialog).getByRole('button', { name: 'Create new link' }));
    expect(await within(dialog).findByText(/^Any number of people can join by it, as member. Made/u)).toBeTruthy();
    expect(within(dialog).queryByText(/^Who joins by this link becomes an admin/u)).toBeNull();
  });

  it('revokes a link after a question, and makes no other in its place', async () => {
    await browser.signUp();
    const { id } = await invite();
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    await link(dialog);
    await user.click(within(dialog).getByRole('button', { name: `Revoke link ${id.slice(0, 6)}` }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Revoke' }));
    expect(await within(dialog).findByText(/You have no open link/u)).toBeTruthy();
    expect(await openLinks()).toEqual([]);
    expect(browser.calls(invitations.createInvite)).toBe(0);
  });

  it('keeps the focus in its list, or else in itself, when a link is revoked', async () => {
    await browser.signUp();
    const ids = [(await invite()).id, (await invite()).id].map((id) => id.slice(0, 6));
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    await link(dialog);
    const names = within(dialog)
      .getAllByRole('button', { name: /^Revoke link/u })
      .map((button) => button.getAttribute('aria-label') ?? '');
    expect(names.toSorted()).toEqual(ids.map((id) => `Revoke link ${id}`).toSorted());
    for (const name of names) {
      await user.click(within(dialog).getByRole('button', { name }));
      await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Revoke' }));
      await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
      await waitFor(() => expect(within(dialog).queryByRole('button', { name })).toBeNull());
      const next =
        within(dialog).queryByRole('button', { name: /^Revoke link/u }) ?? within(dialog).getByRole('tab', { name: 'Open links' });
      await waitFor(() => expect(document.activeElement).toBe(next));
    }
  });

  it('says why no link could be made, and tries again', async () => {
    await browser.signUp();
    browser.fault(invitations.createInvite, 'internal', 1);
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    await within(dialog).findByText('No link could be made');
    await user.click(within(dialog).getByRole('button', { name: 'Retry' }));
    expect(await link(dialog)).toContain('?invite=');
  });

  it('check 40: makes no second link where the answer to the first try was lost', async () => {
    await browser.signUp();
    browser.fault(invitations.createInvite, 'lost', 1);
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    await within(dialog).findByText('No link could be made');
    await user.click(within(dialog).getByRole('button', { name: 'Retry' }));
    expect(await link(dialog)).toContain('?invite=');
    expect(await openLinks()).toHaveLength(1);
  });

  it('says when the links cannot be read, and makes none blindly', async () => {
    await browser.signUp();
    browser.fault(invitations.getInvites, 'half');
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    await within(dialog).findByText('The invitation links could not be loaded');
    expect(browser.calls(invitations.createInvite)).toBe(0);
    browser.mend();
    await user.click(within(dialog).getByRole('button', { name: 'Retry' }));
    expect(await link(dialog)).toContain('?invite=');
  });

  it('makes a link for one person, for few uses, with a note, and begins anew for the next', async () => {
    await browser.signUp();
    const { url } = await invite();
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    await link(dialog);
    expect(within(dialog).queryByLabelText('Note')).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'More options' }));
    await user.type(within(dialog).getByLabelText('Number of uses'), '5');
    await user.type(within(dialog).getByLabelText('E-mail'), 'grace@example.com');
    await user.type(within(dialog).getByLabelText('Note'), 'for the summer school');
    await user.selectOptions(within(dialog).getByLabelText('Expires after'), '1 hour');
    browser.clock.advance(1000);
    await user.click(within(dialog).getByRole('button', { name: 'Create new link' }));
    await waitFor(async () => expect(await link(dialog)).not.toBe(url));
    const [made] = await openLinks();
    expect(made).toMatchObject({ role: 'member', max_uses: 5, email: 'grace@example.com', note: 'for the summer school' });
    expect(Date.parse(made?.expires ?? '') - browser.clock.now()).toBe(3_600_000);
    expect(within(dialog).getByText(/^Only grace@example.com can join by it, as member/u)).toBeTruthy();
    const list = within(dialog).getByRole('list', { name: 'Open links' });
    expect(list.textContent).toContain('for the summer school');
    expect(list.textContent).toContain('Only for grace@example.com. Made');
    expect(list.textContent).toContain('0 of 5 used');

    await user.click(await within(dialog).findByRole('button', { name: 'More options', expanded: false }));
    expect(within(dialog).getByLabelText('E-mail')).toHaveProperty('value', '');
    expect(within(dialog).getByLabelText('Expires after')).toHaveProperty('value', '604800');
  });

  it('says at each field what is wrong, and loses nothing that was typed', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    await link(dialog);
    const fill = { 'Number of uses': 'a few', 'E-mail': 'grace', Note: 'x' };
    await user.click(within(dialog).getByRole('button', { name: 'More options' }));
    for (const [name, text] of Object.entries(fill)) await user.type(within(dialog).getByLabelText(name), text);
    // what is put away still counts
    await user.click(within(dialog).getByRole('button', { name: 'More options' }));
    await user.click(within(dialog).getByRole('button', { name: 'More options (3 in use)' }));
    await user.click(within(dialog).getByRole('button', { name: 'More options', expanded: true }));
    await user.click(within(dialog).getByRole('button', { name: 'Create new link' }));
    expect(await within(dialog).findByText('Enter a whole number from 1 to 100,000.')).toBeTruthy();
    expect(within(dialog).getByText('Enter an e-mail address, like name@example.com.')).toBeTruthy();
    expect(browser.calls(invitations.createInvite)).toBe(1);
    for (const [name, text] of Object.entries(fill)) expect(within(dialog).getByLabelText(name)).toHaveProperty('value', text);

    await user.keyboard('{Escape}');
    const question = await screen.findByRole('alertdialog', { name: 'Discard what you typed?' });
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    browser.fault(invitations.createInvite, 'offline', 1);
    for (const [name, text] of [
      ['Number of uses', '2'],
      ['E-mail', 'grace@example.com'],
    ] as const) {
      await user.clear(within(dialog).getByLabelText(name));
      await user.type(within(dialog).getByLabelText(name), text);
    }
    await user.click(within(dialog).getByRole('button', { name: 'Create new link' }));
    expect(await within(dialog).findByText(/cannot be reached/u)).toBeTruthy();
    expect(within(dialog).getByLabelText('E-mail')).toHaveProperty('value', 'grace@example.com');
    await user.click(within(dialog).getByRole('button', { name: 'Create new link' }));
    await waitFor(async () => expect(await openLinks()).toHaveLength(2));
  });

  it('says when the workspace has no seat left', async () => {
    await browser.close();
    browser = await openBrowser({ seats: 1 });
    await browser.signUp();
    const { user } = openPage('/profile');
    const dialog = await openDialog(user);
    expect(within(dialog).getByText(/maximum number of members/u)).toBeTruthy();
  });
});
