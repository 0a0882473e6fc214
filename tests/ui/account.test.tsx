import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { changePassword, deleteAccount, getSessions, revokeSessions } from '#contract/account.ts';
import * as managing from '#contract/managing.ts';
import { auth, users } from '#contract/index.ts';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import { openBrowser, openConnectedBrowser, type Browser } from '#tests/support/browser.ts';
import { basic, type TestClient } from '#tests/support/client.ts';
import { hasCloudKeys } from '#tests/support/cloud-keys.ts';
import { addMember, addPerson } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

type Me = Awaited<ReturnType<Browser['signUp']>>;
type User = ReturnType<typeof openPage>['user'];

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

/** Another browser in which the account is logged in. */
const elsewhere = async ({ email, password }: Me, device = firefox): Promise<TestClient> => {
  const client = browser.client();
  await client.ok(auth.login, {}, { headers: { ...basic(email, password), 'user-agent': device }, address: '203.0.113.9' });
  return client;
};
const isIn = async (client: TestClient): Promise<boolean> => (await client.call(users.getPreferences)).status === 200;
const card = () => screen.findByRole('region', { name: 'Account' });
const press = async (user: User, name: string | RegExp): Promise<void> =>
  user.click(await within(await card()).findByRole('button', { name }));
const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }));
const logsIn = async ({ email }: Me, password: string): Promise<boolean> =>
  (await browser.client().call(auth.login, {}, { headers: basic(email, password) })).status === 200;

describe('the card Account', () => {
  it('is where #account leads, and names the e-mail', async () => {
    const me = await browser.signUp();
    openPage('/profile#account');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Account' })));
    expect(await within(await card()).findByText(me.email)).toBeTruthy();
    expect(browser.calls(getSessions)).toBe(0);
  });

  it('is not there in front of a ClearML Server', async () => {
    const connected = await openConnectedBrowser();
    openPage('/profile');
    await screen.findByRole('heading', { name: 'Workspaces' });
    expect(screen.queryByRole('heading', { name: 'Account' })).toBeNull();
    await connected.close();
  });

  it('is not there for the guest, whose password everybody is told', async () => {
    await browser.close();
    const guestUser = { username: 'guest', password: 'guest', name: 'Guest', passHashed: false };
    browser = await openBrowser({ deployment: 'self-hosted', guestUser });
    await browser.act(auth.login, {}, basic('guest', 'guest'));
    openPage('/profile');
    await screen.findByRole('group', { name: 'guests' });
    expect(screen.queryByRole('heading', { name: 'Account' })).toBeNull();
  });

  it('says to whom the configuration gives a password that it decides', async () => {
    await browser.close();
    browser = await openBrowser({
      deployment: 'self-hosted',
      fixedUsers: [{ username: 'jane', password: 'secret-pass', name: 'Jane Doe', passHashed: false }],
    });
    await browser.act(auth.login, {}, basic('jane', 'secret-pass'));
    openPage('/profile');
    const button = await within(await card()).findByRole('button', { name: 'Change password' });
    expect(descriptionOf(button)).toMatch(/FIXED_USERS/u);
    expect(descriptionOf(within(await card()).getByRole('button', { name: 'Delete account' }))).toMatch(/FIXED_USERS/u);
  });
});

