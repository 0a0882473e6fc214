import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { auth, invitations, login, users } from '#contract/index.ts';
import { endSessions } from '#server/sessions.ts';
import { networkOfTests, openBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

/** An account whose browser is not logged in. */
const somebody = async () => {
  const account = await browser.signUp();
  browser.clearCookies();
  return account;
};

const fillLogin = async (user: ReturnType<typeof openPage>['user'], email: string, password: string) => {
  await user.type(await screen.findByLabelText('E-mail'), email);
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Log in' }));
};

describe('logging in', () => {
  it('is asked of whoever opens the profile, and leads to the page and section that was wanted', async () => {
    const account = await somebody();
    const { user } = openPage('/profile#cloud-access');
    await screen.findByRole('heading', { level: 1, name: 'Log in' });
    expect(new URLSearchParams(location.search).get('redirect')).toBe('/profile#cloud-access');
    await fillLogin(user, account.email, account.password);
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
    expect(location.pathname + location.hash).toBe(`/w/${account.workspace}/profile#cloud-access`);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Web App Cloud Access' })));
  });

  it('takes no secret of an address along that Preview was to open, and says afterwards what was left out', async () => {
    const account = await somebody();
    const { user } = openPage(`/preview?url=${encodeURIComponent('https://ada:hush@minio.example/log.txt?sig=hush')}#access_token=hush`);
    await screen.findByRole('heading', { level: 1, name: 'Log in' });
    expect(new URLSearchParams(location.search).get('redirect')).toMatch(/^\/preview\?url=https%3A%2F%2Fminio\.example%2Flog\.txt&left=/);
    expect(decodeURIComponent(location.href)).not.toContain('hush');
    await fillLogin(user, account.email, account.password);
    await screen.findByText('This address cannot be opened');
    screen.getByText(/carries a name or a password.*Its signature was taken out as well/);
    expect(new URLSearchParams(location.search).toString()).toBe('url=https%3A%2F%2Fminio.example%2Flog.txt');
  });

  it('keeps the e-mail and goes to the password when it is wrong', async () => {
    const account = await somebody();
    const { user } = openPage('/login');
    await fillLogin(user, account.email, 'another harbour 42');
    expect((await screen.findByRole('alert')).textContent).toContain('The e-mail or the password is wrong');
    expect(valueOf(screen.getByLabelText('E-mail'))).toBe(account.email);
    const field = screen.getByLabelText<HTMLInputElement>('Password');
    expect(document.activeElement).toBe(field);
    // kept, and gone with the first key
    expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['another harbour 42', 0, 18]);
  });

  it('says how long to wait after too many attempts, and keeps what was typed', async () => {
    await browser.close();
    browser = await openBrowser({ rateLimits: true });
    const account = await somebody();
    const { user } = openPage('/login');
    await fillLogin(user, account.email, 'wrong harbour 0');
    for (let attempt = 1; attempt < 21; attempt++) {
      await browser.act(auth.login, {}, { authorization: `Basic ${btoa(`${account.email}:wrong`)}` }).catch(() => undefined);
    }
    await user.clear(screen.getByLabelText('Password'));
    await user.type(screen.getByLabelText('Password'), account.password);
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    await screen.findByText(/Too many attempts\. Try again in \d+ minutes/u);
    expect(valueOf(screen.getByLabelText('Password'))).toBe(account.password);
  });

  it('asks for what is missing before it asks the server', async () => {
    const { user } = openPage('/login');
    await user.click(await screen.findByRole('button', { name: 'Log in' }));
    expect(await screen.findAllByText('Fill this in.')).toHaveLength(2);
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'));
    expect(browser.calls(auth.login)).toBe(0);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/login', 'javascript:alert(1)'])(
    'never leads to %s',
    async (redirect) => {
      const account = await somebody();
      const { user } = openPage(`/login?${new URLSearchParams({ redirect }).toString()}`);
      await fillLogin(user, account.email, account.password);
      await screen.findByRole('heading', { level: 1, name: 'Profile' });
      expect(location.href).toBe(`http://localhost:3000/w/${account.workspace}/profile`);
    },
  );

  it('says so when the server cannot be reached, and works once it can', async () => {
    const account = await somebody();
    const { user } = openPage('/login');
    await screen.findByLabelText('E-mail');
    browser.fault(auth.login, 'offline', 1);
    await fillLogin(user, account.email, account.password);
    expect((await screen.findByRole('alert')).textContent).toContain('The server cannot be reached');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
  });
});

describe('a cookie of another ClearML on this host', () => {
  it('is named at log-in with its remedy, and gives way to one’s own', async () => {
    const account = await somebody();
    browser.setCookie('clearml_token_basic', 'another.server.token');
    const { user } = openPage('/login');
    await screen.findByText('Another ClearML uses this host');
    expect(screen.getByText(/COOKIE_NAME/u)).toBeTruthy();
    await fillLogin(user, account.email, account.password);
    expect(await screen.findByRole('heading', { level: 1, name: 'Profile' })).toBeTruthy();
  });

  it('is not spoken of where there is none', async () => {
    openPage('/login');
    await screen.findByLabelText('E-mail');
    expect(screen.queryByText('Another ClearML uses this host')).toBeNull();
  });
});

describe('signing up', () => {
  it('makes an account and opens its profile', async () => {
    const { user } = openPage('/login');
    await user.click(await screen.findByRole('link', { name: 'Sign up' }));
    await user.type(await screen.findByLabelText('Name'), 'Grace Sample');
    await user.type(screen.getByLabelText('E-mail'), 'grace@example.com');
    await user.type(screen.getByLabelText('Password'), 'violet harbour 42');
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
    expect(await browser.act(users.getCurrentUser, {})).toMatchObject({ user: { name: 'Grace Sample', email: 'grace@example.com' } });
  });

  it('by an invitation says who invites to which workspace, and joins it', async () => {
    const owner = browser.client();
    const { company } = await owner.signUp({ name: 'Grace Sample' });
    const { id } = await owner.ok(invitations.createInvite, {}, { workspace: company.id });
    const { user } = openPage(`/signup?${new URLSearchParams({ invite: id }).toString()}`);
    await screen.findByText('Grace Sample');
    await user.type(screen.getByLabelText('Name'), 'Ada Sample');
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    // as a manager of passwords, or whoever has one elsewhere
    await user.click(screen.getByLabelText('Password'));
    await user.paste('violet harbour 42');
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    await screen.findByRole('heading', { level: 1, name: 'Profile' });
    expect(location.pathname).toBe(`/w/${company.id}/profile`);
  });

  it('by a link that filled up meanwhile says why it was refused, and no longer that it joins', async () => {
    await browser.close();
    browser = await openBrowser({ seats: 2 });
    const owner = browser.client();
    const { company } = await owner.signUp({ name: 'Grace Sample' });
    const { id } = await owner.ok(invitations.createInvite, {}, { workspace: company.id });
    const { user } = openPage(`/signup?${new URLSearchParams({ invite: id }).toString()}`);
    await screen.findByText(/Signing up joins it/u);
    await browser.client().signUp({ invite_id: id });
    await user.type(screen.getByLabelText('Name'), 'Ada Sample');
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'violet harbour 42');
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    expect((await screen.findByRole('alert')).textContent).toContain('maximum number of members');
    expect(screen.queryByText(/Signing up joins it/u)).toBeNull();
    expect(screen.getByText(/invites you to/u)).toBeTruthy();
  });

  it('leads whoever has an account to a log-in that still says what for', async () => {
    const owner = browser.client();
    const { company } = await owner.signUp({ name: 'Grace Sample' });
    const { id } = await owner.ok(invitations.createInvite, {}, { workspace: company.id });
    const account = await somebody();
    const { user } = openPage(`/signup?${new URLSearchParams({ invite: id }).toString()}`);
    await user.click(within(await screen.findByRole('main')).getByRole('link', { name: 'Log in' }));
    await screen.findByRole('heading', { level: 1, name: 'Log in' });
    expect(screen.getByText('Log in to go on to the invitation.')).toBeTruthy();
    await fillLogin(user, account.email, account.password);
    expect(await screen.findByRole('button', { name: /^Join/u })).toBeTruthy();
  });

  it('by a dead invitation says what is wrong with it', async () => {
    openPage('/signup?invite=no-such-invitation');
    expect(await screen.findByText('There is no such invitation. Ask for a new link.')).toBeTruthy();
  });

  it('by an invitation on a self-hosted server says that there are none, and makes an account without', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted' });
    const { user } = openPage('/signup?invite=nothing');
    await screen.findByText(/There are no invitations here/u);
    expect(document.body.textContent).not.toContain('new link');
    await user.type(screen.getByLabelText('Name'), 'Ada Sample');
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'violet harbour 42');
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Profile' })).toBeTruthy();
  });

  it('says at the field that the e-mail is taken', async () => {
    const account = await somebody();
    const { user } = openPage('/signup');
    await user.type(await screen.findByLabelText('Name'), 'Ada Again');
    await user.type(screen.getByLabelText('E-mail'), account.email);
    await user.type(screen.getByLabelText('Password'), 'violet harbour 42');
    await user.click(screen.getByRole('button', { name: 'Sign up' }));
    await waitFor(() => expect(descriptionOf(screen.getByLabelText('E-mail'))).toMatch(/There is an account with this e-mail/u));
    expect(valueOf(screen.getByLabelText('Name'))).toBe('Ada Again');
  });

  it('says where it is closed', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted', signup: 'closed' });
    openPage('/signup');
    await screen.findByText(/Sign-up is closed on this server/u);
    expect(screen.queryByLabelText('Password')).toBeNull();
  });
});

