import { act, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test } from 'vitest';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import { openPreview, startStorage, storageRow } from '#tests/support/preview.tsx';
import type { S3Server } from '#tests/support/s3-server.ts';
import { makeGate, numberedLines, type Gate } from '#tests/support/s3/body.ts';

const mib = 1_048_576;
let s3: S3Server;
let gate: Gate;
beforeEach(async () => {
  gate = makeGate();
  const plain = (body: ReturnType<typeof numberedLines>) => ({ type: 'text/plain', body });
  const models = {
    'long.txt': plain(numberedLines(2.5 * mib)),
    'longer.txt': plain(numberedLines(5.5 * mib)),
    'slow.txt': plain(numberedLines(2 * mib, gate.pace)),
    // a byte, then characters of two
    'gbk.log': {
      type: 'text/plain; charset=gbk',
      body: Buffer.concat([Buffer.from('x'), Buffer.alloc(5.5 * mib, '\u00c4\u00e3', 'latin1')]),
    },
    'latin.csv': { type: 'text/csv; charset=iso-8859-1', body: new Uint8Array([0x47, 0x72, 0xf6, 0xdf, 0x65]) },
    'binary.log': { type: 'text/plain', body: new Uint8Array([0x47, 0x72, 0xf6, 0xdf, 0x65]) },
    'long.json': { type: 'application/json', body: `["${'x'.repeat(mib)}"]` },
  };
  s3 = await startStorage({ buckets: { models } });
});
const visit = (key: string) => openPreview(`s3://${s3.host}/models/${key}`, { row: { host: s3.origin } });

