import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http } from 'msw';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { networkOfTests, openBrowser, type Browser } from '#tests/support/browser.ts';
import { addRow, fill, keys, openCard, startStorage } from '#tests/support/cloud-access-card.tsx';
import { hasCloudKeys } from '#tests/support/cloud-keys.ts';
import { openPage } from '#tests/support/render-app.tsx';
import type { S3Options, S3Server } from '#tests/support/s3-server.ts';

describe('rows of Web App Cloud Access', () => {
  test('are added, masked, edited, and removed after a question that names them', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    await addRow(user, s3);
    const row = card.getByRole('button', { name: 'Edit models' }).closest('tr');
    expect(row?.textContent).toContain(`models${keys.accessKey}`);
    expect(row?.textContent).toContain(s3.origin);
    expect(document.body.innerHTML).not.toContain(keys.secretKey);

    await user.click(card.getByRole('button', { name: 'Edit models' }));
    const secret = await card.findByLabelText('Secret / SAS');
    expect(secret.getAttribute('type')).toBe('password');
    expect(secret.getAttribute('autocomplete')).toBe('off');
    const [showSecret] = card.getAllByRole('button', { name: 'Show characters' });
    if (showSecret !== undefined) await user.click(showSecret);
    expect(card.getByLabelText('Secret / SAS').getAttribute('type')).toBe('text');
    await fill(user, { Bucket: 'checkpoints' });
    await user.click(card.getByRole('button', { name: 'Save' }));

    const remove = await card.findByRole('button', { name: 'Remove checkpoints' });
    await waitFor(() => expect(document.activeElement).toBe(card.getByRole('button', { name: /^Edit/ })));
    await user.click(remove);
    const question = await screen.findByRole('alertdialog', { name: /checkpoints/ });
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    await user.click(card.getByRole('button', { name: 'Remove checkpoints' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Remove' }));
    expect(await card.findByText('No access keys yet')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(card.getByRole('heading', { name: 'Web App Cloud Access' })));
  });

  test('are kept in this tab without a secure context, and the card says so', async () => {
    const { card } = await openCard();
    expect(await card.findByText('Kept in this tab only')).toBeTruthy();
  });

  test('say what is wrong with a field, and keep what was typed', async () => {
    const { user, card } = await openCard();
    await user.click(card.getByRole('button', { name: 'Add access keys' }));
    await fill(user, { Bucket: 'models/runs', 'Host (Endpoint)': 'me@minio.example' });
    await user.click(card.getByRole('button', { name: 'Save' }));
    await card.findByText(/The name alone, without s3/);
    card.getByText('Enter the access key');
    card.getByText(/^A host, with its port/);
    expect(card.getByLabelText('Bucket')).toHaveProperty('value', 'models/runs');
  });

  test('say where AWS is read, whichever of its hosts is entered', async () => {
    const { user, card } = await openCard();
    await user.click(card.getByRole('button', { name: 'Add access keys' }));
    await fill(user, { 'Host (Endpoint)': 's3-fips.us-gov-west-1.amazonaws.com' });
    card.getByText('Read at https://s3.us-gov-west-1.amazonaws.com');
    await fill(user, { 'Host (Endpoint)': 's3-accelerate.amazonaws.com', Region: 'eu-west-1' });
    card.getByText('Read at https://s3.eu-west-1.amazonaws.com');
    await fill(user, { 'Host (Endpoint)': 'minio.lan:9000' });
    card.getByText('Read at http://minio.lan:9000');
  });

  test('are not changed by Discard, and nothing else opens over a row that is being typed', async () => {
    const { user, card } = await openCard();
    await addRow(user, await startStorage());
    await user.click(card.getByRole('button', { name: 'Edit models' }));
    await fill(user, { Bucket: 'other' });
    card.getByRole('button', { name: 'Add access keys', description: 'Save or discard the open row first' });
    await user.click(card.getByRole('button', { name: 'Discard' }));
    expect(await card.findByRole('button', { name: 'Edit models' })).toBeTruthy();
  });

  test('ask before typed text is left behind', async () => {
    const { user, card } = await openCard();
    await user.click(card.getByRole('button', { name: 'Add access keys' }));
    await fill(user, { Bucket: 'models' });
    await user.click(await screen.findByRole('link', { name: 'All members' }));
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(card.getByLabelText('Bucket')).toHaveProperty('value', 'models');
  });

  test('lead to what is in their bucket', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    await addRow(user, s3);
    await user.click(card.getByRole('link', { name: 'Browse models' }));
    expect(await screen.findByRole('link', { name: 'loss.json' })).toBeTruthy();
  });

  test('are told apart by their host where they share a bucket, and stand once at each', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    await addRow(user, s3);
    await user.click(card.getByRole('button', { name: 'Add access keys' }));
    await fill(user, { Bucket: 'models', Key: 'k', 'Secret / SAS': 's', 'Host (Endpoint)': s3.origin });
    await user.click(card.getByRole('button', { name: 'Save' }));
    await card.findByText(`There is a row for this bucket at ${s3.host} already`);
    await user.clear(card.getByLabelText('Host (Endpoint)'));
    await user.click(card.getByRole('button', { name: 'Save' }));
    await card.findByRole('button', { name: 'Remove models at AWS S3' });
    expect(card.getByRole('button', { name: `Remove models at ${s3.host}` })).toBeTruthy();
  });
});