describe('a session', () => {
  it('that somebody ended leads to log-in with a word of why, and back again', async () => {
    const account = await browser.signUp();
    const { user } = openPage(`/w/${account.workspace}/profile`);
    const name = await screen.findByRole('button', { name: 'Edit name' });
    await endSessions(browser.store.db, { user: account.user });
    await user.click(name);
    await user.type(await screen.findByLabelText('Name'), ' Two');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const question = await screen.findByRole('alertdialog', { name: 'Leave without saving?' });
    expect(valueOf(screen.getByLabelText('Name'))).toMatch(/ Two$/u);
    await user.click(within(question).getByRole('button', { name: 'Leave without saving' }));
    await screen.findByText(/Log in again to go on where you were/u);
    await fillLogin(user, account.email, account.password);
    expect(await screen.findByRole('heading', { level: 1, name: 'Profile' })).toBeTruthy();
  });

  it.each([2, 31, 40])('that a ClearML Server takes no more (401/%i) leads to log-in and not in a circle', async (result_subcode) => {
    await browser.signUp();
    const endpoint = { name: 'users.get_current_user', requested_version: '2.31', actual_version: '1.0' };
    const meta = { id: '1', trx: '1', endpoint, result_code: 401, result_subcode, result_msg: 'Unauthorized' };
    networkOfTests.use(http.all('*/api/users.get_current_user', () => Response.json({ meta, data: {} }, { status: 401 })));
    openPage('/profile');
    expect(await screen.findByRole('heading', { level: 1, name: 'Log in' })).toBeTruthy();
    expect(await screen.findByLabelText('Password')).toBeTruthy();
  });

  it('ends at log-out, on the server too, and Back shows nothing of it', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Profile menu' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Log out' }));
    await screen.findByRole('heading', { level: 1, name: 'Log in' });
    await expect(browser.act(users.getCurrentUser, {})).rejects.toThrow('401');
    window.history.back();
    await screen.findByRole('heading', { level: 1, name: 'Log in' });
    expect(screen.queryByText('Ada Sample')).toBeNull();
  });

  it('stays where the server did not end it, and says so', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Profile menu' }));
    browser.fault(login.logout, 'internal', 1);
    await user.click(await screen.findByRole('menuitem', { name: 'Log out' }));
    const question = await screen.findByRole('alertdialog', { name: 'You are still logged in' });
    await user.click(within(question).getByRole('button', { name: 'Log out' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Log in' })).toBeTruthy();
  });
});

