import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { phone, stateFaults } from '#tests/support/access-faults.ts';
import { goOffline, press, profile, sees } from '#tests/support/card-state.ts';
import { cardStates } from '#tests/support/card-states.ts';
import { closedStates } from '#tests/support/closed-states.ts';
import { dialogStates } from '#tests/support/dialog-states.ts';
import { all } from '#tests/support/held-back.ts';
import { slowStates } from '#tests/support/slow-states.ts';
import { offlineStates } from '#tests/support/offline-states.ts';
import { openStateSite, type StateSite } from '#tests/support/state-site.ts';

let site: StateSite;
beforeAll(async () => {
  site = await openStateSite();
});
afterEach(() => site.clear());
afterAll(() => site.close());

it.each([...cardStates, ...slowStates, ...dialogStates, ...offlineStates, ...closedStates])(
  '$name can be used by everybody, in either theme',
  async (state) => {
    const page = await site.show(state, { viewport: phone });
    expect(await stateFaults(page, state.part?.(page))).toEqual([]);
  },
);

it('back on line, what could not be read comes by itself, and what was typed is still there', async () => {
  const open = all(press('Edit name'), (page) => page.getByLabel('Name', { exact: true }).fill('typed before'));
  const page = await site.show({ who: 'newcomer', ...profile, name: 'Profile, offline', open }, {});
  await all(sees('Change password'), goOffline, press('Sessions'), sees('Your sessions could not be loaded'))(page);
  await page.context().setOffline(false);
  await page.getByRole('table', { name: 'Sessions' }).waitFor();
  expect(await page.getByText('You are offline').count()).toBe(0);
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('typed before');
});

it('what is read anew stays where it is, and where it cannot be had as well', async () => {
  const page = await site.show({ who: 'owner', ...profile, name: 'Profile', open: sees('Delete account') }, {});
  const places = () =>
    page.evaluate(() => [...document.querySelectorAll('h2, h3, h4, td')].map((element) => element.getBoundingClientRect().top + scrollY));
  const before = await places();
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/auth\.get_credentials|get_user_companies/, async (route) => {
    await held;
    await route.fulfill({ status: 500 });
  });
  await page.evaluate(() => void window.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('progressbar', { name: 'Loading' }).waitFor();
  expect(await places()).toEqual(before);
  answer();
  await page.getByRole('progressbar', { name: 'Loading' }).waitFor({ state: 'detached' });
  expect(await places()).toEqual(before);
});