describe('the password', () => {
  it('is changed, and other sessions are logged out where that is wanted', async () => {
    const me = await browser.signUp();
    const other = await elsewhere(me);
    const { user } = openPage('/profile');
    await press(user, 'Change password');
    const form = await dialog('Change password');
    await user.type(form.getByLabelText('Current password'), me.password);
    await user.type(form.getByLabelText('New password'), 'amber lantern 77');
    await user.click(form.getByRole('checkbox', { name: 'Log out my other sessions' }));
    await user.click(form.getByRole('button', { name: 'Change password' }));
    expect(await screen.findByText('Password changed, other sessions logged out')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect([await logsIn(me, me.password), await logsIn(me, 'amber lantern 77'), await isIn(other)]).toEqual([false, true, false]);
    expect(await browser.act(users.getPreferences, {})).toBeTruthy();
  });

  it('leaves other sessions alone unless that is wanted', async () => {
    const me = await browser.signUp();
    const other = await elsewhere(me);
    const { user } = openPage('/profile');
    await press(user, 'Change password');
    const form = await dialog('Change password');
    await user.type(form.getByLabelText('Current password'), me.password);
    await user.type(form.getByLabelText('New password'), 'amber lantern 77');
    await user.click(form.getByRole('button', { name: 'Change password' }));
    expect(await screen.findByText('Password changed')).toBeTruthy();
    expect(await isIn(other)).toBe(true);
  });

  it('stays with what was typed where a field is wrong or the server fails, and asks before that is lost', async () => {
    const me = await browser.signUp();
    const { user } = openPage('/profile');
    await press(user, 'Change password');
    const form = await dialog('Change password');
    const [current, next] = [form.getByLabelText('Current password'), form.getByLabelText('New password')];
    await user.type(current, 'wrong harbour');
    await user.type(next, 'short');
    await user.click(form.getByRole('button', { name: 'Change password' }));
    await waitFor(() => expect(descriptionOf(next)).toMatch(/^Use at least 8 characters\./u));
    await user.clear(next);
    await user.type(next, 'password123');
    await user.click(form.getByRole('button', { name: 'Change password' }));
    await waitFor(() => expect(descriptionOf(next)).toMatch(/among the most common/u));
    await user.clear(next);
    await user.type(next, 'amber lantern 77');
    await user.click(form.getByRole('button', { name: 'Change password' }));
    await waitFor(() => expect(descriptionOf(current)).toBe('This is not your password.'));
    expect(document.activeElement).toBe(current);
    browser.fault(changePassword, 'offline', 1);
    await user.click(form.getByRole('button', { name: 'Change password' }));
    expect(await form.findByText(/cannot be reached/u)).toBeTruthy();
    expect([valueOf(current), valueOf(next)]).toEqual(['wrong harbour', 'amber lantern 77']);
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('alertdialog', { name: 'Discard what you typed?' })).toBeTruthy();
    expect(await logsIn(me, me.password)).toBe(true);
  });
});

describe('sessions', () => {
  it('are shown with device, address and times, this one marked', async () => {
    const me = await browser.signUp();
    await elsewhere(me);
    const { user } = openPage('/profile');
    await press(user, 'Sessions');
    const rows = within(await screen.findByRole('table', { name: 'Sessions' }))
      .getAllByRole('row')
      .slice(1);
    expect(rows).toHaveLength(2);
    expect(rows[0]?.textContent).toContain('This session');
    expect(rows[1]?.textContent).toMatch(/^Firefox on Linux203\.0\.113\.9/u);
    expect(rows[1]?.querySelectorAll('time[tabindex="0"]')).toHaveLength(2);
    expect(screen.queryByText('You are logged in nowhere else.')).toBeNull();
  });

  it('end one at a time, after a question that says what is lost there', async () => {
    const me = await browser.signUp();
    const [one, two] = [await elsewhere(me), await elsewhere(me, 'curl/8.5.0')];
    const { user } = openPage('/profile');
    await press(user, 'Sessions');
    await press(user, 'Log out Firefox on Linux at 203.0.113.9');
    const question = within(await screen.findByRole('alertdialog', { name: 'Log out Firefox on Linux?' }));
    expect(question.getByText(/Cloud access keys that are kept in that browser are removed/u)).toBeTruthy();
    browser.fault(revokeSessions, 'internal', 1);
    await user.click(question.getByRole('button', { name: 'Log out' }));
    expect(await question.findByText(/^The server failed/u)).toBeTruthy();
    await user.click(question.getByRole('button', { name: 'Log out' }));
    expect(await screen.findByText('Logged out Firefox on Linux')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText('Firefox on Linux')).toBeNull());
    expect([await isIn(one), await isIn(two)]).toEqual([false, true]);
  });

  it('end all at once but this one', async () => {
    const me = await browser.signUp();
    const [one, two] = [await elsewhere(me), await elsewhere(me, 'curl/8.5.0')];
    const { user } = openPage('/profile');
    await press(user, 'Sessions');
    await press(user, 'Log out all others');
    const question = within(await screen.findByRole('alertdialog', { name: 'Log out 2 other sessions?' }));
    await user.click(question.getByRole('button', { name: 'Log out' }));
    expect(await screen.findByText('You are logged in nowhere else.')).toBeTruthy();
    expect([await isIn(one), await isIn(two)]).toEqual([false, false]);
    expect(await browser.act(users.getPreferences, {})).toBeTruthy();
  });

  it('say so and offer to try again where they cannot be read', async () => {
    await browser.signUp();
    browser.fault(getSessions, 'offline');
    const { user } = openPage('/profile');
    await press(user, 'Sessions');
    expect(await screen.findByText('Your sessions could not be loaded')).toBeTruthy();
    browser.mend();
    await press(user, 'Retry');
    expect(await screen.findByText('You are logged in nowhere else.')).toBeTruthy();
  });
});

