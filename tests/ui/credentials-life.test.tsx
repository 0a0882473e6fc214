import { act, screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auth, limits } from '#contract/index.ts';
import { rotateCredentials } from '#contract/rotation.ts';
import { networkOfTests, openBrowser, openConnectedBrowser, type Browser } from '#tests/support/browser.ts';
import { basic } from '#tests/support/client.ts';
import { openPage } from '#tests/support/render-app.tsx';

const day = 86_400_000;
let browser: Browser;

beforeEach(async () => {
  browser = await openBrowser();
  await browser.signUp();
  // the page has the clock of the server
  vi.useFakeTimers({ toFake: ['Date'], now: browser.clock.now() });
});
afterEach(async () => {
  vi.useRealTimers();
  await browser.close();
});

const pass = (ms: number): void => {
  browser.clock.advance(ms);
  vi.setSystemTime(browser.clock.now());
};

/** A key in one's list, made without the page. */
const made = async (request: object) =>
  auth.createCredentials.response.parse(await browser.act(auth.createCredentials, request)).credentials;

const logIn = ({ access_key, secret_key }: { access_key: string; secret_key: string }, worker = 'train-box-3') =>
  browser.client().call(auth.login, {}, { headers: { ...basic(access_key, secret_key), 'x-clearml-worker': worker } });

const rowOf = async (key: string): Promise<HTMLElement> =>
  (await screen.findByText(key, { selector: 'td > code' })).closest('tr') ?? document.body;
const dialogNamed = (name: string) => screen.findByRole('dialog', { name });
const press = (user: ReturnType<typeof openPage>['user'], within_: HTMLElement, name: string) =>
  user.click(within(within_).getByRole('button', { name }));

describe('a new key', () => {
  const open = async () => {
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Create new credentials' }));
    return { user, dialog: await dialogNamed('Create new credentials') };
  };

  it('may have the label of another one, which is said', async () => {
    const { access_key } = await made({ label: 'laptop' });
    const { user, dialog } = await open();
    await user.type(within(dialog).getByLabelText('Label'), ' Laptop');
    expect((await within(dialog).findByText(/has this label already/u)).textContent).toContain(access_key);
    await press(user, dialog, 'Create');
    expect(await within(dialog).findByLabelText('Secret key')).toBeTruthy();
  });

  it('lives until the end of the day that was chosen, and no day that is over can be', async () => {
    const { user, dialog } = await open();
    await user.selectOptions(within(dialog).getByLabelText('Expires'), 'On a date');
    await user.type(within(dialog).getByLabelText('Last day'), '2026-11-20');
    await press(user, dialog, 'Create');
    expect(await within(dialog).findByText('This day is over.')).toBeTruthy();
    expect(browser.calls(auth.createCredentials)).toBe(0);

    await user.clear(within(dialog).getByLabelText('Last day'));
    expect(within(dialog).queryByText('This day is over.')).toBeNull();
    await user.type(within(dialog).getByLabelText('Last day'), '2026-11-29');
    await press(user, dialog, 'Create');
    const key = (await within(dialog).findByLabelText<HTMLInputElement>('Access key')).value;
    // not soon in the first half of its life
    expect(within(await rowOf(key)).getByText('Never used')).toBeTruthy();
  });

  it('is tested at the address shown, past the session of the browser, and a refusal is said', async () => {
    const { user, dialog } = await open();
    await press(user, dialog, 'Create');
    const key = (await within(dialog).findByLabelText<HTMLInputElement>('Access key')).value;
    await press(user, dialog, 'Test this pair');
    expect(await within(dialog).findByText(/^It works: this page logged in at/u)).toBeTruthy();
    await browser.act(auth.revokeCredentials, { access_key: key });
    await press(user, dialog, 'Test this pair');
    expect(await within(dialog).findByText(/refuses this pair/u)).toBeTruthy();
    const endpoint = { name: 'auth.login', requested_version: '2.31', actual_version: '1.0' };
    const meta = { id: '1', trx: '1', endpoint, result_code: 500, result_subcode: 102, result_msg: 'General error' };
    networkOfTests.use(http.all('*/api/auth.login', () => Response.json({ meta, data: {} }, { status: 500 })));
    await press(user, dialog, 'Test this pair');
    expect(await within(dialog).findByText(/^It could not be tested: .* cannot answer now\./u)).toBeTruthy();
    networkOfTests.use(http.all('*/api/auth.login', () => Response.error()));
    networkOfTests.use(http.head('*/api', () => Response.error()));
    await press(user, dialog, 'Test this pair');
    expect(await within(dialog).findByText(/^It could not be tested\. Does not answer this browser/u)).toBeTruthy();
  });

  it('is waited for until a program has used it', async () => {
    const { user, dialog } = await open();
    await press(user, dialog, 'Create');
    const access_key = (await within(dialog).findByLabelText<HTMLInputElement>('Access key')).value;
    const secret_key = within(dialog).getByLabelText<HTMLInputElement>('Secret key').value;
    expect(within(dialog).queryByText(/^Waiting/u)).toBeNull();
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout'], now: browser.clock.now(), shouldAdvanceTime: true });
    await press(user, dialog, 'I saved it');
    expect(await within(dialog).findByText('Waiting for your code to log in for the first time…')).toBeTruthy();
    expect(within(dialog).queryByText(/where the program reads it/u)).toBeNull();
    act(() => void vi.advanceTimersByTime(30_000));
    expect(within(dialog).getByText(/where the program reads it/u)).toBeTruthy();
    await logIn({ access_key, secret_key });
    // back from the terminal
    window.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(dialog.textContent).toContain('Used just now by train-box-3'));
    expect(within(dialog).queryByText(/where the program reads it/u)).toBeNull();
    // a log-in of this page takes nothing of that away
    await press(user, dialog, 'Test this pair');
    expect(await within(dialog).findByText(/^It works/u)).toBeTruthy();
    expect(dialog.textContent).toContain('by train-box-3');
    expect(within(dialog).queryByText('Waiting for your code to log in for the first time…')).toBeNull();
  });
});

