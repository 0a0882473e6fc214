import { act, screen, waitFor, within } from '@testing-library/react';
import { focusManager } from '@tanstack/react-query';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auth, login, organization, users } from '#contract/index.ts';
import { openBrowser, openConnectedBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { valueOf } from '#tests/support/screen.ts';

type User = ReturnType<typeof openPage>['user'];

/** So long nobody has to be there for a session to run out, ms. */
const week = 7 * 24 * 3600 * 1000 + 1;

/** Types another name at the profile of whoever is logged in. */
const typeName = async (): Promise<User> => {
  const { user } = openPage('/profile');
  await user.click(await screen.findByRole('button', { name: 'Edit name' }));
  await user.type(await screen.findByLabelText('Name'), ' Two');
  return user;
};

/** Somebody at their profile, who has typed another name when the session runs out. */
const typeAndRunOut = async (settings: Parameters<typeof openBrowser>[0] = {}) => {
  const browser = await openBrowser(settings);
  onTestFinished(() => browser.close());
  const account = await browser.signUp({ name: 'Ada Sample' });
  const user = await typeName();
  browser.clock.advance(week);
  return { browser, account, user };
};

const save = async (user: User) => user.click(screen.getByRole('button', { name: 'Save' }));

/** The dialog that asks, and answers with that password. */
const answer = async (user: User, password: string) => {
  const dialog = within(await screen.findByRole('dialog', { name: 'Log in again' }));
  await user.clear(dialog.getByLabelText('Password'));
  await user.type(dialog.getByLabelText('Password'), password);
  await user.click(dialog.getByRole('button', { name: 'Log in' }));
  return dialog;
};

const comeBack = (): void =>
  act(() => {
    focusManager.setFocused(false);
    focusManager.setFocused(true);
    focusManager.setFocused(undefined);
  });

const nameOf = async (browser: Browser): Promise<string> =>
  users.getCurrentUser.response.parse(await browser.act(users.getCurrentUser, {})).user.name;

describe('a session that ran out', () => {
  it('is asked for again in a dialog, and what was saved is saved then, once', async () => {
    const { browser, account, user } = await typeAndRunOut();
    await save(user);
    const dialog = within(await screen.findByRole('dialog', { name: 'Log in again' }));
    const email = dialog.getByLabelText<HTMLInputElement>('E-mail');
    expect([email.value, email.readOnly]).toEqual([account.email, true]);
    await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText('Password')));
    expect(valueOf(screen.getByLabelText('Name'))).toBe('Ada Sample Two');
    await answer(user, account.password);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit name' })));
    expect(await nameOf(browser)).toBe('Ada Sample Two');
    expect(browser.calls(users.update)).toBe(2);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is asked for in one dialog, however many calls and reads there are', async () => {
    const { browser, account, user } = await typeAndRunOut();
    await user.selectOptions(screen.getByLabelText('Dates'), 'absolute');
    comeBack();
    await screen.findByRole('dialog', { name: 'Log in again' });
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    await answer(user, account.password);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(browser.calls(auth.login)).toBe(1);
    expect(valueOf(screen.getByLabelText('Name'))).toBe('Ada Sample Two');
    await waitFor(async () => expect(JSON.stringify(await browser.act(users.getPreferences, {}))).toContain('absolute'));
  });

  it('is asked for where the page only looks whether somebody is logged in', async () => {
    const { browser, account, user } = await typeAndRunOut();
    browser.fault(organization.getUserCompanies, 'hang');
    browser.fault(users.getCurrentUser, 'hang');
    comeBack();
    await screen.findByRole('dialog', { name: 'Log in again' });
    browser.mend();
    await answer(user, account.password);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(valueOf(screen.getByLabelText('Name'))).toBe('Ada Sample Two');
  });

  it('is not opened by a wrong password or without the server, and the dialog says which', async () => {
    const { browser, account, user } = await typeAndRunOut();
    await save(user);
    const dialog = await answer(user, 'another harbour 42');
    await dialog.findByText(/The password is wrong/u);
    browser.fault(auth.login, 'offline', 1);
    await answer(user, account.password);
    await dialog.findByText(/The server cannot be reached/u);
    // logged in, but whether it is the same user could not be asked
    browser.fault(users.getCurrentUser, 'offline', 1);
    await answer(user, account.password);
    await dialog.findByText(/The server cannot be reached/u);
    await answer(user, account.password);
    await waitFor(async () => expect(await nameOf(browser)).toBe('Ada Sample Two'));
  });

  it('says how long to wait after too many attempts', async () => {
    const { browser, account, user } = await typeAndRunOut({ rateLimits: true });
    for (let attempt = 0; attempt < 21; attempt++) {
      await browser.act(auth.login, {}, { authorization: `Basic ${btoa(`${account.email}:wrong`)}` }).catch(() => undefined);
    }
    await save(user);
    const dialog = await answer(user, account.password);
    await dialog.findByText(/Too many attempts\. Try again in \d+ minutes/u);
  });

  it('leads to the log-in page on request, which asks about what was typed first', async () => {
    const { browser, account, user } = await typeAndRunOut();
    await save(user);
    const dialog = within(await screen.findByRole('dialog', { name: 'Log in again' }));
    await user.click(dialog.getByRole('button', { name: 'Go to log-in page' }));
    const question = within(await screen.findByRole('alertdialog', { name: 'Leave without saving?' }));
    await user.click(question.getByRole('button', { name: 'Cancel' }));
    await user.click(dialog.getByRole('button', { name: 'Go to log-in page' }));
    await user.click(await screen.findByRole('button', { name: 'Leave without saving' }));
    await screen.findByText(/Log in again to go on where you were/u);
    expect(new URLSearchParams(location.search).get('redirect')).toBe(`/w/${account.workspace}/profile`);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(browser.calls(users.update)).toBe(1);
  });

  it('keeps the keys of a bucket that are being typed', async () => {
    const { account, user } = await typeAndRunOut();
    await user.click(screen.getByRole('button', { name: 'Add access keys' }));
    await user.type(await screen.findByLabelText('Secret / SAS'), 'typed-secret');
    comeBack();
    await answer(user, account.password);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(valueOf(screen.getByLabelText('Secret / SAS'))).toBe('typed-secret');
  });
});

