import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auth, organization } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { addMember, addPerson } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(() => browser.close());

const panel = (workspace: string) => screen.findByRole('group', { name: workspace });
const toggle = (shown: HTMLElement, workspace: string) => within(shown).getByRole('button', { name: new RegExp(`^${workspace}`, 'u') });

/** Further workspaces of this browser's user: the personal ones of others. */
const joinOthers = async (me: string, names: readonly string[]) => {
  const people = [];
  for (const [index, name] of names.entries()) {
    const person = await addPerson(browser, `other${index}@example.com`, name);
    await addMember(browser, person.workspace, me);
    people.push(person);
  }
  return people;
};

describe('the card Workspaces', () => {
  it('opens the current workspace and marks it; others are closed and can be switched to', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const [bob] = await joinOthers(me.user, ['Bob Builder']);
    const { user } = openPage('/profile');
    const own = await panel("Ada Sample's workspace");
    expect(within(own).getByText('Currently active')).toBeTruthy();
    expect(within(own).getByText('Owner')).toBeTruthy();
    expect(toggle(own, "Ada Sample's workspace").getAttribute('aria-expanded')).toBe('true');
    const other = await panel("Bob Builder's workspace");
    expect(toggle(other, "Bob Builder's workspace").getAttribute('aria-expanded')).toBe('false');

    await user.click(within(other).getByRole('button', { name: "Switch to workspace Bob Builder's workspace" }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${bob?.workspace}/profile`));
    const now = await panel("Bob Builder's workspace");
    expect(await within(now).findByText('Currently active')).toBeTruthy();
    expect(toggle(now, "Bob Builder's workspace").getAttribute('aria-expanded')).toBe('true');
    expect(await within(now).findByRole('button', { name: 'Create new credentials' })).toBeTruthy();
  });

  it('opens another panel in place, and reads its keys only then', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    const [bob] = await joinOthers(me.user, ['Bob Builder']);
    await browser.act(auth.createCredentials, { label: 'over there' }, { 'X-Allegro-Tenant': bob?.workspace ?? '' });
    const { user } = openPage('/profile');
    const other = await panel("Bob Builder's workspace");
    await within(await panel("Ada Sample's workspace")).findByText('No credentials yet');
    expect(browser.calls(auth.getCredentials)).toBe(1);

    await user.click(toggle(other, "Bob Builder's workspace"));
    expect(await within(other).findByRole('button', { name: 'Revoke over there' })).toBeTruthy();
    expect(browser.calls(auth.getCredentials)).toBe(2);
    expect(within(other).getByText(/Switch to this workspace to create credentials for it/u)).toBeTruthy();
    expect(within(other).queryByRole('button', { name: 'Create new credentials' })).toBeNull();
    expect(location.pathname).toBe(`/w/${me.workspace}/profile`);
  });

  it('has a search field above eight workspaces only', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    await joinOthers(
      me.user,
      ['Bea', 'Cid', 'Dov', 'Eva', 'Fay', 'Gus', 'Hal'].map((name) => `${name} Sample`),
    );
    const page = openPage('/profile');
    await panel("Hal Sample's workspace");
    expect(screen.queryByLabelText('Search workspaces')).toBeNull();
    page.unmount();

    await joinOthers(me.user, []);
    const ivy = await addPerson(browser, 'ivy@example.com', 'Ivy Sample');
    await addMember(browser, ivy.workspace, me.user);
    const { user } = openPage('/profile');
    await user.type(await screen.findByLabelText('Search workspaces'), 'ivy');
    await waitFor(() => expect(screen.queryByRole('group', { name: "Hal Sample's workspace" })).toBeNull());
    expect(await panel("Ivy Sample's workspace")).toBeTruthy();
    await user.type(screen.getByLabelText('Search workspaces'), '?');
    expect(await screen.findByText('No workspace matches')).toBeTruthy();
  });

  it('lets an owner rename a workspace, and nobody else', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    await joinOthers(me.user, ['Bob Builder']);
    const { user } = openPage('/profile');
    const other = await panel("Bob Builder's workspace");
    await user.click(toggle(other, "Bob Builder's workspace"));
    expect(within(other).queryByRole('button', { name: /^Rename workspace/u })).toBeNull();

    await user.click(screen.getByRole('button', { name: "Rename workspace Ada Sample's workspace" }));
    const dialog = await screen.findByRole('dialog', { name: 'Rename workspace' });
    const name = within(dialog).getByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'ab');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText('This is too short.')).toBeTruthy();
    await user.type(name, 'c team');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await panel('abc team')).toBeTruthy();
    const { companies } = organization.getUserCompanies.response.parse(await browser.act(organization.getUserCompanies, {}));
    expect(companies[0]?.name).toBe('abc team');
  });

  it('says when the workspaces cannot be read, and reads them again on Retry', async () => {
    const me = await browser.signUp({ name: 'Ada Sample' });
    browser.fault(organization.getUserCompanies, 'internal');
    const { user } = openPage(`/w/${me.workspace}/profile`);
    const alert = await screen.findByText('Your workspaces could not be loaded');
    browser.mend();
    await user.click(within(alert.closest<HTMLElement>('[role=alert]') ?? document.body).getByRole('button', { name: 'Retry' }));
    const own = await panel("Ada Sample's workspace");
    await waitFor(() => expect(document.activeElement).toBe(toggle(own, "Ada Sample's workspace")));
  });
});
