import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import { openPreview as open, startStorage, storageKeys } from '#tests/support/preview.tsx';
import { openPage } from '#tests/support/render-app.tsx';
import type { S3Server } from '#tests/support/s3-server.ts';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';

/** 72 kB that would be 216 million characters, indented */
const deep = `[${Array.from({ length: 12 }, () => `${'['.repeat(3000)}${']'.repeat(3000)}`).join(',')}]`;
const objects = {
  'deep.json': { type: 'application/json', body: deep },
  'runs/a b (1)+é.png': { type: 'image/png', body: 'png' },
  'clip.mp4': { type: 'video/mp4', body: 'mp4' },
  'voice.wav': { type: 'audio/wav', body: 'wav' },
  'log.txt': { type: 'text/plain', body: 'epoch 1: <b>0.5</b>' },
  'loss.json': { type: 'application/json', body: '{"loss":1}' },
  'empty.txt': { type: 'text/plain', body: '' },
  'empty.json': { type: 'application/json', body: '' },
  'empty.html': { type: 'text/html', body: '' },
  'broken.json': { type: 'application/json', body: '{"loss":' },
  'page.txt': { type: 'text/html; charset=utf-8', body: '<h1>A page</h1>' },
  'drawing.svg': { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  feed: { type: 'application/rss+xml', body: '<rss/>' },
  'plot.html': { type: 'text/html', body: '<h1>Plot</h1>' },
  'weights.pkl': { type: 'application/octet-stream', body: 'pickle' },
  'no-extension': { type: 'text/plain; charset=utf-8', body: 'told by its type' },
  'report.html': { type: 'application/octet-stream', body: '<h1>Report</h1>' },
};

/** A server that lets no page read, as browsers see it. */
const closed = (address: string) =>
  http.get(address, ({ request }) => (request.mode === 'no-cors' ? new HttpResponse() : HttpResponse.error()));

let s3: S3Server;
beforeEach(async () => {
  s3 = await startStorage({ buckets: { models: objects, empty: {} } });
});

const openPreview = (address: string, secret = storageKeys.secretKey, blockUserScript = false) =>
  open(address, { row: { bucket: 'models', secret, host: s3.origin }, blockUserScript });
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
    ['deep.json', deep],
    ['no-extension', 'told by its type'],
  ])('%s as text', async (key, text) => {
    const { page } = await openPreview(at(key));
    expect((await page.findByLabelText('Content')).textContent).toBe(text);
  });

  test.each(['empty.txt', 'empty.json', 'empty.html'])('that %s is empty', async (key) => {
    const { page } = await openPreview(at(key));
    await page.findByText('This object is empty');
    expect(page.queryByLabelText('Content')).toBeNull();
    expect(page.queryByText(/not valid JSON/)).toBeNull();
  });

  test.each([
    ['broken.json', true],
    ['loss.json', false],
    ['deep.json', false],
    ['log.txt', false],
  ])('%s as what is no JSON: %s', async (key, isBroken) => {
    const { page } = await openPreview(at(key));
    await page.findByLabelText('Content');
    expect(page.queryByText(/^This is not valid JSON/) !== null).toBe(isBroken);
  });

  test('a page in a sandbox without scripts, which run when they are asked for', async () => {
    const { user, page } = await openPreview(at('plot.html'));
    const walled = await page.findByTitle('plot.html');
    expect(walled.getAttribute('sandbox')).toBe('');
    const warning = /A script that runs may send the signed address of this file, which opens it for 15 minutes, on to others\.$/;
    expect(page.getByText(warning).textContent).toMatch(/^Shown in a sandbox: no scripts, /);
    await user.click(page.getByRole('button', { name: 'Run its scripts' }));
    expect(page.getByTitle('plot.html').getAttribute('sandbox')).toBe('allow-scripts');
    expect(page.getByText(warning).textContent).toMatch(/^Its scripts run in a sandbox: /);
    expect(page.queryByText(/no scripts/)).toBeNull();
    // what a sandbox allows counts from the next load on
    expect(page.getByTitle('plot.html')).not.toBe(walled);
  });

  test('a page whose scripts the preferences block, and says so', async () => {
    const { user, page } = await openPreview(at('plot.html'), storageKeys.secretKey, true);
    const run = await page.findByRole('button', { name: 'Run its scripts' });
    await waitFor(() => expect(descriptionOf(run)).toMatch(/preferences block/));
    await user.click(run);
    expect(page.getByTitle('plot.html').getAttribute('sandbox')).toBe('');
  });

  test('the source of a page whose address would tell it the session token, and no link with it', async () => {
    s3 = await startStorage({ sessionToken: 'passing+token', buckets: { models: objects } });
    const { page } = await open(at('plot.html'), { row: { host: s3.origin, token: 'passing+token' } });
    await page.findByText(/it could read your session token/);
    expect(page.getByLabelText('Content').textContent).toBe('<h1>Plot</h1>');
    page.getByRole('button', { name: 'Download' });
    expect(document.documentElement.outerHTML).not.toMatch(/X-Amz|passing/);
  });

  test('the source of what its bucket does not call a page', async () => {
    const { page } = await openPreview(at('report.html'));
    await page.findByText(/stored as application\/octet-stream/);
    expect(page.getByLabelText('Content').textContent).toBe('<h1>Report</h1>');
  });

  test('an address of the web as it is, without keys', async () => {
    const files = http.get('http://files.lan:8081/*', () => HttpResponse.text('from the file server'));
    const { page } = await open('http://files.lan:8081/project/task/log.txt', { row: {}, network: [files] });
    expect((await page.findByLabelText('Content')).textContent).toBe('from the file server');
    page.getByText('From files.lan:8081, without keys');
    page.getByRole('button', { name: 'Download' });
  });

  test('which row reads, and the way up to its folder and bucket', async () => {
    const { page } = await openPreview(at('runs/a b (1)+é.png'));
    await page.findByText(`Read with the row models at ${s3.host}`);
    const links = within(page.getByRole('navigation', { name: 'Breadcrumb' })).getAllByRole('link');
    expect(links.map((link) => new URL(link.getAttribute('href') ?? '', location.href).searchParams.get('url'))).toEqual([
      at(''),
      at('runs/'),
    ]);
  });

  test('a download of what it cannot show', async () => {
    const { page } = await openPreview(at('weights.pkl'));
    await page.findByText(/no preview for this kind/);
    const address = page.getByRole('link', { name: 'Download' }).getAttribute('href') ?? '';
    expect((await fetch(address)).headers.get('Content-Disposition')).toBe('attachment');
  });

  test.each([
    ['plot.html', 'Plot'],
    ['page.txt', 'A page'],
    ['drawing.svg', 'svg'],
    ['feed', 'rss'],
  ])('%s, which may run scripts, as a download through the page, and with no link to it', async (key, text) => {
    const saved: Blob[] = [];
    URL.createObjectURL = (blob: Blob) => `blob:${saved.push(blob)}`;
    const { user, page } = await openPreview(at(key));
    await waitFor(() => expect(page.queryByRole('button', { name: 'Download' })).not.toBeNull());
    expect(page.queryByRole('link', { name: 'Download' })).toBeNull();
    await user.click(page.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(await saved[0]?.text()).toContain(text);
  });

  test('why there is no download of what may run scripts where the page may not read it', async () => {
    const { user, page } = await open('s3://closed.example:443/models/drawing.svg', {
      row: { host: 'https://closed.example' },
      network: [closed('https://closed.example/*')],
    });
    await user.click(await page.findByRole('button', { name: 'Download' }));
    await page.findByText('The bucket does not let this page read');
    expect(page.queryByRole('link', { name: 'Download' })).toBeNull();
  });

  test('an address of the web that the page may not read by a link, unless it may run scripts', async () => {
    const { user, page } = await open('http://files.lan:8081/a.png', { row: {}, network: [closed('http://files.lan:8081/*')] });
    await user.click(await page.findByRole('button', { name: 'Download' }));
    const link = await page.findByRole('link', { name: 'Download' });
    expect(['href', 'target', 'rel', 'download'].map((name) => link.getAttribute(name))).toEqual([
      'http://files.lan:8081/a.png',
      '_blank',
      'noreferrer',
      'a.png',
    ]);
    await user.clear(page.getByLabelText('Address'));
    await user.type(page.getByLabelText('Address'), 'http://files.lan:8081/a.svg');
    await user.click(page.getByRole('button', { name: 'Open' }));
    await page.findByRole('img', { name: 'a.svg' });
    await user.click(page.getByRole('button', { name: 'Download' }));
    await page.findByRole('button', { name: 'Retry' });
    expect(page.queryByRole('link', { name: 'Download' })).toBeNull();
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
    expect(s3.requests).toEqual([]);
  });

  test('where keys are missing, and reads with those that are added there', async () => {
    const { user, page } = await openPreview(`s3://${s3.host}/empty/`);
    await user.click(await page.findByRole('button', { name: 'Add access keys' }));
    expect(valueOf(page.getByLabelText('Bucket'))).toBe('empty');
    expect(valueOf(page.getByLabelText('Host (Endpoint)'))).toBe(s3.host);
    page.getByText('Bucket and host come from a link or an address');
    await user.type(page.getByLabelText('Key'), storageKeys.accessKey);
    await user.type(page.getByLabelText('Secret / SAS'), storageKeys.secretKey);
    await user.click(page.getByRole('button', { name: 'Save' }));
    await page.findByText('This bucket is empty');
    await screen.findByText(`Added empty at ${s3.host}`);
  });

  test('that keys which are added for another bucket do not read the address', async () => {
    const { user, page } = await openPreview(`s3://${s3.host}/empty/`);
    await user.click(await page.findByRole('button', { name: 'Add access keys' }));
    await user.type(page.getByLabelText('Bucket'), '-too');
    await user.type(page.getByLabelText('Key'), storageKeys.accessKey);
    await user.type(page.getByLabelText('Secret / SAS'), storageKeys.secretKey);
    await user.click(page.getByRole('button', { name: 'Save' }));
    await page.findByText(`The row empty-too at ${s3.host} does not read this address.`);
    expect(page.queryByLabelText('Bucket')).toBeNull();
    // nothing is left that would be asked about
    await user.click(screen.getByRole('link', { name: 'ClearML Profile' }));
    await screen.findByRole('region', { name: 'Web App Cloud Access' });
  });

  test('where keys can be added for an address of a known storage', async () => {
    const closed = http.get('https://storage.googleapis.com/models/log.txt', () => new HttpResponse(null, { status: 403 }));
    const { user, page } = await open('https://storage.googleapis.com/models/log.txt', { row: {}, network: [closed] });
    await user.click(await page.findByRole('button', { name: 'Add access keys' }));
    expect(page.getByLabelText('Host (Endpoint)')).toHaveProperty('value', 'https://storage.googleapis.com');
    expect(page.getByLabelText('Bucket')).toHaveProperty('value', 'models');
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

describe('check 28:', () => {
  const signature = '?X-Amz-Signature=abc&X-Amz-Expires=1';
  const shown = () => decodeURIComponent(location.href);
  const bare = () => `${location.origin}/preview?url=http://${s3.host}/models/log.txt`;

  test('a signature leaves the address before it enters the history', async () => {
    await openPreview(`http://${s3.host}/models/log.txt${signature}`);
    await screen.findByLabelText('Content');
    expect(shown()).toBe(bare());
  });

  test.each(['%3Fv=1&sig=hush', '%253Fv=1%26sig=hush', ' token=hush', '%20token=hush', '\ntoken=hush'])(
    'a signature leaves the address and the page behind %j too, and the object opens',
    async (behind) => {
      await openPreview(`http://${s3.host}/models/log.txt${behind}`);
      await screen.findByLabelText('Content');
      expect(shown().replace('?v=1', '')).toBe(bare());
      expect(document.documentElement.outerHTML + JSON.stringify(history.state)).not.toContain('hush');
    },
  );

  test('a signature that is pasted behind a line break leaves the address', async () => {
    const { user, page } = await openPreview('');
    await user.click(page.getByLabelText('Address'));
    await user.paste(`http://${s3.host}/models/log.txt\ntoken=hush`);
    await user.click(page.getByRole('button', { name: 'Open' }));
    await screen.findByLabelText('Content');
    expect(shown()).toBe(bare());
  });

  test('where no row reads an address that lost its signature, that is said, and a row is offered', async () => {
    const { user, page } = await open(`http://${s3.host}/models/log.txt${signature}`, { row: { bucket: 'another' } });
    await page.findByText('The signature of this address was taken out');
    await user.click(await page.findByRole('button', { name: 'Add access keys' }));
    expect(valueOf(page.getByLabelText('Bucket'))).toBe('models');
    expect(valueOf(page.getByLabelText('Host (Endpoint)'))).toBe(s3.origin);
    await user.type(page.getByLabelText('Key'), storageKeys.accessKey);
    await user.type(page.getByLabelText('Secret / SAS'), storageKeys.secretKey);
    await user.click(page.getByRole('button', { name: 'Save' }));
    await page.findByLabelText('Content');
    expect(page.queryByText(/was taken out/)).toBeNull();
  });

  test('a signature that was lost beside user-info is told of once the address is open without it', async () => {
    const address = `http://user:word@${s3.host}/models/log.txt${signature}`;
    const { user, page } = await open(address, { row: { bucket: 'another' } });
    await user.click(await page.findByRole('button', { name: 'Open without it' }));
    await page.findByText('The signature of this address was taken out');
  });

  test.each(['https://oss-cn-hangzhou.aliyuncs.com', 'https://storage.googleapis.com'])(
    'the row that is offered has the bucket from before the host, where a service is read so: %s',
    async (host) => {
      const address = `${host.replace('//', '//models.')}/runs/log.txt`;
      const closed = http.get(address, () => new HttpResponse(null, { status: 403 }));
      const { user, page } = await open(`${address}${signature}`, { row: {}, network: [closed] });
      await user.click(await page.findByRole('button', { name: 'Add access keys' }));
      expect(valueOf(page.getByLabelText('Bucket'))).toBe('models');
      expect(valueOf(page.getByLabelText('Host (Endpoint)'))).toBe(host);
    },
  );

  test('nothing was taken out of an address that had no signature', async () => {
    const { page } = await open(`http://${s3.host}/models/log.txt?v=1#a&b`, { row: { bucket: 'another' } });
    await page.findByText('No permission');
    expect(page.queryByText(/was taken out/)).toBeNull();
    expect(shown()).toBe(`${bare()}?v=1`);
  });

  test.each([
    ['as the page is opened', (address: string) => address],
    ['after the log-in', (address: string) => `/login?redirect=${encodeURIComponent(address)}`],
  ])('the fragment of the page leaves the address, and what was secret in it is told: %s', async (_, path) => {
    await open('', { row: {} });
    cleanup();
    openPage(path(`/preview?url=http://${s3.host}/models/log.txt#access_token=hush`));
    await screen.findByText('The signature of this address was taken out');
    expect(shown()).toBe(bare());
  });

  test('what a number sign cuts off from a password is not opened', async () => {
    await open('', { row: {} });
    cleanup();
    openPage(`/preview?url=https://ada:hu#sh@${s3.host}/models/log.txt`);
    await screen.findByText(/^It carries a name or a password before its host/);
    expect(shown()).toBe(`${location.origin}/preview?url=`);
  });

  test('what is no address leaves the address by which the page is opened, and is said to be none', async () => {
    const { page } = await openPreview('AKIDEXAMPLE:hush');
    await page.findByText('This address cannot be opened');
    page.getByText(/^It has to begin with s3:/);
    expect(shown()).toBe(`${location.origin}/preview?url=`);
    expect(document.documentElement.outerHTML + valueOf(page.getByLabelText('Address')) + JSON.stringify(history.state)).not.toContain(
      'hush',
    );
  });

  test.each(['http', 's3'])('user-info of %s:// leaves the address as well, which is opened without it on request only', async (scheme) => {
    const address = `${scheme}://user:word@${s3.host}/models/log.txt`;
    const { user, page } = await openPreview(`${address}${signature}`);
    await page.findByText('This address cannot be opened');
    page.getByText(/^It carries a name or a password before its host/);
    expect(shown()).toBe(bare().replace('http://127', `${scheme}://127`));
    expect(s3.requests).toEqual([]);
    page.getByText(/Its signature was taken out as well/);
    await user.click(page.getByRole('button', { name: 'Open without it' }));
    await page.findByLabelText('Content');
    // typed, over the same address
    await user.clear(page.getByLabelText('Address'));
    await user.type(page.getByLabelText('Address'), address);
    await user.click(page.getByRole('button', { name: 'Open' }));
    await page.findByText('This address cannot be opened');
    expect(shown()).toBe(bare().replace('http://127', `${scheme}://127`));
    expect(document.documentElement.outerHTML + valueOf(page.getByLabelText('Address')) + JSON.stringify(history.state)).not.toMatch(
      /word@/,
    );
  });
});