describe('in front of a ClearML Server', () => {
  it('that asks for a name only, the dialog has that of whoever was logged in', async () => {
    const browser = await openConnectedBrowser({ mode: 'simple', webPair: { key: 'the-web-key', secret: 'the-web-secret' } });
    onTestFinished(() => browser.close());
    const user = await typeName();
    browser.clearCookies();
    await save(user);
    const dialog = within(await screen.findByRole('dialog', { name: 'Log in again' }));
    const name = dialog.getByLabelText<HTMLInputElement>('Name');
    expect([name.value, name.readOnly]).toEqual(['Jane Doe', true]);
    await user.click(dialog.getByRole('button', { name: 'Log in' }));
    await screen.findByRole('button', { name: 'Edit name' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(browser.calls(login.simple)).toBe(1);
  });

  it('that logs people in on its own pages, the dialog goes when they come back from there', async () => {
    const browser = await openConnectedBrowser({ mode: 'sso' });
    onTestFinished(() => browser.close());
    const user = await typeName();
    browser.clearCookies();
    await save(user);
    const dialog = within(await screen.findByRole('dialog', { name: 'Log in again' }));
    dialog.getByText(/single sign-on/u);
    dialog.getByRole('button', { name: 'Go to log-in page' });
    browser.setCookie('clearml_token_basic', await browser.clearml.token('jane'));
    comeBack();
    await screen.findByRole('button', { name: 'Edit name' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(browser.clearml.user('jane').name).toBe('Jane Doe Two');
  });
});
