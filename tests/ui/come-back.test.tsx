import { focusManager } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import * as activity from '#contract/activity.ts';
import { organization } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { crewWith, openMembers } from '#tests/support/member-page.ts';
import { addMember, addPerson } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
});
afterEach(() => browser.close());

/** Tells the window of it, at a time in milliseconds. */
const happens = (event: 'visibilitychange' | 'focus', at: number): boolean =>
  window.dispatchEvent(Object.defineProperty(new Event(event), 'timeStamp', { value: at }));

const joinLena = async (workspace: string): Promise<void> =>
  addMember(browser, workspace, (await addPerson(browser, 'lena@example.com', 'Lena Late')).id);

describe('whoever comes back', () => {
  it.each([
    ['to the tab', 'visibilitychange'],
    ['to the window, which was in view beside another one', 'focus'],
  ] as const)('%s sees the members as they are now, and as many seats above them', async (_where, event) => {
    const { workspace } = await crewWith(browser, 'owner');
    await openMembers(workspace);
    expect(await screen.findByText('4 of 10 members')).toBeTruthy();
    await joinLena(workspace);
    happens(event, 5000);
    expect(await screen.findByText('Lena Late')).toBeTruthy();
    expect(await screen.findByText('5 of 10 members')).toBeTruthy();
    await waitFor(() => expect(browser.calls(organization.getMembers)).toBe(2));
  });

  it('to a tab, which gets the focus with that, has the server asked once', async () => {
    const { workspace } = await crewWith(browser, 'owner');
    const { client } = await openMembers(workspace);
    let asked = 0;
    onTestFinished(focusManager.subscribe(() => void asked++));
    happens('visibilitychange', 5000);
    happens('focus', 5020);
    expect(asked).toBe(1);
    happens('focus', 65_000);
    expect(asked).toBe(2);
    await waitFor(() => expect(client.isFetching()).toBe(0));
  });

  it('to a long activity has four pages of it read anew at the most', async () => {
    const { workspace, me } = await crewWith(browser, 'owner');
    const done = { workspace_id: workspace, actor: me, action: 'credentials.create', target: 'key', address: null, detail: null };
    const many = Array.from({ length: 240 }, (_, number) => ({ id: `event${String(number).padStart(3, '0')}`, at: number, ...done }));
    await browser.store.db.insertInto('events').values(many).execute();
    const { user, client } = openPage(`/w/${workspace}/activity`);
    await screen.findByRole('table', { name: 'Activity' });
    const read = { queryKey: [activity.getEvents.name] };
    /** Scrolls on until so many pages are there. */
    const goOn = async (pages: number): Promise<void> => {
      while (browser.calls(activity.getEvents) < pages) {
        const before = browser.calls(activity.getEvents);
        await user.click(screen.getByRole('button', { name: 'Load more' }));
        await waitFor(() => expect(browser.calls(activity.getEvents)).toBe(before + 1));
        await waitFor(() => expect(client.isFetching(read)).toBe(0));
      }
    };

    const comeBack = async (at: number): Promise<void> => {
      const before = browser.calls(organization.getUserCompanies);
      happens('focus', at);
      // always read anew, at the same time as all the others that are
      await waitFor(() => expect(browser.calls(organization.getUserCompanies)).toBe(before + 1));
      await waitFor(() => expect(client.isFetching()).toBe(0));
    };

    await goOn(4);
    await comeBack(5000);
    expect(browser.calls(activity.getEvents)).toBe(8);

    await goOn(9);
    await comeBack(65_000);
    expect(browser.calls(activity.getEvents)).toBe(9);
  });
});