describe('the name', () => {
  it('is edited in place, and saved on the server', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    const field = await screen.findByLabelText('Name');
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.type(field, 'Ada Lovely{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit name' })));
    expect(await browser.act(users.getCurrentUser, {})).toMatchObject({ user: { name: 'Ada Lovely' } });
    expect(screen.getAllByText('Ada Lovely')).not.toHaveLength(0);
  });

  it('is as it was after Discard, and after Escape, which asks where that loses something', async () => {
    await browser.signUp({ name: 'Ada Sample' });
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    await user.type(await screen.findByLabelText('Name'), ' Changed');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    expect(valueOf(await screen.findByLabelText('Name'))).toBe('Ada Sample');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    await user.type(await screen.findByLabelText('Name'), ' Two{Escape}');
    await user.click(
      within(await screen.findByRole('alertdialog', { name: 'Discard what you typed?' })).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Name')));
    expect(valueOf(screen.getByLabelText('Name'))).toBe('Ada Sample Two');
    await user.keyboard('{Escape}');
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit name' })));
    expect(browser.calls(users.update)).toBe(0);
  });

  it('needs something in it that can be seen', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    const field = await screen.findByLabelText('Name');
    await user.clear(field);
    await user.type(field, '\u200b\u3164{Enter}');
    await waitFor(() => expect(descriptionOf(field)).toMatch(/can be seen/u));
    expect(browser.calls(users.update)).toBe(0);
  });

  it('stays in the field with the reason when the server fails', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Edit name' }));
    browser.fault(users.update, 'internal', 1);
    const field = await screen.findByLabelText('Name');
    await user.type(field, ' Two{Enter}');
    await waitFor(() => expect(descriptionOf(field)).toMatch(/The server failed/u));
    expect(valueOf(field)).toBe('Ada Sample Two');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('button', { name: 'Edit name' });
  });
});
