import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invitations, login, type RequestOf } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import type { TestClient } from '#tests/support/client.ts';
import { addPerson, samplePassword } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;
let grace: TestClient;
let graceWorkspace: string;

beforeEach(async () => {
  browser = await openBrowser({ seats: 2 });
  grace = browser.client();
  graceWorkspace = (await grace.signUp({ name: 'Grace Sample' })).company.id;
});
afterEach(() => browser.close());

const invite = (request: RequestOf<typeof invitations.createInvite> = {}) => grace.ok(invitations.createInvite, request);
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });

describe('an invitation link', () => {
  it('names workspace and inviter to whoever is signed out, and leads to sign-up and log-in', async () => {
    const { id } = await invite();
    openPage(`/?invite=${id}`);
    expect(await heading("Join Grace Sample's workspace")).toBeTruthy();
    expect(screen.getByText(/Grace Sample invites you.*, as member/u)).toBeTruthy();
    expect(screen.getByText('1 of 2 members')).toBeTruthy();
    expect(screen.queryByText(/one e-mail address only/u)).toBeNull();
    const links = Object.fromEntries(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')]));
    expect(links['Sign up']).toBe(`/signup?invite=${id}`);
    expect(new URLSearchParams(links['Log in']?.split('?')[1]).get('redirect')).toBe(`/?invite=${id}`);
  });

  it('joins who is signed in, and opens the workspace', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const { id } = await invite();
    const { user } = openPage(`/?invite=${id}`);
    await heading("Join Grace Sample's workspace");
    expect(screen.getByText(new RegExp(me.email, 'u'))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Join' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${graceWorkspace}/profile`));
    expect(await screen.findByText('2 of 2 members')).toBeTruthy();
    expect(await screen.findByText("You joined Grace Sample's workspace")).toBeTruthy();
  });

  it('opens the workspace for who is a member already, and spends nothing', async () => {
    await browser.signUp();
    const { id } = await invite({ max_uses: 1 });
    await browser.act(login.joinCompany, { invite_id: id });
    const { user } = openPage(`/?invite=${(await invite()).id}`);
    await user.click(await screen.findByRole('button', { name: 'Open workspace' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${graceWorkspace}/profile`));
    const { invites } = await grace.ok(invitations.getInvites, {});
    expect(invites[0]?.uses).toBe(0);
  });

  it.each(['expired', 'revoked'])('opens the workspace for who is a member already, though the link is %s', async (state) => {
    await browser.signUp();
    const { id } = await invite({ expires_in_sec: 60 });
    await browser.act(login.joinCompany, { invite_id: id });
    if (state === 'revoked') await grace.ok(invitations.revokeInvites, { invites: [id] });
    else browser.clock.advance(60_000);
    const { user } = openPage(`/?invite=${id}`);
    expect(await screen.findByText("You are a member of Grace Sample's workspace already.")).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open workspace' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${graceWorkspace}/profile`));
    expect((await grace.ok(invitations.getInvites, { active: false })).invites[0]?.uses).toBe(1);
  });

  it('for one e-mail address says so before anybody signs up, and not for which', async () => {
    const { id } = await invite({ email: 'somebody@example.com' });
    const { user } = openPage(`/?invite=${id}`);
    expect(await screen.findByText(/^This link is for one e-mail address only/u)).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Sign up' }));
    expect(await screen.findByText(/The link is for one e-mail address only/u)).toBeTruthy();
    expect(document.body.textContent).not.toContain('somebody');
  });

  it('opens the workspace for whoever took its last use, though the link is used up', async () => {
    await browser.signUp();
    const { id } = await invite({ max_uses: 1 });
    await browser.act(login.joinCompany, { invite_id: id });
    const { user } = openPage(`/?invite=${id}`);
    await user.click(await screen.findByRole('button', { name: 'Open workspace' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${graceWorkspace}/profile`));
  });

  it('joins once, however often one presses', async () => {
    await browser.signUp();
    const { id } = await invite({ max_uses: 2 });
    browser.fault(login.joinCompany, 50);
    const { user } = openPage(`/?invite=${id}`);
    await user.dblClick(await screen.findByRole('button', { name: 'Join' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${graceWorkspace}/profile`));
    expect(browser.calls(login.joinCompany)).toBe(1);
    expect((await grace.ok(invitations.getInvites, {})).invites[0]?.uses).toBe(1);
  });

  it('check 40: joins on a second try when the answer to the first was lost, with one use spent', async () => {
    await browser.signUp();
    const { id } = await invite({ max_uses: 2 });
    browser.fault(login.joinCompany, 'lost', 1);
    const { user } = openPage(`/?invite=${id}`);
    await user.click(await screen.findByRole('button', { name: 'Join' }));
    expect(await screen.findByText(/cannot be reached/u)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Join' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${graceWorkspace}/profile`));
    expect((await grace.ok(invitations.getInvites, {})).invites[0]?.uses).toBe(1);
  });

  it('lets somebody else log in and come back', async () => {
    await browser.signUp();
    const { id } = await invite();
    const { user } = openPage(`/?invite=${id}`);
    await user.click(await screen.findByRole('button', { name: 'Log in as somebody else' }));
    await waitFor(() => expect(location.pathname).toBe('/login'));
    expect(new URLSearchParams(location.search).get('redirect')).toBe(`/?invite=${id}`);
    const { authenticated } = login.supportedModes.response.parse(await browser.act(login.supportedModes, {}));
    expect(authenticated).toBe(false);
  });
});

describe('check 32: an invitation link that leads nowhere', () => {
  it('says that there is no such invitation', async () => {
    openPage('/?invite=nothing');
    expect(await heading('There is no such invitation')).toBeTruthy();
    expect(document.body.textContent).not.toContain('Grace');
  });

  it('says on a self-hosted server that there are no invitations, and asks for none', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted' });
    openPage('/?invite=nothing');
    expect(await heading('There are no invitations here')).toBeTruthy();
    expect(document.body.textContent).not.toContain('new one');
  });

  it('says that it has expired', async () => {
    const { id } = await invite({ expires_in_sec: 60 });
    browser.clock.advance(61_000);
    openPage(`/?invite=${id}`);
    expect(await heading('This invitation has expired')).toBeTruthy();
  });

  it('says that it was revoked', async () => {
    const { id } = await invite();
    await grace.ok(invitations.revokeInvites, { invites: [id] });
    openPage(`/?invite=${id}`);
    expect(await heading('This invitation was revoked')).toBeTruthy();
    expect(screen.getByText(/^Ask an owner or admin/u)).toBeTruthy();
  });

  it('says that it was used up', async () => {
    const { id } = await invite({ max_uses: 1 });
    await browser.client().signUp({ invite_id: id });
    openPage(`/?invite=${id}`);
    expect(await heading('This invitation was used up')).toBeTruthy();
  });

  it('says that the workspace is full', async () => {
    const { id } = await invite();
    await browser.client().signUp({ invite_id: id });
    openPage(`/?invite=${id}`);
    expect(await heading('The workspace is full')).toBeTruthy();
  });

  it('check 37: says that it is for another account, and offers to switch', async () => {
    await browser.signUp();
    const { id } = await invite({ email: 'somebody@example.com' });
    openPage(`/?invite=${id}`);
    expect(await heading('This invitation is for another account')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Log in as somebody else' })).toBeTruthy();
    expect(document.body.textContent).not.toContain('Grace Sample');
  });

  it('check 37: leads the account that it is for into the workspace, after another one opened it', async () => {
    const other = await browser.signUp({ name: 'Bob Builder' });
    const me = await addPerson(browser, 'ada@example.com');
    const { id } = await invite({ email: me.email, max_uses: 1 });
    const { user } = openPage(`/?invite=${id}`);
    await heading('This invitation is for another account');
    expect(screen.getByText(new RegExp(other.email, 'u'))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Log in as somebody else' }));
    await user.type(await screen.findByLabelText('E-mail'), me.email);
    await user.type(screen.getByLabelText('Password'), samplePassword);
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    await heading("Join Grace Sample's workspace");
    await user.click(screen.getByRole('button', { name: 'Join' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${graceWorkspace}/profile`));
  });

  it('says that there is room again when somebody checks', async () => {
    const { id } = await invite();
    const guest = browser.client();
    await guest.signUp({ invite_id: id });
    await browser.signUp();
    const { user } = openPage(`/?invite=${id}`);
    await heading('The workspace is full');
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await heading('The workspace is full')).toBeTruthy();
    await guest.ok(login.leaveCompany, { company_id: graceWorkspace });
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await heading("Join Grace Sample's workspace")).toBeTruthy();
  });

  it('shows what it has become when the join comes too late', async () => {
    await browser.signUp();
    const { id } = await invite();
    const { user } = openPage(`/?invite=${id}`);
    await screen.findByRole('button', { name: 'Join' });
    await browser.client().signUp({ invite_id: id });
    await user.click(screen.getByRole('button', { name: 'Join' }));
    expect(await heading('The workspace is full')).toBeTruthy();
  });
});

describe('an invitation that could not be read', () => {
  it('says so, and is read again on Retry', async () => {
    const { id } = await invite();
    browser.fault(login.getInviteInfo, 'html');
    const { user } = openPage(`/?invite=${id}`);
    await screen.findByText('The invitation could not be read');
    browser.mend();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await heading("Join Grace Sample's workspace")).toBeTruthy();
  });

  it('stays when the join failed for another reason', async () => {
    await browser.signUp();
    const { id } = await invite();
    browser.fault(login.joinCompany, 'offline', 1);
    const { user } = openPage(`/?invite=${id}`);
    await user.click(await screen.findByRole('button', { name: 'Join' }));
    expect(await screen.findByText(/cannot be reached/u)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Join' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${graceWorkspace}/profile`));
  });
});
