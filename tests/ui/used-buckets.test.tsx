import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import * as models from '#contract/models.ts';
import * as tasks from '#contract/tasks.ts';
import { openBrowser, openConnectedBrowser, type ConnectedBrowser } from '#tests/support/browser.ts';
import { forgetKeysOf } from '#tests/support/cloud-keys.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';

let browser: ConnectedBrowser;

beforeEach(async () => {
  browser = await openConnectedBrowser();
  return async () => {
    await forgetKeysOf(browser);
    await browser.close();
  };
});

const card = async () => within(await screen.findByRole('region', { name: 'Web App Cloud Access' }));
/** The card's only list. */
const buckets = async (): Promise<string[]> => (await card()).getAllByRole('listitem').map(({ textContent }) => textContent);

test('buckets of tasks and models without a key are named, and Add opens the form for one', async () => {
  browser.clearml.state.models.push({ id: 'm', name: 'm', uri: 's3://minio.lan:9000/models/a.pt' });
  const { user } = openPage('/profile');
  const page = await card();
  await page.findByText('3 buckets used by your projects have no key here');
  expect(await buckets()).toEqual([
    's3://modelsAdd models at AWS S3',
    'gs://data-setsAdd data-sets',
    's3://minio.lan:9000/modelsAdd models at minio.lan:9000',
  ]);
  await user.click(page.getByRole('button', { name: 'Add data-sets' }));
  expect(valueOf(await page.findByLabelText('Bucket'))).toBe('data-sets');
  expect(valueOf(page.getByLabelText('Host (Endpoint)'))).toBe('storage.googleapis.com');
  expect(page.queryByText(/come from a link/)).toBeNull();
  expect(descriptionOf(page.getByRole('button', { name: 'Add models at AWS S3' }))).toContain('Save or discard');

  await user.type(page.getByLabelText('Key'), 'GOOGKEY');
  await user.type(page.getByLabelText('Secret / SAS'), 'hush');
  await user.click(page.getByRole('button', { name: 'Save' }));
  await page.findByText('2 buckets used by your projects have no key here');
  await page.findByRole('button', { name: 'Edit data-sets' });
});

test('Add says that a host of somebody comes from an address', async () => {
  browser.clearml.state.models.push({ id: 'm', name: 'm', uri: 's3://minio-backup.example:9000/models/a.pt' });
  const { user } = openPage('/profile');
  const page = await card();
  await user.click(await page.findByRole('button', { name: 'Add models at minio-backup.example:9000' }));
  await page.findByText('Bucket and host come from a link or an address');
  page.getByText(/^What you enter signs requests to minio-backup.example:9000/);
});

test('many buckets are named when one asks for all', async () => {
  browser.clearml.state.tasks.length = 0;
  browser.clearml.state.models.splice(
    0,
    3,
    ...Array.from({ length: 12 }, (_, at) => ({ id: `${at}`, name: 'm', uri: `s3://bucket-${at}/a.pt` })),
  );
  const { user } = openPage('/profile');
  await user.click(await screen.findByRole('button', { name: 'Show all 12' }));
  expect(await buckets()).toHaveLength(12);
});

test('what cannot be looked for is no more than a sentence, and looked for again on request', async () => {
  browser.fault(models.getAllEx, 'html', 2);
  const { user } = openPage('/profile');
  const page = await card();
  await page.findByText(/Could not look for buckets/);
  await page.findByText('2 buckets used by your projects have no key here');
  await user.click(page.getByRole('button', { name: 'Retry' }));
  await screen.findByText('2 buckets used by your projects have no key here');
  await expect.poll(() => page.queryByText(/Could not look for buckets/)).toBeNull();
  expect(browser.calls(tasks.getAllEx)).toBe(1);
});

test('they are looked for once, whatever is opened in between', async () => {
  const { user } = openPage('/profile');
  await user.click(await (await card()).findByRole('link', { name: 'debug samples of a task' }));
  await screen.findByText('No task chosen');
  window.history.back();
  await (await card()).findByText('2 buckets used by your projects have no key here');
  expect([browser.calls(tasks.getAllEx), browser.calls(models.getAllEx)]).toEqual([1, 1]);
});

describe('tasks are looked through a hundred at a time', () => {
  const report = (preview: string): void => {
    const artifacts = (at: number) => [{ key: 'table', uri: `s3://bucket-${at % 3}/${at}.csv`, type_data: { preview } }];
    const made = Array.from({ length: 250 }, (_, at) => ({
      id: `${at}`,
      name: 'made',
      execution: { artifacts: artifacts(at) },
      samples: [],
    }));
    browser.clearml.state.tasks.splice(0, Number.POSITIVE_INFINITY, ...made);
    browser.clearml.state.models.length = 0;
  };

  test('until there are no more', async () => {
    report('a,b');
    openPage('/profile');
    await (await card()).findByText('3 buckets used by your projects have no key here');
    expect(browser.calls(tasks.getAllEx)).toBe(3);
  });

  test('and no further where what ClearML sends along is large', async () => {
    report('a'.repeat(50_000));
    openPage('/profile');
    await (await card()).findByText('3 buckets used by your projects have no key here');
    expect(browser.calls(tasks.getAllEx)).toBe(1);
  });
});

test('a link to add a key opens the form for its bucket, once', async () => {
  openPage('/profile?bucket=models&host=minio.lan%3A9000#cloud-access');
  const page = await card();
  expect(valueOf(await page.findByLabelText('Bucket'))).toBe('models');
  expect(valueOf(page.getByLabelText('Host (Endpoint)'))).toBe('minio.lan:9000');
  page.getByText('Bucket and host come from a link or an address');
  page.getByText(/^What you enter signs requests to minio.lan:9000/);
  await expect.poll(() => location.search + location.hash).toBe('#cloud-access');
});

test('a host that came from a link does not stay where keys are pasted that name none', async () => {
  const { user } = openPage('/profile?bucket=models&host=minio.lan%3A9000#cloud-access');
  const page = await card();
  await user.click(await page.findByLabelText('Bucket'));
  await user.paste('[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = do-not-show-this\naws_session_token = token');
  await user.click(await page.findByRole('button', { name: 'Fill in' }));
  expect(valueOf(page.getByLabelText('Key'))).toBe('AKIDEXAMPLE');
  expect(valueOf(page.getByLabelText('Bucket'))).toBe('models');
  expect(valueOf(page.getByLabelText('Host (Endpoint)'))).toBe('');
});

test('a server with accounts only is not asked', async () => {
  const embedded = await openBrowser();
  onTestFinished(() => embedded.close());
  await embedded.signUp();
  openPage('/profile');
  await (await card()).findByText('No access keys yet');
  expect(screen.queryByRole('link', { name: 'debug samples of a task' })).toBeNull();
  expect(embedded.calls(tasks.getAllEx)).toBe(0);
});
