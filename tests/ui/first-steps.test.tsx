import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { auth, invitations, users } from '#contract/index.ts';
import { openBrowser, openConnectedBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

const card = () => screen.findByRole('region', { name: 'First steps' });
const button = (name: string) => screen.findByRole('button', { name });
const gone = () => waitFor(() => expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull());
const kept = async () => users.getPreferences.response.parse(await browser.act(users.getPreferences, {})).preferences['views'];

describe('on an empty server', () => {
  it('somebody checks the name, makes the first key and invites; then it is over, for good', async () => {
    await browser.signUp({ name: 'Ada Smaple' });
    const { user, unmount } = openPage('/profile');
    expect(within(await card()).getAllByRole('listitem')).toHaveLength(3);

    await user.click(await button('Edit your name'));
    const name = await within(await card()).findByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Ada Sample{Enter}');
    await within(await card()).findByText('Done');
    expect(await screen.findAllByText('Ada Sample')).not.toEqual([]);

    await user.click(await button('Create a key pair'));
    const dialog = await screen.findByRole('dialog', { name: 'Create new credentials' });
    await act(() => new Promise((resolve) => setTimeout(resolve, 600))); // no longer the second press of a double one
    await user.click(await within(dialog).findByRole('button', { name: 'Create' }));
    await screen.findByLabelText('Secret key');
    await user.click(await button('I saved it'));
    await user.click(await button('Close'));
    await waitFor(() => expect(within(screen.getByRole('region', { name: 'First steps' })).getAllByText('Done')).toHaveLength(2));

    await user.click(await button('Invite somebody'));
    await screen.findByLabelText('Invitation link');
    await user.keyboard('{Escape}');
    await user.keyboard('{Escape}');
    await gone();
    expect(document.activeElement?.textContent).toBe('Profile');
    await waitFor(async () => expect(await kept()).toEqual({ firstSteps: 'over' }));

    unmount();
    openPage('/profile');
    await screen.findByRole('button', { name: 'Create new credentials' });
    await gone();
  });

  it('each can be skipped, and what is checked off is known when one comes back', async () => {
    await browser.signUp();
    const { user, unmount } = openPage('/profile');
    await user.click(await button('Skip: Your name'));
    await waitFor(async () => expect(await kept()).toEqual({ firstSteps: ['skipped name'] }));
    unmount();

    const again = openPage('/profile');
    expect(within(await card()).getAllByText('Skipped')).toHaveLength(1);
    expect(within(await card()).queryByText('Done')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Edit your name' })).toBeNull();
    await again.user.click(await button('Skip: A key pair for your code'));
    await again.user.click(await button('Skip: Your team'));
    await gone();
    await waitFor(async () => expect(await kept()).toEqual({ firstSteps: 'over' }));
    expect(browser.calls(auth.createCredentials)).toBe(0);
  });

  it('a key is no step any more in the workspaces to come', async () => {
    await browser.signUp();
    await browser.act(auth.createCredentials, {});
    await browser.act(users.setPreferences, { preferences: { views: { firstSteps: ['skipped invite'] } } });
    const { user } = openPage('/profile');
    await waitFor(async () => expect(await kept()).toEqual({ firstSteps: ['skipped invite', 'credentials'] }));
    await user.click(await button('Create workspace'));
    await user.type(await screen.findByLabelText('Name'), 'Team B{Enter}');
    await screen.findByRole('heading', { name: 'Team B' });
    const steps = within(await card());
    expect(steps.queryByRole('button', { name: 'Create a key pair' })).toBeNull();
    expect(steps.getByRole('button', { name: 'Edit your name' })).toBeTruthy();
  });

  it('a key that is the last of them ends them for good', async () => {
    await browser.signUp();
    await browser.act(users.setPreferences, { preferences: { views: { firstSteps: ['name', 'skipped invite'] } } });
    const { user } = openPage('/profile');
    await user.click(await button('Create new credentials'));
    const dialog = await screen.findByRole('dialog', { name: 'Create new credentials' });
    await act(() => new Promise((resolve) => setTimeout(resolve, 600))); // no longer the second press of a double one
    await user.click(await within(dialog).findByRole('button', { name: 'Create' }));
    await screen.findByText('That was the last of the first steps');
    expect(await kept()).toEqual({ firstSteps: 'over' });
  });

  it('what was skipped can be done after all', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await button('Skip: Your name'));
    await user.click(await button('Undo skipping: Your name'));
    expect(await button('Edit your name')).toBeTruthy();
    await waitFor(async () => expect(await kept()).toEqual({ firstSteps: [] }));
  });

  it('Hide puts all of it away', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await button('Hide'));
    await gone();
    await waitFor(async () => expect(await kept()).toEqual({ firstSteps: 'over' }));
  });
});

