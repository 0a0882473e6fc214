import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { server, users } from '#contract/index.ts';
import { openBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';

let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  return () => browser.close();
});

const root = document.documentElement;
const stored = async () => users.getPreferences.response.parse(await browser.act(users.getPreferences, {})).preferences;
const card = () => screen.findByRole('region', { name: 'User preferences' });

describe('preferences of the account', () => {
  it('are saved as they are changed, and stay after a reload', async () => {
    await browser.signUp();
    const page = openPage('/profile');
    const theme = await within(await card()).findByLabelText('Theme');
    expect(valueOf(theme)).toBe('system');
    await page.user.selectOptions(theme, 'dark');
    expect(root.dataset['theme']).toBe('dark');
    await screen.findByText('Saved');
    expect(await stored()).toMatchObject({ views: { theme: 'dark' } });
    page.unmount();
    openPage('/profile');
    expect(valueOf(await within(await card()).findByLabelText('Theme'))).toBe('dark');
  });

  it('come back by Undo, on the server too', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const dates = await within(await card()).findByLabelText('Dates');
    await user.selectOptions(dates, 'absolute');
    await user.click(await screen.findByRole('button', { name: 'Undo Dates' }));
    await screen.findByText('Undone');
    expect(valueOf(dates)).toBe('relative');
    expect(document.activeElement).toBe(dates);
    expect((await stored())['profile']).toEqual({});
  });

  it('go back visibly when the server refuses', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const scripts = await screen.findByRole('switch', { name: "Block running user's scripts in the browser" });
    browser.fault(users.updatePreferences, 'internal', 1);
    await user.click(scripts);
    expect((await within(await card()).findByRole('alert')).textContent).toContain('The server failed');
    expect(scripts.getAttribute('aria-checked')).toBe('false');
    expect((await stored())['views']).toBeUndefined();
    await user.click(scripts);
    await screen.findByText('Saved');
    expect(scripts.getAttribute('aria-checked')).toBe('true');
  });

  it.each(['offline', 'html'] as const)(
    'stay as they were chosen while no server is there (%s), say so, and are saved once it is',
    async (fault) => {
      await browser.signUp();
      const { user } = openPage('/profile');
      const theme = await within(await card()).findByLabelText('Theme');
      browser.fault(users.updatePreferences, fault);
      await user.selectOptions(theme, 'dark');
      await user.selectOptions(await screen.findByLabelText('Dates'), 'absolute');
      await waitFor(() => expect(screen.getAllByText('Not saved yet: it is sent again by itself')).toHaveLength(2));
      expect(valueOf(theme)).toBe('dark');
      expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false);
      browser.mend();
      await waitFor(() => expect(screen.getAllByText('Saved')).toHaveLength(2), { timeout: 10_000 });
      expect(await stored()).toMatchObject({ views: { theme: 'dark' }, profile: { dateStyle: 'absolute' } });
      expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true);
    },
  );

  it('show the last of quick clicks', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const theme = await within(await card()).findByLabelText('Theme');
    browser.fault(users.updatePreferences, 50);
    await user.selectOptions(theme, 'dark');
    await user.selectOptions(theme, 'light');
    await waitFor(async () => expect(await stored()).toMatchObject({ views: { theme: 'light' } }));
    expect(valueOf(theme)).toBe('light');
    expect(root.dataset['theme']).toBe('light');
  });

  it('offer every time zone once somebody reaches for the list', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    const zone = await within(await card()).findByLabelText('Time zone');
    expect(within(zone).getAllByRole('option')).toHaveLength(2);
    await user.click(zone);
    await user.selectOptions(zone, 'Asia/Tokyo');
    await waitFor(async () => expect(await stored()).toMatchObject({ profile: { timeZone: 'Asia/Tokyo' } }));
  });

  it('that cannot be read say so and can be asked for again, while the other cards work', async () => {
    await browser.signUp();
    browser.fault(users.getPreferences, 'html');
    const { user } = openPage('/profile');
    await within(await card()).findByText('Your preferences could not be loaded');
    await screen.findByRole('region', { name: 'Workspaces' });
    browser.mend();
    await user.click(within(await card()).getByRole('button', { name: 'Retry' }));
    expect(await within(await card()).findByLabelText('Theme')).toBeTruthy();
  });
});

