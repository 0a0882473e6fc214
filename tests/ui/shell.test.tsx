import { focusManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { auth, invitations, login, users } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { valueOf } from '#tests/support/screen.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

/** A second account with a workspace that the browser's account is in as well; answers that workspace. */
const joinAnother = async (name: string) => {
  const owner = browser.client();
  const { company } = await owner.signUp({ name });
  const { id } = await owner.ok(invitations.createInvite, {}, { workspace: company.id });
  await browser.act(login.joinCompany, { invite_id: id });
  return { ...company, owner };
};

/** Looks at the tab again, after another one. */
const comeBack = (): void => {
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  focusManager.setFocused(undefined);
};

const openMenu = async (user: ReturnType<typeof openPage>['user']) => {
  await user.click(await screen.findByRole('button', { name: 'Profile menu' }));
  return screen.findByRole('menu');
};

describe('every page', () => {
  it('names itself, and takes the focus to its heading when it is gone to', async () => {
    const { workspace } = await browser.signUp({ name: 'Ada Sample' });
    const { user } = openPage('/profile');
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
    await waitFor(() => expect(document.title).toBe("Profile – Ada Sample's workspace – ClearML Profile"));
    expect(document.activeElement).toBe(document.body);
    await user.click(await screen.findByRole('link', { name: /^All members/u }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Members' });
    expect(location.pathname).toBe(`/w/${workspace}/members`);
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toBe("Members – Ada Sample's workspace – ClearML Profile");
    await screen.findByText(document.title);
  });

  it('lets the keyboard skip to its content', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await screen.findByRole('heading', { level: 1 });
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Skip to content' }));
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  it('says which versions are at work', async () => {
    await browser.signUp();
    openPage('/profile');
    expect(await screen.findByText(/^WebApp: \S+ • Server: \S+ • API: \S+$/u)).toBeTruthy();
  });

  it('says that there is none at an address, to guests too', async () => {
    const { user } = openPage('/nowhere');
    await screen.findByRole('heading', { level: 1, name: 'Not found' });
    screen.getByRole('link', { name: 'Log in' });
    await user.click(screen.getByRole('link', { name: 'Go to your profile' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Log in' })).toBeTruthy();
  });

  it('that cannot be read says so and can be asked for again', async () => {
    await browser.signUp();
    browser.fault(users.getCurrentUser, 'offline');
    const { user } = openPage('/profile');
    expect((await screen.findByRole('alert')).textContent).toContain('The server cannot be reached');
    browser.mend();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
  });

  it('says when the browser is offline', async () => {
    await browser.signUp();
    openPage('/profile');
    await screen.findByRole('heading', { level: 1 });
    const online = Object.getOwnPropertyDescriptor(Navigator.prototype, 'onLine') ?? {};
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    window.dispatchEvent(new Event('offline'));
    await screen.findByText(/You are offline/u);
    Object.defineProperty(navigator, 'onLine', { ...online, configurable: true });
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(screen.queryByText(/You are offline/u)).toBeNull());
  });
});

describe('the profile button', () => {
  it('shows who is logged in and switches to another workspace on the same page', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const other = await joinAnother('Grace Sample');
    const { user } = openPage(`/w/${me.workspace}/members`);
    const menu = await openMenu(user);
    within(menu).getByText(me.email);
    const [first, second] = within(menu).getAllByRole('menuitemradio', { name: /workspace/u });
    expect(first?.getAttribute('aria-checked')).toBe('true');
    expect(second?.textContent).toContain("Grace Sample's workspace");
    if (second !== undefined) await user.click(second);
    await waitFor(() => expect(location.pathname).toBe(`/w/${other.id}/members`));
    await screen.findByRole('link', { name: "Grace Sample's workspace" });
    await waitFor(async () =>
      expect(await browser.act(users.getPreferences, {})).toMatchObject({ preferences: { users: { activeWorkspace: other.id } } }),
    );
  });

  it('leads to the workspace that was used last', async () => {
    await browser.signUp();
    const other = await joinAnother('Grace Sample');
    await browser.act(users.updatePreferences, { changes: [{ path: ['users', 'activeWorkspace'], value: other.id }] });
    openPage('/profile');
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
    expect(location.pathname).toBe(`/w/${other.id}/profile`);
  });

  it('invites to the current workspace', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(within(await openMenu(user)).getByRole('menuitem', { name: 'Invite a user' }));
    const dialog = await screen.findByRole('dialog', { name: 'Invite a user' });
    expect(valueOf(await within(dialog).findByLabelText('Invitation link'))).toMatch(/^http:\/\/localhost:3000\/\?invite=/u);
  });

  it('says who invites where oneself may not', async () => {
    await browser.signUp();
    const other = await joinAnother('Grace Sample');
    const { user } = openPage(`/w/${other.id}/profile`);
    const item = within(await openMenu(user)).getByRole('menuitem', { name: /^Invite a user/u });
    expect(item.getAttribute('aria-disabled')).toBe('true');
    expect(item.textContent).toContain('Owners and admins invite here: Grace Sample.');
  });

  it('has no workspaces and no invitation on a server with one workspace', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted' });
    await browser.signUp();
    const { user } = openPage('/profile');
    const menu = await openMenu(user);
    within(menu).getByRole('menuitem', { name: 'Log out' });
    expect(within(menu).queryByRole('menuitem', { name: /Invite/u })).toBeNull();
    expect(within(menu).queryByRole('menuitemradio', { name: /clearml/u })).toBeNull();
  });

  it('changes the theme, and the card shows it', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const theme = await screen.findByLabelText('Theme');
    await user.click(within(await openMenu(user)).getByRole('menuitemradio', { name: 'Dark' }));
    await waitFor(() => expect(valueOf(theme)).toBe('dark'));
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });

  it('works by keyboard', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const button = await screen.findByRole('button', { name: 'Profile menu' });
    button.focus();
    await user.keyboard('{Enter}');
    const menu = await screen.findByRole('menu');
    await waitFor(() => expect(menu.contains(document.activeElement)).toBe(true));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(document.activeElement).toBe(button);
  });
});

describe('a workspace that is not, or no longer, one’s own', () => {
  it('sends on to the next one and says so', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    openPage('/w/00000000000000000000000000000000/profile');
    await screen.findByText(/That workspace does not exist, or you are not a member of it\. This is Ada Sample's workspace\./u);
    expect(location.pathname).toBe(`/w/${me.workspace}/profile`);
  });

  it('is noticed while it is open', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const other = await joinAnother('Grace Sample');
    openPage(`/w/${other.id}/profile`);
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
    await browser.act(login.leaveCompany, { company_id: other.id });
    comeBack();
    await screen.findByText(/^Grace Sample's workspace is gone: .*no longer a member of it\. This is Ada Sample's workspace\.$/u);
    expect(location.pathname).toBe(`/w/${me.workspace}/profile`);
  });
});