describe('what another tab puts away', () => {
  const putAway = async (): Promise<void> => {
    await browser.act(users.updatePreferences, { changes: [{ path: ['views', 'firstSteps'], value: 'over' }] });
    new BroadcastChannel('clearml-profile').postMessage(['users.get_preferences']);
  };

  it('takes no new secret along', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await button('Create a key pair'));
    const dialog = await screen.findByRole('dialog', { name: 'Create new credentials' });
    await act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await user.click(await within(dialog).findByRole('button', { name: 'Create' }));
    await screen.findByLabelText('Secret key');
    await putAway();
    await gone();
    expect(await screen.findByLabelText('Secret key')).toBeTruthy();
    await user.click(await button('I saved it'));
    await user.click(await button('Close'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await kept()).toEqual({ firstSteps: 'over' });
    await gone();
  });

  it('takes no name along that is being typed, which Hide does not either', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.click(await button('Edit your name'));
    await user.type(await within(await card()).findByLabelText('Name'), ' the First');
    await user.click(await button('Hide'));
    await putAway();
    await user.type(within(await card()).getByLabelText('Name'), '!{Enter}');
    await gone();
    expect(await screen.findAllByText('Ada Sample the First!')).not.toEqual([]);
    expect(await kept()).toEqual({ firstSteps: 'over' });
  });
});

it('what the server refuses is said, and asked for no more', async () => {
  await browser.signUp();
  const { user } = openPage('/profile');
  await user.click(await button('Skip: Your name'));
  await user.click(await button('Skip: Your team'));
  await waitFor(async () => expect(await kept()).toEqual({ firstSteps: ['skipped name', 'skipped invite'] }));
  const before = browser.calls(users.updatePreferences);
  browser.fault(users.updatePreferences, 'internal');
  await user.click(await button('Skip: A key pair for your code'));
  expect((await within(await card()).findByRole('alert')).textContent).not.toBe('');
  expect(await button('Skip: A key pair for your code')).toBeTruthy();
  expect(screen.queryByText('That was the last of the first steps')).toBeNull();
  expect(browser.calls(users.updatePreferences)).toBe(before + 1);
  browser.mend();
  await user.click(await button('Skip: A key pair for your code'));
  await screen.findByText('That was the last of the first steps');
  await gone();
});

it('a link that could not be made has invited nobody', async () => {
  await browser.signUp();
  const { user } = openPage('/profile');
  browser.fault(invitations.createInvite, 'internal');
  await user.click(await button('Invite somebody'));
  const dialog = await screen.findByRole('dialog', { name: 'Invite a user' });
  await within(dialog).findByRole('alert');
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await button('Invite somebody')).toBeTruthy();
  expect(browser.calls(users.updatePreferences)).toBe(0);
});

it('whoever revokes the last key is no beginner', async () => {
  const { workspace } = await browser.signUp();
  await browser.act(auth.createCredentials, { label: 'only' }, { 'x-allegro-tenant': workspace });
  const { user } = openPage('/profile');
  await user.click(await button('Revoke only'));
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: /^Revoke/ }));
  await screen.findByText('No credentials yet');
  await gone();
});

it('a server of one workspace invites nobody, so there are two', async () => {
  const own = await openBrowser({ deployment: 'self-hosted' });
  await own.signUp();
  openPage('/profile');
  expect(within(await card()).getAllByRole('listitem')).toHaveLength(2);
  await own.close();
});

it('nobody in front of a ClearML Server, which was begun long ago, is shown them', async () => {
  const connected = await openConnectedBrowser();
  openPage('/profile');
  await screen.findByRole('button', { name: 'Create new credentials' });
  await gone();
  await connected.close();
});
