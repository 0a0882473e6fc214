import { notifyManager } from '@tanstack/react-query';
import { act, screen, waitFor, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { auth, organization, users } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { addMember, addPerson } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';

/** How often React drew something in each part of the page. */
const renders = vi.hoisted(() => new Map<string, number>());

/** A part as it is, below a profiler of React. */
const profiled = vi.hoisted(() => async <Props extends object>(part: ComponentType<Props>, nameOf: (props: Props) => string) => {
  const { createElement, Profiler } = await import('react');
  const onRender = (name: string): void => void renders.set(name, (renders.get(name) ?? 0) + 1);
  return (props: Props) => createElement(Profiler, { id: nameOf(props), onRender }, createElement(part, props));
});

vi.mock(import('#app/providers.tsx'), async (original) => ({
  Providers: await profiled((await original()).Providers, () => 'page'),
}));
vi.mock(import('#ui/card.tsx'), async (original) => ({ Card: await profiled((await original()).Card, ({ id }) => id) }));
vi.mock(import('#features/session/profile-name.tsx'), async (original) => ({
  ProfileName: await profiled((await original()).ProfileName, () => 'name'),
}));
vi.mock(import('#features/credentials/credentials-section.tsx'), async (original) => ({
  CredentialsSection: await profiled((await original()).CredentialsSection, ({ workspace }) => `credentials of ${workspace.name}`),
}));
vi.mock(import('#features/members/members-section.tsx'), async (original) => ({
  MembersSection: await profiled((await original()).MembersSection, ({ workspace }) => `members of ${workspace.name}`),
}));
vi.mock(import('#features/account/account-details.tsx'), async (original) => ({
  AccountDetails: await profiled((await original()).AccountDetails, () => 'account details'),
}));

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

/** What was drawn since the last time; but what is around all of it. */
const drawn = (): string[] => {
  const names = [...renders.keys()].filter((name) => name !== 'page');
  renders.clear();
  return names.toSorted();
};

/** Ada's profile with nine workspaces and a key, at rest: all that it shows has been read. */
const openProfile = async () => {
  const me = await browser.signUp({ name: 'Ada' });
  for (const [at, name] of ['Bea', 'Cid', 'Dov', 'Eva', 'Fay', 'Gus', 'Hal', 'Ivy'].entries()) {
    const { workspace } = await addPerson(browser, `other${at}@example.com`, name);
    await addMember(browser, workspace, me.user);
  }
  await browser.act(auth.createCredentials, { label: 'box' });
  const page = openPage('/profile');
  await screen.findByRole('button', { name: 'Revoke box' });
  await screen.findByRole('button', { name: 'Delete account' });
  await page.user.click(screen.getByRole('button', { name: 'Sessions' }));
  await screen.findByText('This session');
  await screen.findByText('No access keys yet');
  await waitFor(() => expect(page.client.isFetching()).toBe(0));
  expect(drawn()).toEqual(
    [
      "credentials of Ada's workspace",
      "members of Ada's workspace",
      'account',
      'account details',
      'cloud-access',
      'name',
      'preferences',
      'workspaces',
    ].toSorted(),
  );
  return page;
};

describe('React draws nothing of what did not change', () => {
  it('when a preference is switched, saved and undone: its card only', async () => {
    const { user } = await openProfile();
    await user.click(screen.getByRole('switch', { name: "Block running user's scripts in the browser" }));
    await screen.findByText('Saved');
    await user.click(screen.getByRole('button', { name: /^Undo/u }));
    await screen.findByText('Undone');
    expect(drawn()).toEqual(['preferences']);
  });

  it('when a name is typed: the name only', async () => {
    const { user } = await openProfile();
    await user.click(screen.getByRole('button', { name: 'Edit name' }));
    const field = await screen.findByLabelText('Name');
    expect(drawn()).toEqual(['name']);
    await user.type(field, ' S');
    expect(drawn()).toEqual(['name']);
  });

  it('when a workspace is looked for: the list, but nothing in the panel that is open', async () => {
    const { user } = await openProfile();
    await user.type(screen.getByLabelText('Search workspaces'), 'ad');
    await waitFor(() => expect(screen.queryByRole('group', { name: "Ivy's workspace" })).toBeNull());
    expect(within(screen.getByRole('group', { name: "Ada's workspace" })).getByText('Currently active')).toBeTruthy();
    expect(drawn()).toEqual(['workspaces']);
  });

  it('when all is read again and is as it was: nothing, also not around the page', async () => {
    const { client } = await openProfile();
    const operations = [users.getCurrentUser, users.getPreferences, organization.getUserCompanies, auth.getCredentials];
    const asked = operations.map(browser.calls);
    renders.clear();
    await act(async () => {
      await client.refetchQueries({ type: 'active' });
      // all that listens to the answers has heard of them
      await new Promise<void>((told) => notifyManager.schedule(told));
    });
    expect(operations.map(browser.calls)).toEqual(asked.map((times) => times + 1));
    expect([...renders.keys()]).toEqual([]);
  });
});