describe('Test of a row', () => {
  test('reads the first object and links to its preview', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    await addRow(user, s3);
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('Works');
    expect(s3.requests.map((request) => request.split('?')[0])).toEqual(['GET /models/', 'GET /models/loss.json']);
    await user.click(card.getByRole('link', { name: 'Preview it' }));
    await screen.findByRole('heading', { name: 'Preview' });
    await screen.findByText(/"loss": 1/);
  });

  test.each<[string, S3Options, (s3: S3Server) => void, string]>([
    ['a wrong secret', { secretKey: 'another' }, () => undefined, 'Wrong secret'],
    ['an unknown key', { accessKey: 'AKIDOTHER' }, () => undefined, 'Unknown key'],
    ['a bucket that is not there', { buckets: {} }, () => undefined, 'No such bucket'],
    ['a session token that is over', {}, (s3) => (s3.faults.instead = 'ExpiredToken'), 'Token expired'],
    ['a server whose clock is ahead', {}, (s3) => (s3.faults.ahead = 3_600_000), 'Wrong clock'],
    ['a server whose clock is behind', {}, (s3) => (s3.faults.ahead = -3_600_000), 'Wrong clock'],
    ['a listing that breaks off', {}, (s3) => (s3.faults.instead = 'half'), 'Broken off'],
    ['keys that may list, but not read', {}, (s3) => (s3.faults.noReading = true), 'No permission'],
  ])('names %s', async (_, options, fault, title) => {
    const { user, card } = await openCard();
    const s3 = await startStorage(options);
    fault(s3);
    await addRow(user, s3);
    await user.click(card.getByRole('button', { name: 'Test models' }));
    expect(await card.findByText(title)).toBeTruthy();
  });

  test('works without a region, and offers the one that it found', async () => {
    const { user, card } = await openCard();
    await addRow(user, await startStorage({ region: 'eu-west-1' }));
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('Works');
    card.getByText(/The bucket is in eu-west-1\./);
    await user.click(card.getByRole('button', { name: 'Use eu-west-1' }));
    await waitFor(() => expect(card.queryByText(/The bucket is in/)).toBeNull());
    await card.findByText('Works');
    expect(card.getByRole('button', { name: 'Edit models' }).closest('tr')?.textContent).toContain('eu-west-1');
  });

  test('offers the right region in place of a wrong one', async () => {
    const { user, card } = await openCard();
    await addRow(user, await startStorage({ region: 'eu-west-1' }), { Region: 'us-east-2' });
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('Wrong region');
    await user.click(card.getByRole('button', { name: 'Use eu-west-1' }));
    await card.findByText('Works');
    expect(card.queryByText(/The bucket is in/)).toBeNull();
  });

  test.each(['', 'us-east-2'])('of all buckets speaks of the region of the host where the row says %j', async (region) => {
    const { user, card } = await openCard();
    const s3 = await startStorage({ region: 'eu-west-1' });
    await user.click(screen.getByRole('button', { name: 'Add access keys' }));
    const all = { Key: keys.accessKey, 'Secret / SAS': keys.secretKey, 'Host (Endpoint)': s3.host };
    await fill(user, region === '' ? all : { ...all, Region: region });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.click(await card.findByRole('button', { name: `Test ${s3.host}` }));
    await card.findByText(/^The host is in eu-west-1\./);
    await user.click(card.getByRole('button', { name: 'Use eu-west-1' }));
    await card.findByText(/The keys see 1 bucket/);
  });

  test('comes to an end whatever goes wrong', async () => {
    const { user, card } = await openCard();
    await addRow(user, await startStorage());
    // a browser that does not have it
    const any = vi.spyOn(AbortSignal, 'any').mockImplementation(() => {
      throw new TypeError('any is not a function');
    });
    onTestFinished(() => any.mockRestore());
    await user.click(card.getByRole('button', { name: 'Test models' }));
    expect(await card.findByText('Broken off')).toBeTruthy();
  });

  test('asks for an object where the keys may not list', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage({ kind: 'minio' });
    s3.faults.noListing = true;
    await addRow(user, s3);
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('No permission');
    card.getByText(/lack the permission s3:ListBucket/);
    await user.type(card.getByLabelText('Object'), 'lost.json');
    await user.click(card.getByRole('button', { name: 'Read it' }));
    await card.findByText('No such object');
    await user.clear(card.getByLabelText('Object'));
    await user.type(card.getByLabelText('Object'), 'loss.json');
    await user.click(card.getByRole('button', { name: 'Read it' }));
    expect(await card.findByText('Works')).toBeTruthy();
  });

  test('says how far it came, and offers to test again', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    s3.faults.noReading = true;
    await addRow(user, s3);
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText(/lack the permission s3:GetObject/);
    const steps = within(card.getByRole('list', { name: 'What was tried' })).getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent).slice(-3)).toEqual([
      'The bucket is there: yes',
      'The key may read there: no',
      'The object is there: not known',
    ]);
    s3.faults.noReading = false;
    await user.click(card.getByRole('button', { name: 'Test again' }));
    expect(await card.findByText('Works')).toBeTruthy();
  });

  test('tests anew each time that Test is pressed, the object that was typed too', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    await addRow(user, s3);
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('Works');
    s3.faults.noReading = true;
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('No permission');
    expect(card.queryByText('Works')).toBeNull();
    s3.faults.noReading = false;
    await user.type(card.getByLabelText('Object'), 'lost.json');
    await user.click(card.getByRole('button', { name: 'Read it' }));
    await card.findByText('No such object');
    s3.faults.noReading = true;
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('No permission');
    expect(s3.requests.at(-1)).toContain('/models/lost.json');
  });

  test('of a SAS that is over says that nothing was sent, and of no step that it went well', async () => {
    const { user, card } = await openCard();
    await user.click(screen.getByRole('button', { name: 'Add access keys' }));
    await fill(user, {
      Bucket: 'plots',
      'Secret / SAS': 'sv=2022-11-02&sr=c&sp=rl&se=2020-01-01T00:00:00Z&sig=c2ln',
      'Host (Endpoint)': 'nobody.blob.core.windows.net',
    });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.click(await card.findByRole('button', { name: 'Test plots' }));
    await card.findByText('SAS expired');
    card.getByText(/Nothing was sent\.$/);
    const steps = within(card.getByRole('list', { name: 'What was tried' })).getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent).filter((step) => !step.endsWith(': not known'))).toEqual([
      'The SAS is accepted: no',
    ]);
  });

  test('ends with Close while it reads', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    let ended = false;
    networkOfTests.use(
      http.get(`${s3.origin}/*`, ({ request }) => {
        request.signal.addEventListener('abort', () => (ended = true));
        return new Promise<never>(() => undefined);
      }),
    );
    await addRow(user, s3);
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('Reading');
    await user.click(card.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(ended).toBe(true));
    expect(card.queryByLabelText('Object')).toBeNull();
  });

  test('lists the buckets of a row for all of them, and reads what is typed as bucket/key', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    await user.click(screen.getByRole('button', { name: 'Add access keys' }));
    await fill(user, { Key: keys.accessKey, 'Secret / SAS': keys.secretKey, 'Host (Endpoint)': s3.host });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.click(await card.findByRole('button', { name: `Test ${s3.host}` }));
    await card.findByText(/The keys see 1 bucket: models\./);
    await user.type(card.getByLabelText('Object'), 'loss.json');
    await user.click(card.getByRole('button', { name: 'Read it' }));
    await card.findByText('This row is for all buckets: type bucket/key.');
    await user.clear(card.getByLabelText('Object'));
    await user.type(card.getByLabelText('Object'), 'models/loss.json');
    await user.click(card.getByRole('button', { name: 'Read it' }));
    expect(await card.findByText('Works')).toBeTruthy();
  });

  test('names a server that does not answer, and the setting with which this page could say more', async () => {
    const { user, card } = await openCard();
    const s3 = await startStorage();
    await addRow(user, s3);
    await s3.close();
    await user.click(card.getByRole('button', { name: 'Test models' }));
    await card.findByText('No answer');
    expect(card.getByRole('region', { name: 'For setting' }).textContent).toBe(`PROBE_ALLOW=${s3.host}`);
  });
});

