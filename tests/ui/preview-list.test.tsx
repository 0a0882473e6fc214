import { act, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import { networkOfTests } from '#tests/support/browser.ts';
import { openPreview, startStorage, storageRow } from '#tests/support/preview.tsx';
import type { S3Server } from '#tests/support/s3-server.ts';
import { makeGate } from '#tests/support/s3/body.ts';
import { valueOf } from '#tests/support/screen.ts';

const text = (body: string) => ({ type: 'text/plain', body, modified: new Date('2026-03-01T10:00:00Z') });
const odd = 'odd/ends with a blank ';

let s3: S3Server;
beforeEach(async () => {
  const models = {
    'runs/1/loss.txt': text('0.5'),
    'runs/best.txt': text('x'.repeat(1536)),
    'runs/': text(''),
    'top.txt': text('at the top'),
  };
  s3 = await startStorage({ buckets: { models: { ...models, [odd]: text('an odd key') }, empty: {}, data: {} } });
});

const visit = (path: string, row: { bucket?: string } = {}) => openPreview(`s3://${s3.host}/${path}`, { row: { ...row, host: s3.origin } });
type Page = Awaited<ReturnType<typeof visit>>['page'];

const lines = async (page: Page): Promise<string[]> =>
  within(await page.findByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '');

describe('Preview lists', () => {
  test('the folders and objects of a bucket', async () => {
    const { page } = await visit('models');
    expect((await lines(page)).map((line) => line.replace(/\d+ months ago$/, ''))).toEqual(['odd/', 'runs/', 'top.txt10 bytes']);
    page.getByText(`Read with the row all buckets at ${s3.host}`);
  });

  test('a folder, without the object that only marks it, and the way back up', async () => {
    const { user, page } = await visit('models/runs/');
    expect((await lines(page)).map((line) => line.replace(/\d+ months ago$/, ''))).toEqual(['1/', 'best.txt1.5 KiB']);
    await user.click(page.getByRole('link', { name: '1/' }));
    await user.click(await page.findByRole('link', { name: 'loss.txt' }));
    expect((await page.findByLabelText('Content')).textContent).toBe('0.5');
    await user.click(page.getByRole('link', { name: 'runs' }));
    await page.findByRole('link', { name: 'best.txt' });
    await user.click(page.getByRole('link', { name: 'models' }));
    await page.findByRole('link', { name: 'top.txt' });
  });

  test('the buckets of a host by the row for all of them', async () => {
    const { user, page } = await visit('');
    expect(await lines(page)).toEqual(['data', 'empty', 'models']);
    await user.click(page.getByRole('link', { name: 'models' }));
    await page.findByRole('link', { name: 'top.txt' });
    await user.click(page.getByRole('link', { name: s3.host }));
    await page.findByRole('link', { name: 'data' });
  });

  test('what begins with what is typed', async () => {
    const { user, page } = await visit('models/runs/');
    await page.findByText('best.txt');
    await user.type(page.getByLabelText('Begins with'), 'b');
    await waitFor(async () => expect(await lines(page)).toHaveLength(1));
    await user.type(page.getByLabelText('Begins with'), 'none');
    await page.findByText('Nothing begins so');
  });

  test('nothing that is not known yet, once what was typed is cleared', async () => {
    const gate = makeGate();
    const { user, page } = await visit('models/');
    await user.type(await page.findByLabelText('Begins with'), 'none');
    await page.findByText('Nothing begins so');
    networkOfTests.use(http.get(`${s3.origin}/*`, () => gate.pace()));
    await user.clear(page.getByLabelText('Begins with'));
    await page.findByRole('progressbar', { name: 'Listing' });
    expect(page.queryByText('This bucket is empty')).toBeNull();
    gate.open();
    await page.findByText('top.txt');
  });

  test('no more of an old list, where there is no answer', async () => {
    const { user, page } = await visit('models/');
    await page.findByText('top.txt');
    s3.faults.noListing = true;
    await user.type(page.getByLabelText('Begins with'), 't');
    await page.findByText('The keys may not list');
    expect(page.queryByText('top.txt')).toBeNull();
  });

  test('anew by the keys of a row that change meanwhile', async () => {
    const { page, account } = await visit('models/');
    await page.findByText('top.txt');
    await act(() => keyRing.save(account, storageRow({ host: s3.origin, secret: 'another' })));
    await page.findByText('Wrong secret');
    expect(page.queryByText('top.txt')).toBeNull();
  });

  test('an object whose key a plain address would lose', async () => {
    const { user, page } = await visit('models/odd/');
    await user.click(await page.findByRole('link', { name: 'ends with a blank' }));
    expect((await page.findByLabelText('Content')).textContent).toBe('an odd key');
  });
});

describe('Preview says, of a list', () => {
  test('that a bucket is empty', async () => {
    const { page } = await visit('empty/');
    expect(await page.findByText('This bucket is empty')).toBeTruthy();
  });

  test('that the keys may not list, and what to do instead', async () => {
    s3.faults.noListing = true;
    const { page } = await visit('models/', { bucket: 'models' });
    await page.findByText('The keys may not list');
    expect(page.getByText(/Type the address of an object above/)).toBeTruthy();
  });

  test('that there is no such bucket, and asks again on request', async () => {
    const { user, page } = await visit('lost/');
    await page.findByText('No such bucket');
    const before = s3.requests.length;
    await user.click(page.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(s3.requests.length).toBeGreaterThan(before));
    expect(await page.findByText('No such bucket')).toBeTruthy();
  });
});

test.each([
  'BlobEndpoint=https://acct.blob.core.windows.net/;SharedAccessSignature=sv=2024&sig=do-not-show-this',
  'sv=2024&sig=do-not-show-this',
  'aws_secret_access_key=do-not-show-this',
  'mc alias set lab http://minio.lan:9000 AKID do-not-show-this',
])('check 28: what is typed for an address and is none stays in its field, and out of the history: %s', async (typed) => {
  const { user, page } = await visit('models');
  const [before, entries] = [location.href, history.length];
  const field = page.getByLabelText('Address');
  await user.clear(field);
  await user.type(field, `${typed}{Enter}`);
  await page.findByText(/It has to begin with s3:/);
  expect([location.href, history.length, valueOf(field)]).toEqual([before, entries, typed]);
});

test('a listing under way can be cancelled, and begins again', async () => {
  let asked = 0;
  let cancelled = false;
  const slow = http.get('https://slow.example/models/', ({ request }) => {
    asked += 1;
    if (asked > 1) return HttpResponse.xml('<ListBucketResult><Contents><Key>top.txt</Key><Size>1</Size></Contents></ListBucketResult>');
    request.signal.addEventListener('abort', () => (cancelled = true));
    return new Promise<never>(() => undefined);
  });
  const { user, page } = await openPreview('s3://slow.example:443/models/', { row: { host: 'https://slow.example' }, network: [slow] });
  await page.findByRole('progressbar', { name: 'Listing' });
  await waitFor(() => expect(asked).toBe(1));
  await user.click(page.getByRole('button', { name: 'Cancel' }));
  await page.findByText('Listing was cancelled');
  expect([page.queryByRole('progressbar'), cancelled]).toEqual([null, true]);
  await user.click(page.getByRole('button', { name: 'Read again' }));
  await page.findByRole('link', { name: 'top.txt' });
});

test('a container of Azure is listed by its SAS', async () => {
  const asked: URLSearchParams[] = [];
  const azure = http.get('https://acct.blob.core.windows.net/models', ({ request }) => {
    asked.push(new URL(request.url).searchParams);
    return HttpResponse.xml(
      '<?xml version="1.0"?><EnumerationResults><Blobs><BlobPrefix><Name>runs/</Name></BlobPrefix><Blob><Name>a &amp; b.txt</Name><Properties><Last-Modified>Sun, 01 Mar 2026 10:00:00 GMT</Last-Modified><Content-Length>2048</Content-Length></Properties></Blob></Blobs><NextMarker/></EnumerationResults>',
    );
  });
  const { page } = await openPreview('azure://acct.blob.core.windows.net/models/', {
    row: { key: '', secret: 'sv=1&sig=x', host: 'https://acct.blob.core.windows.net' },
    network: [azure],
  });
  expect((await lines(page)).map((line) => line.replace(/\d+ months ago$/, ''))).toEqual(['runs/', 'a & b.txt2 KiB']);
  expect(asked.map((query) => [query.get('comp'), query.get('sig')])).toEqual([['list', 'x']]);
});

test('a server that says no sizes, and more than it was asked for, is shown whole, of which only what is in view is drawn', async () => {
  // jsdom lays nothing out, and without a height more rows than are drawn would be in view
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(57);
  onTestFinished(() => void vi.restoreAllMocks());
  const blob = (_: unknown, index: number) =>
    `<Blob><Name>${index}.txt</Name><Properties><Content-Length>NaN</Content-Length></Properties></Blob>`;
  const blobs = Array.from({ length: 1001 }, blob).join('');
  const azure = http.get('https://acct.blob.core.windows.net/models', () =>
    HttpResponse.xml(`<EnumerationResults><Blobs>${blobs}</Blobs><NextMarker/></EnumerationResults>`),
  );
  const { page } = await openPreview('azure://acct.blob.core.windows.net/models/', {
    row: { key: '', secret: 'sv=1&sig=x', host: 'https://acct.blob.core.windows.net' },
    network: [azure],
  });
  expect((await lines(page))[0]).toBe('0.txt');
  await page.findByText('1,001 shown');
  expect(page.queryByRole('button', { name: 'Load more' })).toBeNull();
  expect(page.getByRole('table').getAttribute('aria-rowcount')).toBe('1002');
  expect(page.getAllByRole('row').length).toBeLessThan(200);
});

describe('a server that lists in version 1', () => {
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`many/a b+${String(index).padStart(3, '0')}.txt`, text('x')]));

  test('is read to its end, a page at a time', async () => {
    // only what is in view is drawn
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(57);
    onTestFinished(() => void vi.restoreAllMocks());
    s3 = await startStorage({ lists: 1, buckets: { models: many } });
    const { user, page } = await visit('models/many/');
    await page.findByText('200 shown, there are more');
    await user.click(page.getByText('Load more'));
    await page.findByText('250 shown');
    expect(s3.seen.map(({ url }) => new URL(url, s3.origin).searchParams.get('marker'))).toEqual([null, 'many/a b+199.txt']);
    expect(page.queryByText('Load more')).toBeNull();
  });

  test('and answers the same again is not asked for ever', async () => {
    const answer =
      '<ListBucketResult><IsTruncated>true</IsTruncated><NextMarker>b</NextMarker><Contents><Key>a</Key></Contents></ListBucketResult>';
    const { user, page } = await openPreview('s3://minio.example:9000/models/', {
      row: { host: 'http://minio.example:9000' },
      network: [http.get('http://minio.example:9000/*', () => HttpResponse.xml(answer))],
    });
    await user.click(await page.findByText('Load more'));
    await page.findByText('1 shown, there are more');
    expect(page.queryByText('Load more')).toBeNull();
  });
});

