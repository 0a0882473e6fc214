import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { organization } from '#contract/index.ts';
import { endSessions } from '#server/sessions.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';

/** Pages whose file was loaded. */
const loaded = vi.hoisted(() => new Set<string>());

vi.mock(import('#app/pages/members.tsx'), (original) => {
  loaded.add('members');
  return original();
});
vi.mock(import('#app/pages/activity.tsx'), (original) => {
  loaded.add('activity');
  return original();
});

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

const link = (name: string) => screen.findByRole('link', { name });

it('the page behind a link is loaded once somebody reaches for it, but not for whoever saves data', async () => {
  await browser.signUp();
  const { user } = openPage('/profile');
  Object.assign(navigator, { connection: { saveData: true } });
  await user.hover(await link('All members'));
  (await link('Activity')).focus();
  Object.assign(navigator, { connection: { saveData: false, effectiveType: '4g' } });
  await user.unhover(await link('All members'));
  await user.hover(await link('Preview'));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Activity' })));
  expect(loaded).toEqual(new Set());
  const before = browser.calls(organization.getMembers);

  await user.hover(await link('All members'));
  await waitFor(() => expect(loaded).toEqual(new Set(['members'])));
  (await link('All members')).focus();
  (await link('Activity')).focus();
  await waitFor(() => expect(loaded).toEqual(new Set(['members', 'activity'])));

  // nor is it asked for again when the page is opened
  await waitFor(() => expect(browser.calls(organization.getMembers)).toBe(before + 1));
  await user.click(await link('All members'));
  await screen.findByRole('table', { name: 'Members' });
  expect(browser.calls(organization.getMembers)).toBe(before + 1);
});

it('whose reading fails is not told: nobody has asked for it yet', async () => {
  const account = await browser.signUp();
  const { user } = openPage('/profile');
  await link('All members');
  browser.fault(organization.getMembers, 'internal');
  const before = browser.calls(organization.getMembers);
  await user.hover(await link('All members'));
  await waitFor(() => expect(browser.calls(organization.getMembers)).toBe(before + 1));
  browser.mend();
  // the session is over, and what is typed must not go with a mere glance
  await user.click(await screen.findByRole('button', { name: 'Edit name' }));
  await user.type(await screen.findByLabelText('Name'), ' the First');
  await endSessions(browser.store.db, { user: account.user });
  await user.unhover(await link('All members'));
  await user.hover(await link('All members'));
  await waitFor(() => expect(browser.calls(organization.getMembers)).toBe(before + 2));
  await new Promise((resolve) => setTimeout(resolve, 300)); // what followed would be there
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Ada Sample the First');
  expect(location.pathname).toMatch(/profile$/);
});