describe('rows of somebody whose session here is over', () => {
  const week = 604_800_000;
  /** A page of somebody who signs up and adds a row. Rows live in the module's memory: it outlives a page of these tests as a browser's storage outlives a reload. */
  const addRowAs = async (browser: Browser) => {
    const account = await browser.signUp();
    const page = openPage('/profile');
    await page.user.click(await screen.findByRole('button', { name: 'Add access keys' }));
    await fill(page.user, { Bucket: 'models', Key: keys.accessKey, 'Secret / SAS': keys.secretKey });
    await page.user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('button', { name: 'Edit models' });
    return { account, page };
  };
  const openRow = async () => {
    const browser = await openBrowser();
    onTestFinished(() => browser.close());
    return { browser, ...(await addRowAs(browser)) };
  };
  const revoke = ({ store }: Browser): Promise<unknown> => store.db.deleteFrom('sessions').execute();
  const logIn = async (user: UserEvent, { email, password }: { email: string; password: string }): Promise<void> => {
    await user.type(await screen.findByLabelText('E-mail'), email);
    await user.type(screen.getByLabelText('Password'), password);
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    await screen.findByRole('region', { name: 'Web App Cloud Access' });
  };

  test('go at the next call, where somebody ended it from elsewhere', async () => {
    const { browser, account, page } = await openRow();
    await revoke(browser);
    await page.user.selectOptions(screen.getByLabelText('Dates'), 'absolute');
    await logIn(page.user, account);
    expect(await screen.findByText('No access keys yet')).toBeTruthy();
  });

  test('go when the page is opened again, where somebody ended it meanwhile', async () => {
    const { browser, account, page } = await openRow();
    page.unmount();
    await revoke(browser);
    openPage('/signup');
    await screen.findByRole('heading', { level: 1, name: 'Sign up' });
    await waitFor(() => expect(hasCloudKeys(account.user)).toBe(false));
  });

  test('stay where it ran out, for the next log-in', async () => {
    const { browser, account, page } = await openRow();
    browser.clock.advance(week + 1);
    await page.user.selectOptions(screen.getByLabelText('Dates'), 'absolute');
    await logIn(page.user, account);
    await screen.findByRole('button', { name: 'Edit models' });

    page.unmount();
    browser.clock.advance(week + 1);
    const { user } = openPage('/profile');
    await logIn(user, account);
    expect(await screen.findByRole('button', { name: 'Edit models' })).toBeTruthy();
  });

  test('of another account on this computer stay', async () => {
    const { browser, account, page } = await openRow();
    page.unmount();
    browser.clearCookies();
    const other = await addRowAs(browser);
    other.page.unmount();
    await revoke(browser);
    openPage('/login');
    await waitFor(() => expect(hasCloudKeys(other.account.user)).toBe(false));
    expect(hasCloudKeys(account.user)).toBe(true);
  });
});