describe('deleting the account', () => {
  const fill = async (user: User, email: string, password: string) => {
    const form = await dialog('Delete account');
    const [mail, secret] = [form.getByLabelText('Your e-mail'), form.getByLabelText('Password')];
    await user.clear(mail);
    await user.type(mail, email);
    await user.clear(secret);
    await user.type(secret, password);
    await user.click(form.getByRole('button', { name: 'Delete account' }));
    return { form, mail, secret };
  };

  it('says what goes and stays, wants e-mail and password, and leads to log-in without cloud keys', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
    await addMember(browser, bob.workspace, me.user);
    await browser.act(auth.createCredentials, { label: 'trainer' }, { 'X-Allegro-Tenant': bob.workspace });
    onTestFinished(keyRing.follow(me.user, () => undefined));
    await keyRing.save(me.user, { id: '1', bucket: 'models', key: 'AKIA', secret: 'x', token: '', region: '', host: '', style: '' });
    expect(hasCloudKeys(me.user)).toBe(true);
    const { user } = openPage('/profile');
    await press(user, 'Delete account');
    const form = await dialog('Delete account');
    expect(await form.findByText(/Ada Sample's workspace, where nobody else is; your place in Bob Builder's workspace/u)).toBeTruthy();
    expect((await form.findByText('trainer')).closest('li')?.textContent).toMatch(/^trainer of Bob Builder's workspace, never used/u);
    expect(form.getByText(/without your name and e-mail/u)).toBeTruthy();

    const { mail } = await fill(user, 'bob@example.com', me.password);
    await waitFor(() => expect(descriptionOf(mail)).toMatch(/^This is not your e-mail\./u));
    expect(browser.calls(deleteAccount)).toBe(0);
    const { secret } = await fill(user, me.email.toUpperCase(), 'wrong harbour');
    await waitFor(() => expect(descriptionOf(secret)).toBe('This is not your password.'));
    expect(valueOf(mail)).toBe(me.email.toUpperCase());
    await fill(user, me.email, me.password);

    expect(await screen.findByText('Your account was deleted.')).toBeTruthy();
    expect(location.pathname).toBe('/login');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect([await logsIn(me, me.password), hasCloudKeys(me.user)]).toEqual([false, false]);
    expect(await browser.store.db.selectFrom('memberships').select('user_id').execute()).toEqual([{ user_id: bob.id }]);
  });

  it('names the workspaces that need another owner first, with the way to their members', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
    await addMember(browser, me.workspace, bob.id);
    const { user } = openPage('/profile');
    await press(user, 'Delete account');
    const form = await dialog('Delete account');
    const link = await form.findByRole('link', { name: "Members of Ada Sample's workspace" });
    expect(link.getAttribute('href')).toBe(`/w/${me.workspace}/members`);
    expect(descriptionOf(form.getByRole('button', { name: 'Delete account' }))).toBe('Some workspaces need another owner first.');
    await fill(user, me.email, me.password);
    expect(browser.calls(deleteAccount)).toBe(0);
  });

  it('counts no owner whose account is disabled, but for whose personal workspace it is', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
    await addMember(browser, me.workspace, bob.id, 'owner');
    await addMember(browser, bob.workspace, me.user, 'owner');
    await browser.store.db.updateTable('users').set({ disabled: 1 }).where('id', '=', bob.id).execute();
    const { user } = openPage('/profile');
    await press(user, 'Delete account');
    const form = await dialog('Delete account');
    expect((await form.findAllByRole('link')).map(({ textContent }) => textContent)).toEqual(["Members of Ada Sample's workspace"]);
  });

  it('keeps what was typed where somebody joined meanwhile or the server fails', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
    const { user } = openPage('/profile');
    await press(user, 'Delete account');
    await (await dialog('Delete account')).findByText('You have no keys.');
    browser.fault(deleteAccount, 'offline', 1);
    const { form, mail } = await fill(user, me.email, me.password);
    expect(await form.findByText(/cannot be reached/u)).toBeTruthy();
    await addMember(browser, me.workspace, bob.id);
    await user.click(form.getByRole('button', { name: 'Delete account' }));
    expect(await form.findByRole('link', { name: "Members of Ada Sample's workspace" })).toBeTruthy();
    expect(valueOf(mail)).toBe(me.email);
    await browser.act(managing.setMemberRole, { user: bob.id, role: 'owner' }, { 'X-Allegro-Tenant': me.workspace });
    expect(await logsIn(me, me.password)).toBe(true);
  });
});
