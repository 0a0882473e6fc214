import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { login } from '#contract/index.ts';
import { hashSecret } from '#server/secrets.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { addPerson, type Person } from '#tests/support/people.ts';
import { openPage } from '#tests/support/render-app.tsx';

let browser: Browser;
let ada: Person;

beforeEach(async () => {
  browser = await openBrowser();
  ada = await addPerson(browser, 'ada@example.com');
  const expires = browser.clock.now() + 3_600_000;
  await browser.store.db
    .insertInto('password_links')
    .values({ hash: hashSecret('a-good-link'), user_id: ada.id, expires })
    .execute();
});
afterEach(() => browser.close());

const open = () => openPage('/set-password#a-good-link');

describe('a link to set a password', () => {
  it('sets it, and leads to the profile', async () => {
    const { user } = open();
    await user.type(await screen.findByLabelText('New password'), 'quiet lantern 77');
    await user.click(screen.getByRole('button', { name: 'Set password' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${ada.workspace}/profile`));
  });

  it('says that it was used, keeps what was typed, and asks no second time', async () => {
    const { user } = open();
    await user.type(await screen.findByLabelText('New password'), 'quiet lantern 77');
    await browser.client().ok(login.setPassword, { link_id: 'a-good-link', password: 'another lantern 78' });
    await user.click(screen.getByRole('button', { name: 'Set password' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('No password was set');
    expect(alert.textContent).toContain('Ask whoever runs the server for a new one');
    expect(screen.getByLabelText('New password')).toHaveProperty('value', 'quiet lantern 77');
    await user.click(screen.getByRole('button', { name: 'Set password' }));
    expect(browser.calls(login.setPassword)).toBe(1);
  });

  it('that is dead says so as it is opened, and sends nothing', async () => {
    browser.clock.advance(3_600_000);
    const { user } = open();
    expect((await screen.findByRole('alert')).textContent).toContain('Ask whoever runs the server for a new one');
    await user.type(screen.getByLabelText('New password'), 'quiet lantern 77');
    await user.click(screen.getByRole('button', { name: 'Set password' }));
    expect(browser.calls(login.setPassword)).toBe(0);
  });

  it('check 28: is taken out of the address at once, works all the same, and is asked for again after a reload', async () => {
    const { user, unmount } = open();
    await screen.findByLabelText('New password');
    await waitFor(() => expect(location.href).toMatch(/\/set-password$/u));
    expect(JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }])).not.toContain('a-good-link');
    expect(document.documentElement.outerHTML).not.toContain('a-good-link');
    unmount();
    const again = openPage(location.pathname);
    expect(await screen.findByText(/Open the whole link that you were given again/u)).toBeTruthy();
    again.unmount();
    open();
    await user.type(await screen.findByLabelText('New password'), 'quiet lantern 77');
    await user.click(screen.getByRole('button', { name: 'Set password' }));
    await waitFor(() => expect(location.pathname).toBe(`/w/${ada.workspace}/profile`));
  });

  it('is incomplete without its secret', async () => {
    openPage('/set-password');
    expect(await screen.findByText(/Open the whole link/u)).toBeTruthy();
  });
});