describe('text that was not saved', () => {
  it('is not lost by leaving the page without being asked', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    await user.type(await screen.findByLabelText('Name'), ' Two');
    await user.click(screen.getByRole('link', { name: /^All members/u }));
    const question = await screen.findByRole('alertdialog', { name: 'Leave without saving?' });
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(valueOf(screen.getByLabelText('Name'))).toMatch(/ Two$/u);
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    await user.click(await screen.findByRole('link', { name: /^All members/u }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Leave without saving' }));
    await screen.findByRole('heading', { level: 1, name: 'Members' });
  });

  it.each([
    ['Create new credentials', 'Create new credentials', 'Label'],
    ['Edit label ci-gpu', 'Edit label', 'Label'],
    ["Rename workspace Ada Sample's workspace", 'Rename workspace', 'Name'],
  ])('in the dialog of %s is not lost by Escape without being asked, nor by leaving the page', async (button, title, label) => {
    await browser.signUp({ name: 'Ada Sample' });
    await browser.act(auth.createCredentials, { label: 'ci-gpu' });
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: button }));
    const dialog = await screen.findByRole('dialog', { name: title });
    await user.type(within(dialog).getByLabelText(label), ' two');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);

    await user.keyboard('{Escape}');
    const question = await screen.findByRole('alertdialog', { name: 'Discard what you typed?' });
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(valueOf(within(dialog).getByLabelText(label))).toMatch(/ two$/u);
    await user.keyboard('{Escape}');
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: button }));
  });
});