describe('HiDPI browser scale override', () => {
  const laptop = () => {
    vi.spyOn(window, 'matchMedia').mockImplementation((media) =>
      Object.assign(new EventTarget(), {
        matches: media.includes('pointer'),
        media,
        onchange: null,
        addListener: () => undefined,
        removeListener: () => undefined,
      }),
    );
    vi.stubGlobal('devicePixelRatio', 2);
    vi.stubGlobal('innerWidth', 1440);
    vi.stubGlobal('outerWidth', 1440);
    vi.stubGlobal('screen', { width: 1728, height: 972 });
  };

  it('undoes no zoom of Firefox, which nothing tells from a dense screen', async () => {
    await browser.signUp();
    laptop();
    vi.stubGlobal('mozInnerScreenX', 0);
    openPage('/profile');
    const override = await screen.findByRole('switch', { name: 'HiDPI browser scale override' });
    expect(descriptionOf(override)).toBe(
      'Draws the page at the scale below. Automatic is smaller on dense screens. Here: 100 %. Kept in this browser.',
    );
    expect(root.style.fontSize).toBe('');
  });

  it('scales at once, says how much, and belongs to this browser', async () => {
    await browser.signUp();
    laptop();
    const { user } = openPage('/profile');
    const override = await screen.findByRole('switch', { name: 'HiDPI browser scale override' });
    expect(override.getAttribute('aria-checked')).toBe('true');
    expect(descriptionOf(override)).toBe(
      'Draws the page at the scale below. Automatic is smaller on dense screens. Here: 90 %. Kept in this browser.',
    );
    expect(root.style.fontSize).toBe('90%');
    await user.click(override);
    expect(root.style.fontSize).toBe('');
    expect(localStorage.getItem('disableHidpi')).toBe('true');
    expect(descriptionOf(override)).toBe(
      'Draws the page at the scale below. Automatic is smaller on dense screens. Here: 100 %. Kept in this browser.',
    );
    await user.click(screen.getByRole('button', { name: 'Undo HiDPI browser scale override' }));
    expect(root.style.fontSize).toBe('90%');
    expect(browser.calls(users.updatePreferences)).toBeLessThanOrEqual(1);
  });

  it('takes a fixed scale', async () => {
    await browser.signUp();
    const { user } = openPage('/profile');
    await user.selectOptions(await screen.findByLabelText('Scale'), '130');
    expect(root.style.fontSize).toBe('130%');
    expect(localStorage.getItem('hidpiScale')).toBe('130');
    await user.click(screen.getByRole('button', { name: 'Undo Scale' }));
    expect(root.style.fontSize).toBe('');
    await user.selectOptions(screen.getByLabelText('Scale'), '90');
    await screen.findByRole('button', { name: 'Undo Scale' });
    await user.click(screen.getByRole('switch', { name: 'HiDPI browser scale override' }));
    await screen.findByRole('button', { name: 'Undo HiDPI browser scale override' });
    // it would switch the override on again
    expect(screen.queryByRole('button', { name: 'Undo Scale' })).toBeNull();
  });

  it('follows another tab', async () => {
    await browser.signUp();
    openPage('/profile');
    await screen.findByLabelText('Scale');
    localStorage.setItem('hidpiScale', '120');
    window.dispatchEvent(new StorageEvent('storage', { key: 'hidpiScale' }));
    await waitFor(() => expect(valueOf(screen.getByLabelText('Scale'))).toBe('120'));
    expect(root.style.fontSize).toBe('120%');
  });
});

describe('anonymous usage data', () => {
  it('has no place on a hosted server', async () => {
    await browser.signUp();
    openPage('/profile');
    await within(await card()).findByLabelText('Theme');
    expect(screen.queryByRole('switch', { name: 'Send anonymous usage data' })).toBeNull();
  });

  it('is off at first, names its recipient, and shows what is sent', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted', usageReportUrl: 'https://usage.example.com/report' });
    await browser.signUp();
    const { user } = openPage('/profile');
    const usage = await screen.findByRole('switch', { name: 'Send anonymous usage data' });
    expect(usage.getAttribute('aria-checked')).toBe('false');
    await waitFor(() => expect(descriptionOf(usage)).toMatch(/It goes to usage\.example\.com once a day\./u));
    await user.click(usage);
    await screen.findByText('Saved');
    expect(await browser.act(server.reportStatsOption, {})).toMatchObject({ enabled: true });
    await user.click(screen.getByRole('button', { name: 'What is sent' }));
    const { report } = server.getUsageReport.response.parse(await browser.act(server.getUsageReport, {}));
    expect(JSON.parse(screen.getByLabelText('The next report').textContent)).toEqual(report);
  });

  it('says where nothing leaves the server', async () => {
    await browser.close();
    browser = await openBrowser({ deployment: 'self-hosted' });
    await browser.signUp();
    openPage('/profile');
    expect(await screen.findByText(/This server has no recipient set: nothing leaves it\./u)).toBeTruthy();
  });
});
