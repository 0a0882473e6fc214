import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeBoot } from '#app/boot.ts';
import { makeClient } from '#app/query-client.ts';
import { auth } from '#contract/index.ts';
import { setClock } from '#lib/clock.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { basic } from '#tests/support/client.ts';
import { openPage } from '#tests/support/render-app.tsx';

const hour = 3_600_000;
let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  await browser.signUp();
});
afterEach(async () => {
  vi.useRealTimers();
  setClock();
  await browser.close();
});

/** Opens the profile on a computer whose clock is wrong by so many milliseconds, with the document that the server sends. */
const openWrongBy = (ms: number) => {
  vi.useFakeTimers({ toFake: ['Date'], now: browser.clock.now() + ms });
  const document = new DOMParser().parseFromString('<script type="application/json" id="boot"></script>', 'text/html');
  const boot = { configuration: { deployment: 'hosted' }, answers: [], origin: location.origin, time: browser.clock.now() };
  document.querySelector('#boot')?.append(JSON.stringify(boot));
  takeBoot(makeClient(), document);
  return openPage('/profile');
};

const made = async (request: object) =>
  auth.createCredentials.response.parse(await browser.act(auth.createCredentials, request)).credentials;

const logIn = async ({ access_key, secret_key }: { access_key: string; secret_key: string }): Promise<number> =>
  (await browser.client().call(auth.login, {}, { headers: basic(access_key, secret_key) })).status;

const rowOf = async (key: string) =>
  within((await screen.findByText(key, { selector: 'td > code' })).closest('tr') ?? document.documentElement);

describe('on a computer whose clock is wrong by a day', () => {
  it.each([24 * hour, -24 * hour])('a key says what the server says of it, and when it was used: %i ms', async (wrong) => {
    const over = await made({ label: 'over', expires_in_sec: 3600 });
    browser.clock.advance(2 * hour);
    const soon = await made({ label: 'soon', expires_in_sec: 12 * 3600 });
    browser.clock.advance(6 * hour);
    expect(await logIn(soon)).toBe(200);
    openWrongBy(wrong);
    const row = await rowOf(soon.access_key);
    expect(row.getByText('Expiring soon')).toBeTruthy();
    expect(row.getAllByText('just now').length).toBeGreaterThan(0);
    expect(screen.queryByText(over.access_key, { selector: 'td > code' })?.closest('tr')?.textContent ?? 'Expired').toContain('Expired');
  });

  it('rotating a key that works lets it work on as chosen', async () => {
    const old = await made({ label: 'train', expires_in_sec: 12 * 3600 });
    const { user } = openWrongBy(24 * hour);
    await user.click(await screen.findByRole('button', { name: 'Rotate train' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Rotate credentials' }));
    await user.click(dialog.getByRole('button', { name: 'Rotate' }));
    await dialog.findByLabelText('Secret key');
    expect(await logIn(old)).toBe(200);
  });

  it.each([24 * hour, -24 * hour])('a key that is to live until the end of a day does: %i ms', async (wrong) => {
    const { user } = openWrongBy(wrong);
    await user.click(await screen.findByRole('button', { name: 'Create new credentials' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Create new credentials' }));
    await user.selectOptions(dialog.getByLabelText('Expires'), 'On a date');
    await user.type(dialog.getByLabelText('Last day'), '2026-11-29');
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    await dialog.findByLabelText('Secret key');
    const { credentials } = auth.getCredentials.response.parse(await browser.act(auth.getCredentials, {}));
    expect(new Date(credentials[0]?.expires ?? '').getTime()).toBe(new Date('2026-11-30T00:00:00').getTime());
  });
});