describe('the list of keys', () => {
  it('shows those in a state, until there is none in it any more', async () => {
    await made({ label: 'laptop' });
    const soon = await made({ label: 'ci-gpu', expires_in_sec: 86_400 });
    pass(43_200_000);
    const { user } = openPage('/profile');
    await user.selectOptions(await screen.findByLabelText('Show'), 'Expiring soon (1)');
    await rowOf(soon.access_key);
    expect(screen.queryByRole('button', { name: 'Revoke laptop' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Revoke ci-gpu' }));
    await press(user, await screen.findByRole('alertdialog'), 'Revoke');
    expect(await screen.findByRole('button', { name: 'Revoke laptop' })).toBeTruthy();
    expect(screen.queryByLabelText('Show')).toBeNull();
  });

  it('can be sorted', async () => {
    await made({ label: 'a', expires_in_sec: 86_400 });
    pass(43_200_000);
    await made({ label: 'b' });
    const { user } = openPage('/profile');
    const labels = () => screen.getAllByRole('button', { name: /^Revoke \w$/u }).map((button) => button.getAttribute('aria-label'));
    const sort = await screen.findByLabelText('Sort by');
    expect(labels()).toEqual(['Revoke b', 'Revoke a']);
    await user.selectOptions(sort, 'Expiring first');
    expect(labels()).toEqual(['Revoke a', 'Revoke b']);
  });

  it('says who still tries a key after its end', async () => {
    const expired = await made({ label: 'nightly', expires_in_sec: 60 });
    const revoked = await made({ label: 'lost laptop' });
    const first = openPage('/profile');
    await rowOf(expired.access_key);
    expect(screen.queryByText('Revoked keys that are still tried')).toBeNull();
    first.unmount();

    pass(day);
    await browser.act(auth.revokeCredentials, { access_key: revoked.access_key });
    for (const pair of [expired, revoked]) expect((await logIn(pair)).status).toBe(401);
    openPage('/profile');
    const row = await rowOf(expired.access_key);
    expect(within(row).getByText('Expired')).toBeTruthy();
    expect(within(row).getByText('refused 1 time since, last from train-box-3 (127.0.0.1)')).toBeTruthy();
    const notice = await screen.findByText('Revoked keys that are still tried');
    expect(notice.parentElement?.textContent).toContain('refused 1 time since, last from train-box-3 (127.0.0.1)');
  });

  it('has no expiry, no read-only and no rotation in front of a ClearML Server', async () => {
    await browser.close();
    const connected = await openConnectedBrowser();
    await connected.act(auth.createCredentials, { label: 'laptop' });
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Create new credentials' }));
    const dialog = await dialogNamed('Create new credentials');
    expect(within(dialog).queryByLabelText('Expires')).toBeNull();
    expect(within(dialog).queryByLabelText('Read-only')).toBeNull();
    await press(user, dialog, 'Cancel');
    expect(await screen.findByRole('button', { name: 'Revoke laptop' })).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'State' })).toBeTruthy();
    expect(screen.queryByRole('columnheader', { name: 'Expires' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Rotate/u })).toBeNull();
    await connected.close();
  });
});