describe('a text that is longer than a MiB', () => {
  test('is asked for by ranges, each signed anew', async () => {
    const { user, page } = await visit('long.txt');
    await user.click(await page.findByText('Show the next MiB'));
    await page.findByText('The first 2 MiB of 2.5 MiB');
    expect(s3.seen.map(({ headers }) => headers.range)).toEqual([undefined, `bytes=${mib}-${2 * mib + 2}`]);
    // no preflight, which a bucket would have to allow
    expect(s3.seen.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  test('is not indented as JSON while it is not whole', async () => {
    const { page } = await visit('long.json');
    expect((await page.findByLabelText('Content')).textContent.startsWith('["xxx')).toBe(true);
  });

  test('says why there is no more of it, and tries again', async () => {
    const { user, page } = await visit('long.txt');
    await page.findByText('Show the next MiB');
    s3.faults.noReading = true;
    await user.click(page.getByText('Show the next MiB'));
    await page.findByText('No permission');
    s3.faults.noReading = false;
    await user.click(page.getByRole('button', { name: 'Retry' }));
    await page.findByText('The first 2 MiB of 2.5 MiB');
  });

  test('is whole in a charset whose characters stand over the borders of parts, back and forth', async () => {
    const { user, page } = await visit('gbk.log');
    for (const parts of [2, 3, 4, 5]) {
      await user.click(await page.findByText('Show the next MiB'));
      await page.findByText(parts <= 4 ? `The first ${parts} MiB of 5.5 MiB` : 'From 1 MiB to 5 MiB of 5.5 MiB');
    }
    expect(page.getByLabelText('Content').textContent).toMatch(/^你+$/);
    await user.click(page.getByText('Show the MiB before'));
    await page.findByText('The first 4 MiB of 5.5 MiB');
    expect(page.getByLabelText('Content').textContent).toMatch(/^x你+$/);
    expect(page.queryByText(/^Not all of this is/)).toBeNull();
  });

  test('tries the part again that did not come, also one before', async () => {
    const { user, page } = await visit('longer.txt');
    for (const parts of [2, 3, 4, 5]) {
      await user.click(await page.findByText('Show the next MiB'));
      await page.findByText(parts <= 4 ? `The first ${parts} MiB of 5.5 MiB` : 'From 1 MiB to 5 MiB of 5.5 MiB');
    }
    s3.faults.noReading = true;
    await user.click(page.getByText('Show the MiB before'));
    await page.findByText('No permission');
    s3.faults.noReading = false;
    await user.click(page.getByRole('button', { name: 'Retry' }));
    await page.findByText('The first 4 MiB of 5.5 MiB');
  });
});

describe('a text that is not UTF-8', () => {
  test('is read in the encoding that its bucket names, without a word', async () => {
    const { page } = await visit('latin.csv');
    expect((await page.findByLabelText('Content')).textContent).toBe('Größe');
    expect(page.queryByText(/^Not all of this is/)).toBeNull();
  });

  test('and in no encoding that is known, is called so', async () => {
    const { page } = await visit('binary.log');
    await page.findByText('Not all of this is UTF-8 text');
    expect(page.getByLabelText('Content').textContent).toBe('Gr\uFFFD\uFFFDe');
  });
});

describe('a text that is open', () => {
  test('stays as it is where another row is saved elsewhere', async () => {
    const { user, page, account } = await visit('long.txt');
    await user.click(await page.findByText('Show the next MiB'));
    await page.findByText('The first 2 MiB of 2.5 MiB');
    const before = s3.seen.length;
    await act(() => keyRing.save(account, storageRow({ id: '2', bucket: 'another' })));
    await user.click(page.getByRole('button', { name: 'Do not wrap lines' }));
    page.getByText('The first 2 MiB of 2.5 MiB');
    expect(s3.seen.length).toBe(before);
  });

  test('is read again where its own row changes', async () => {
    const { page, account } = await visit('long.txt');
    await page.findByText('Show the next MiB');
    await act(() => keyRing.save(account, storageRow({ id: '1', host: s3.origin, secret: 'another' })));
    await page.findByText('Wrong secret');
  });
});

describe('reading', () => {
  test('shows how far it is, can be cancelled, and begins again', async () => {
    const { user, page } = await visit('slow.txt');
    const progress = await page.findByRole('progressbar', { name: 'Reading slow.txt' });
    gate.pass(6);
    await waitFor(() => expect(progress.getAttribute('max')).toBe(String(mib)));
    expect(progress.getAttribute('value')).not.toBe('0');
    await user.click(page.getByRole('button', { name: 'Cancel' }));
    await page.findByText('Reading was cancelled');
    await waitFor(() => expect(s3.seen.map(({ whole }) => whole)).toEqual([false]));
    gate.open();
    await user.click(page.getByRole('button', { name: 'Read again' }));
    await page.findByLabelText('Content');
  });

  test('ends when the page is left', async () => {
    const { user, page } = await visit('slow.txt');
    await page.findByRole('progressbar');
    await user.clear(page.getByLabelText('Address'));
    await user.click(page.getByRole('button', { name: 'Open' }));
    await page.findByText('Nothing opened yet');
    // what it was read with is offered
    const known = page.getByRole('list', { name: 'What there are keys for' });
    expect(within(known).getByRole('link').getAttribute('href')).toContain('preview?url=s3%3A%2F%2F');
    gate.pass(1);
    await waitFor(() => expect(s3.seen.map(({ whole }) => whole)).toEqual([false]));
  });
});

describe('a download by a shared access signature', () => {
  const host = 'https://acct.blob.core.windows.net';
  const openDownload = async () => {
    // each read has its own: the headers alone are read first
    const reads: { cancelled: boolean; part?: ReadableStreamDefaultController<Uint8Array> }[] = [];
    const azure = http.get(`${host}/models/weights.bin`, ({ request }) => {
      const read: (typeof reads)[number] = { cancelled: false };
      reads.push(read);
      const cancel = (): void => void (read.cancelled = true);
      const body = new ReadableStream<Uint8Array>({ start: (stream) => void (read.part = stream), cancel });
      request.signal.addEventListener('abort', cancel);
      return new HttpResponse(body, { headers: { 'content-length': String(mib), 'content-type': 'application/octet-stream' } });
    });
    const { user, page } = await openPreview('azure://acct.blob.core.windows.net/models/weights.bin', {
      row: { key: '', secret: 'sv=1&sig=x', host },
      network: [azure],
    });
    await user.click(await page.findByRole('button', { name: 'Download' }));
    const progress = await page.findByRole('progressbar', { name: 'Downloading weights.bin' });
    await waitFor(() => expect(reads).toHaveLength(2));
    const got = () => reads.at(-1);
    got()?.part?.enqueue(new Uint8Array(mib / 2));
    await waitFor(() => expect([progress.getAttribute('value'), progress.getAttribute('max')]).toEqual([String(mib / 2), String(mib)]));
    return { user, page, got };
  };

  test('goes through the page, with progress, and can be cancelled', async () => {
    const { user, page, got } = await openDownload();
    page.getByText('512 KiB of 1 MiB');
    await user.click(page.getByRole('button', { name: 'Cancel' }));
    await page.findByRole('button', { name: 'Download' });
    await waitFor(() => expect(got()?.cancelled).toBe(true));
  });

  test('ends when the page is left', async () => {
    const { user, page, got } = await openDownload();
    await user.clear(page.getByLabelText('Address'));
    await user.click(page.getByRole('button', { name: 'Open' }));
    await page.findByText('Nothing opened yet');
    await waitFor(() => expect(got()?.cancelled).toBe(true));
  });
});
