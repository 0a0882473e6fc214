import { focusManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { auth, invitations, login, organization, type RequestOf } from '#contract/index.ts';
import { hashSecret } from '#server/secrets.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { basic, type TestClient } from '#tests/support/client.ts';
import { addMember, addPerson, samplePassword } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;
let workspace: string;
/** a further one, where a test makes it */
let team: string;

beforeEach(async () => {
  browser = await openBrowser();
  ({ workspace } = await browser.signUp());
});
afterEach(() => browser.close());

/** Another admin of the workspace, with a browser of their own. */
const admin = async (): Promise<TestClient> => {
  const bob = await addPerson(browser, 'bob@example.com', 'Bob Builder');
  await addMember(browser, workspace, bob.id, 'admin');
  const client = browser.client();
  await client.ok(auth.login, {}, { headers: basic(bob.email, samplePassword) });
  return client;
};

const invite = async (request: RequestOf<typeof invitations.createInvite> = {}) =>
  invitations.createInvite.response.parse(await browser.act(invitations.createInvite, request));

const openDialog = async () => {
  const { user } = openPage('/profile');
  await user.click(await screen.findByRole('button', { name: 'Invite user' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Invite a user' }));
  await dialog.findByLabelText('Invitation link');
  return { user, dialog };
};

const comeBack = (): void => {
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  focusManager.setFocused(undefined);
};

const rows = (list: HTMLElement) => within(list).getAllByRole('listitem');

describe('the open links of a workspace', () => {
  it('say who made them, for what role, and how often they were used', async () => {
    const bob = await admin();
    await bob.ok(invitations.createInvite, { role: 'admin', max_uses: 5 }, { workspace });
    const { id } = await invite({ max_uses: 5 });
    await browser.client().signUp({ invite_id: id });
    await browser.client().signUp({ invite_id: id });
    const { dialog } = await openDialog();
    const texts = rows(dialog.getByRole('list', { name: 'Open links' })).map(({ textContent }) => textContent);
    expect(texts).toHaveLength(2);
    expect(texts.find((text) => text.includes('Ada Sample'))).toMatch(/Member.*2 of 5 used/u);
    expect(texts.find((text) => text.includes('Bob Builder'))).toMatch(/Admin.*0 of 5 used/u);
  });

  it('have the one whose answer got lost', async () => {
    await invite();
    const { user, dialog } = await openDialog();
    browser.fault(invitations.createInvite, 'lost', 1);
    await user.click(dialog.getByRole('button', { name: 'Create new link' }));
    expect(await dialog.findByText(/cannot be reached/u)).toBeTruthy();
    await waitFor(() => expect(rows(dialog.getByRole('list', { name: 'Open links' }))).toHaveLength(2));
  });

  it('are all revoked after one question that says how many and whose', async () => {
    const bob = await admin();
    await bob.ok(invitations.createInvite, {}, { workspace });
    await bob.ok(invitations.createInvite, {}, { workspace });
    const { id } = await invite();
    const { user, dialog } = await openDialog();
    await user.click(dialog.getByRole('button', { name: 'Revoke all' }));
    const question = await screen.findByRole('alertdialog', { name: 'Revoke all 3 open links?' });
    expect(within(question).getByText(/made by you \(1\) and Bob Builder \(2\)/u)).toBeTruthy();
    await user.click(within(question).getByRole('button', { name: 'Revoke all' }));
    expect(await dialog.findByText('No link is open.')).toBeTruthy();
    expect(browser.calls(invitations.revokeInvites)).toBe(1);
    expect(await browser.client().ok(login.getInviteInfo, { invite_id: id })).toEqual({ active: false, state: 'revoked' });
  });

  it('are drawn fifty at a time where there are a thousand', async () => {
    const { parts, store } = browser;
    const me = await store.db.selectFrom('users').select('id').executeTakeFirstOrThrow();
    const ids = Array.from({ length: 1000 }, (_, at) => `link-${String(at).padStart(4, '0')}`);
    const values = ids.map((id, at) => ({
      hash: hashSecret(id),
      sealed: parts.secrets.seal(id),
      workspace_id: workspace,
      user_id: me.id,
      role: 'member' as const,
      created: parts.clock() - at,
      expires: null,
    }));
    await store.db.insertInto('invitations').values(values).execute();
    const { user, dialog } = await openDialog();
    expect(dialog.getByText('1,000 open links')).toBeTruthy();
    expect(rows(dialog.getByRole('list', { name: 'Open links' }))).toHaveLength(50);
    await user.click(dialog.getByRole('button', { name: 'Show 50 more' }));
    expect(rows(dialog.getByRole('list', { name: 'Open links' }))).toHaveLength(100);
  });

  it('are shown no more to who may not invite any more', async () => {
    const { user, dialog } = await openDialog();
    await browser.store.db.updateTable('memberships').set({ role: 'member' }).execute();
    await user.click(dialog.getByRole('button', { name: 'Create new link' }));
    expect(await dialog.findByText(/^You can no longer invite to/u)).toBeTruthy();
    expect(dialog.getByText(/^Only owners and admins invite there\./u)).toBeTruthy();
    expect(dialog.queryByLabelText('Invitation link')).toBeNull();
    expect(dialog.queryByRole('button', { name: /^Copy|^Revoke/u })).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Close' }));
    const invite = await screen.findByRole('button', { name: 'Invite user' });
    await waitFor(() => expect(invite.getAttribute('aria-disabled')).toBe('true'));
    expect(screen.getByText(/^Owners and admins invite here/)).toBeTruthy();
    await user.click(invite);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

it('nor are they after a refusal to revoke one', async () => {
  const { user, dialog } = await openDialog();
  await browser.store.db.updateTable('memberships').set({ role: 'member' }).execute();
  await user.click(dialog.getByRole('button', { name: /^Revoke link/u }));
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Revoke' }));
  expect(await dialog.findByText(/^You can no longer invite to/u)).toBeTruthy();
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(dialog.queryByLabelText('Invitation link')).toBeNull();
});

it.each([
  ['was deleted', () => browser.act(organization.deleteCompany, { name: 'Old Team' }, { 'X-Allegro-Tenant': team })],
  ['gave somebody a lower role', () => browser.store.db.updateTable('memberships').set({ role: 'member' }).execute()],
])('a workspace that %s is said to take no more invitations, over its links', async (_how, end) => {
  team = organization.createCompany.response.parse(await browser.act(organization.createCompany, { name: 'Old Team' })).id;
  const { user } = openPage(`/w/${team}/profile`);
  await user.click(within(await screen.findByRole('group', { name: 'Old Team' })).getByRole('button', { name: 'Invite user' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Invite a user' }));
  await dialog.findByLabelText('Invitation link');
  await end();
  comeBack();
  expect(await dialog.findByText('You can no longer invite to Old Team')).toBeTruthy();
  expect(dialog.queryByLabelText('Invitation link')).toBeNull();
  expect(dialog.queryByRole('button', { name: /^Copy|^Revoke|^Create/u })).toBeNull();
  await user.click(dialog.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

describe('the ended links of a workspace', () => {
  it('say why they ended, and cannot be revoked', async () => {
    const ended = [await invite({ expires_in_sec: 60, note: 'gone by' }), await invite(), await invite({ max_uses: 1 })];
    await browser.act(invitations.revokeInvites, { invites: [ended[1]?.id] });
    await browser.client().signUp({ invite_id: ended[2]?.id ?? '' });
    browser.clock.advance(61_000);
    await invite();
    const { user, dialog } = await openDialog();
    await user.click(dialog.getByRole('tab', { name: 'Ended links' }));
    const list = await dialog.findByRole('list', { name: 'Ended links' });
    const texts = rows(list).map(({ textContent }) => textContent);
    expect(texts).toHaveLength(3);
    expect(texts.filter((text) => text.includes('Expired') && text.includes('gone by'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Revoked') && !text.includes('expires'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('Used up') && text.includes('1 of 1 used'))).toHaveLength(1);
    expect(dialog.queryByRole('button', { name: /^Revoke/u })).toBeNull();
  });

  it('are none at first', async () => {
    const { user, dialog } = await openDialog();
    await user.click(dialog.getByRole('tab', { name: 'Ended links' }));
    expect(await dialog.findByText('No link has ended.')).toBeTruthy();
  });

  it('say when they cannot be read, and are read again on Retry', async () => {
    const { user, dialog } = await openDialog();
    browser.fault(invitations.getInvites, 'half');
    await user.click(dialog.getByRole('tab', { name: 'Ended links' }));
    await dialog.findByText('The ended links could not be loaded');
    browser.mend();
    await user.click(dialog.getByRole('button', { name: 'Retry' }));
    expect(await dialog.findByText('No link has ended.')).toBeTruthy();
  });
});

describe('sharing a link', () => {
  /** A browser that can share, or refuses to. */
  const sharing = (share: (data: ShareData) => Promise<void>): void => {
    Object.defineProperty(navigator, 'share', { configurable: true, value: share });
    vi.stubGlobal('isSecureContext', true);
    onTestFinished(() => {
      Reflect.deleteProperty(navigator, 'share');
      vi.unstubAllGlobals();
    });
  };

  it('is not offered where the platform has no way to', async () => {
    const { dialog } = await openDialog();
    expect(dialog.queryByRole('button', { name: 'Share link' })).toBeNull();
  });

  it('hands over the link and says where it leads', async () => {
    const shared: ShareData[] = [];
    sharing((data) => Promise.resolve(void shared.push(data)));
    const { user, dialog } = await openDialog();
    await user.click(dialog.getByRole('button', { name: 'Share link' }));
    expect(shared).toEqual([
      { title: "Join Ada Sample's workspace", url: dialog.getByLabelText<HTMLInputElement>('Invitation link').value },
    ]);
  });

  it('says when the platform refuses, and nothing when somebody changed their mind', async () => {
    let name = 'AbortError';
    sharing(() => Promise.reject(new DOMException('', name)));
    const { user, dialog } = await openDialog();
    await user.click(dialog.getByRole('button', { name: 'Share link' }));
    expect(dialog.queryByText(/refused to share/u)).toBeNull();
    name = 'NotAllowedError';
    await user.click(dialog.getByRole('button', { name: 'Share link' }));
    await waitFor(() => expect(dialog.getByText(/refused to share/u)).toBeTruthy());
  });
});