describe('who goes back to a list', () => {
  const many = Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`many/${String(index).padStart(3, '0')}.txt`, text('x')]));
  const lists = (): number => s3.seen.filter(({ url }) => url.includes('list-type')).length;
  const back = (): void => act(() => history.back());
  beforeEach(async () => {
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(57);
    s3 = await startStorage({ buckets: { models: many } });
    return () => void vi.restoreAllMocks();
  });

  test('finds all that was listed, which is not read again, and reads on from there', async () => {
    const { user, page } = await visit('models/many/');
    await user.click(await page.findByRole('button', { name: 'Load more' }));
    await page.findByText('400 shown, there are more');
    await user.click(page.getByRole('link', { name: '000.txt' }));
    await page.findByLabelText('Content');
    const before = lists();
    back();
    await page.findByText('400 shown, there are more');
    expect(lists()).toBe(before);
    await user.click(page.getByRole('button', { name: 'Load more' }));
    await page.findByText('450 shown');
    expect(lists()).toBe(before + 1);
  });

  test('finds it narrowed as it was', async () => {
    const { user, page } = await visit('models/many/');
    await user.type(await page.findByLabelText('Begins with'), '04');
    await page.findByText('10 shown');
    await user.click(page.getByRole('link', { name: '042.txt' }));
    await page.findByLabelText('Content');
    back();
    await page.findByText('10 shown');
    expect(valueOf(page.getByLabelText('Begins with'))).toBe('04');
    await user.clear(page.getByLabelText('Begins with'));
    await page.findByText('200 shown, there are more');
  });

  test('sees nothing that was read with other keys', async () => {
    const { user, page, account } = await visit('models/many/');
    await page.findByText('200 shown, there are more');
    await user.click(page.getByRole('link', { name: '000.txt' }));
    await page.findByLabelText('Content');
    await act(() => keyRing.save(account, storageRow({ host: s3.origin, secret: 'another' })));
    back();
    await page.findByText('Wrong secret');
    expect(page.queryByRole('table')).toBeNull();
  });
});
