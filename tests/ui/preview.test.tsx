import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, passthrough } from 'msw';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { users } from '#contract/index.ts';
import { forgetCloudKeys } from '#features/cloud-access/log-out.ts';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import { networkOfTests, openBrowser, type Browser } from '#tests/support/browser.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };
const objects = {
  'runs/a b (1)+é.png': { type: 'image/png', body: 'png' },
  'clip.mp4': { type: 'video/mp4', body: 'mp4' },
  'voice.wav': { type: 'audio/wav', body: 'wav' },
  'log.txt': { type: 'text/plain', body: 'epoch 1: <b>0.5</b>' },
  'loss.json': { type: 'application/json', body: '{"loss":1}' },
  'broken.json': { type: 'application/json', body: '{"loss":' },
  'plot.html': { type: 'text/html', body: '<h1>Plot</h1>' },
  'weights.pkl': { type: 'application/octet-stream', body: 'pickle' },
  'no-extension': { type: 'text/plain; charset=utf-8', body: 'told by its type' },
  'long.txt': { type: 'text/plain', body: 'x'.repeat(1_100_000) },
};

let s3: S3Server;
let browser: Browser;

beforeEach(async () => {
  s3 = await startS3({ ...keys, buckets: { models: objects } });
  browser = await openBrowser();
  networkOfTests.use(http.all(`${s3.origin}/*`, () => passthrough()));
});
afterEach(async () => {
  await forgetCloudKeys();
  await s3.close();
  await browser.close();
});

/** The Preview page of somebody who has a row for the local storage. */
const openPreview = async (
  address: string,
  secret = keys.secretKey,
  blockUserScript = false,
): Promise<{ user: UserEvent; page: ReturnType<typeof within> }> => {
  const { user: account } = await browser.signUp();
  if (blockUserScript)
    await browser.act(users.updatePreferences, { changes: [{ path: ['rootProjects', 'blockUserScript'], value: true }] });
  onTestFinished(keyRing.follow(account, () => undefined));
  await keyRing.save(account, {
    id: '1',
    bucket: 'models',
    key: keys.accessKey,
    secret,
    token: '',
    region: '',
    host: s3.origin,
    style: '',
  });
  const { user } = openPage(`/preview?url=${encodeURIComponent(address)}`);
  await screen.findByRole('heading', { name: 'Preview' });
  return { user, page: within(await screen.findByRole('main')) };
};
const at = (key: string): string => `s3://${s3.host}/models/${key}`;

describe('Preview shows', () => {
  test('a picture by a signed address that lives 15 minutes', async () => {
    const { page } = await openPreview(at('runs/a b (1)+é.png'));
    const address = new URL((await page.findByRole('img', { name: 'a b (1)+é.png' })).getAttribute('src') ?? '');
    expect(address.searchParams.get('X-Amz-Expires')).toBe('900');
    expect((await fetch(address)).status).toBe(200);
  });

  test.each([
    ['clip.mp4', 'video'],
    ['voice.wav', 'audio'],
  ])('%s as %s', async (key, tag) => {
    const { page } = await openPreview(at(key));
    expect((await page.findByLabelText(key)).tagName.toLowerCase()).toBe(tag);
  });

  test.each([
    ['log.txt', 'epoch 1: <b>0.5</b>'],
    ['loss.json', '{\n  "loss": 1\n}'],
    ['broken.json', '{"loss":'],
    ['no-extension', 'told by its type'],
  ])('%s as text', async (key, text) => {
    const { page } = await openPreview(at(key));
    expect((await page.findByLabelText('Content')).textContent).toBe(text);
  });

  test('the first MiB of a long text', async () => {
    const { page } = await openPreview(at('long.txt'));
    expect((await page.findByLabelText('Content')).textContent).toHaveLength(1_048_576);
    page.getByText(/The first MiB is shown/);
  });

  test.each([
    [false, 'allow-scripts'],
    [true, ''],
  ])('a page in a sandbox; scripts blocked: %s', async (blocked, sandbox) => {
    const { page } = await openPreview(at('plot.html'), keys.secretKey, blocked);
    expect((await page.findByTitle('plot.html')).getAttribute('sandbox')).toBe(sandbox);
  });

  test('a download of what it cannot show', async () => {
    const { page } = await openPreview(at('weights.pkl'));
    await page.findByText(/no preview for this kind/);
    const address = page.getByRole('link', { name: 'Download' }).getAttribute('href') ?? '';
    expect((await fetch(address)).headers.get('Content-Disposition')).toBe('attachment');
  });

  test('the object of an address that is typed', async () => {
    const { user, page } = await openPreview('');
    await user.type(page.getByLabelText('Address'), at('log.txt'));
    await user.click(page.getByRole('button', { name: 'Open' }));
    expect((await page.findByLabelText('Content')).textContent).toContain('epoch 1');
    expect(new URL(location.href).searchParams.get('url')).toBe(at('log.txt'));
  });
});

describe('Preview says', () => {
  test('which bucket has no row, and where to add one', async () => {
    const { page } = await openPreview('s3://elsewhere/log.txt');
    await page.findByText('No keys for this bucket');
    expect(page.getByRole('link', { name: 'Open Web App Cloud Access' }).getAttribute('href')).toBe('/profile#cloud-access');
    expect(s3.requests).toEqual([]);
  });

  test('that an object is not there', async () => {
    const { page } = await openPreview(at('lost.txt'));
    expect(await page.findByText('No such object')).toBeTruthy();
  });

  test('that a secret is wrong, and reads again on request', async () => {
    const { user, page } = await openPreview(at('log.txt'), 'another');
    await page.findByText('Wrong secret');
    const before = s3.requests.length;
    await user.click(page.getByRole('button', { name: 'Retry' }));
    await page.findByText('Wrong secret');
    expect(s3.requests.length).toBeGreaterThan(before);
  });

  test('check 47: that an address which looks like another is not opened', async () => {
    const { page } = await openPreview('azure://acct.blob.core.windows.net.evil.example/models/log.txt');
    expect(await page.findByText('This address cannot be opened')).toBeTruthy();
  });
});

test('check 28: signature and user-info leave the address before it enters the history', async () => {
  await openPreview(`http://user:word@${s3.host}/models/log.txt?X-Amz-Signature=abc&X-Amz-Expires=1`);
  await screen.findByLabelText('Content');
  expect(decodeURIComponent(location.href)).toBe(`${location.origin}/preview?url=http://${s3.host}/models/log.txt`);
});