describe('revoking several keys', () => {
  it('names by the key itself those whose label is blank', async () => {
    const keys = [await made({ label: '' }), await made({ label: '   ' })];
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('checkbox', { name: 'Select all' }));
    expect(screen.getAllByText('No label')).toHaveLength(2);
    await press(user, document.body, 'Revoke selected');
    const question = await screen.findByRole('alertdialog', { name: 'Revoke 2 keys?' });
    const told = within(question).getAllByRole('listitem');
    expect(told.map(({ textContent }) => textContent).toSorted()).toEqual(
      keys.map(({ access_key }) => `${access_key}, never used`).toSorted(),
    );
  });

  it('asks once, lists them, and says of how many it failed', async () => {
    const keys = [await made({ label: 'one' })];
    for (const label of ['two', 'three']) {
      pass(1000);
      keys.push(await made({ label }));
    }
    await Promise.all(keys.slice(0, 1).map((pair) => logIn(pair)));
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('checkbox', { name: 'Select all' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select three' }));
    expect(screen.getByText('2 selected')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Revoke selected' }));
    const question = await screen.findByRole('alertdialog', { name: 'Revoke 2 keys?' });
    await waitFor(() =>
      expect(
        within(question)
          .getAllByRole('listitem')
          .map(({ textContent }) => textContent),
      ).toEqual(['two, never used', 'one, last used just now from train-box-3']),
    );

    browser.fault(auth.revokeCredentials, 'internal', 1);
    await press(user, question, 'Revoke');
    expect(await within(question).findByText(/^1 of 2 could not be revoked/u)).toBeTruthy();
    await press(user, question, 'Revoke');
    expect(await screen.findByText('Revoked 2 keys')).toBeTruthy();
    expect(await Promise.all(keys.map(async (pair) => (await logIn(pair)).status))).toEqual([401, 401, 200]);
  });
});

describe('rotating a key', () => {
  const rotate = async (name: string) => {
    const { user, client } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: `Rotate ${name}` }));
    return { user, client, dialog: await dialogNamed('Rotate credentials') };
  };

  it('shows the new pair as creation does, and keeps its secret nowhere else; the old one ends when it was said', async () => {
    const old = await made({ label: 'train', read_only: true });
    const { user, client, dialog } = await rotate('train');
    await user.selectOptions(within(dialog).getByLabelText('The old key ends'), 'In 1 hour');
    await press(user, dialog, 'Rotate');
    const secret = (await within(dialog).findByLabelText<HTMLInputElement>('Secret key')).value;
    expect(within(dialog).getByText(/works on and ends/u)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(await within(dialog).findByText('The secret key would be lost')).toBeTruthy();
    const kept = JSON.stringify([
      client
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
      client
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
    ]);
    expect(kept).not.toContain(secret);
    await press(user, dialog, 'I saved it');
    await press(user, dialog, 'Close');
    const row = await rowOf(old.access_key);
    expect(within(row).getByText('Rotating out')).toBeTruthy();
    // both are called train
    expect(within(row).getByRole('button', { name: `End now train (${old.access_key})` })).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^Edit label train \([0-9A-Z]{30}\)$/u })).toHaveLength(2);
    expect(screen.getAllByText('Read-only')).toHaveLength(2);
    pass(3_600_000);
    expect((await logIn(old)).status).toBe(401);
  });

  it('at once ends the old one', async () => {
    const old = await made({ label: 'train' });
    const { user, dialog } = await rotate('train');
    await user.selectOptions(within(dialog).getByLabelText('The old key ends'), 'At once');
    await press(user, dialog, 'Rotate');
    await within(dialog).findByLabelText('Secret key');
    expect(await within(dialog).findByText(`The old key, ${old.access_key}, has ended.`)).toBeTruthy();
    expect((await logIn(old)).status).toBe(401);
  });

  it('does not lose the last day that was typed for the new key', async () => {
    const { user } = openPage('/profile');
    await user.click(await screen.findByRole('button', { name: 'Create new credentials' }));
    const dialog = await dialogNamed('Create new credentials');
    await user.selectOptions(within(dialog).getByLabelText('Expires'), 'On a date');
    await user.type(within(dialog).getByLabelText('Last day'), '2030-01-31');
    await user.keyboard('{Escape}');
    expect(within(dialog).getByLabelText<HTMLInputElement>('Last day').value).toBe('2030-01-31');
  });

  it('that another tab has rotated offers the newest one instead', async () => {
    const old = await made({ label: 'train' });
    const { user, dialog } = await rotate('train');
    const answer = rotateCredentials.response.parse(
      await browser.act(rotateCredentials, { access_key: old.access_key, overlap_sec: 3600 }),
    );
    await press(user, dialog, 'Rotate');
    await user.click(await within(dialog).findByRole('button', { name: `Rotate ${answer.credentials.access_key} instead` }));
    await press(user, dialog, 'Rotate');
    await within(dialog).findByLabelText('Secret key');
    expect(within(dialog).getByText(/works on and ends/u).textContent).toContain(answer.credentials.access_key);
  });

  it('at the limit of keys can only end the old one at once', async () => {
    for (let number = 1; number <= limits.credentials; number += 1) await made({ label: `key ${number}` });
    const { user, dialog } = await rotate('key 1');
    const ends = await within(dialog).findByLabelText<HTMLSelectElement>('The old key ends');
    await waitFor(() => expect(ends.selectedOptions[0]?.textContent).toBe('At once'));
    expect([...ends.options].filter(({ disabled }) => !disabled)).toHaveLength(1);
    await press(user, dialog, 'Rotate');
    expect(await within(dialog).findByLabelText('Secret key')).toBeTruthy();
  });
});
