import { cleanup, fireEvent, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openPreview, startStorage } from '#tests/support/preview.tsx';
import type { S3Server } from '#tests/support/s3-server.ts';
import { makeGate, numberedLines } from '#tests/support/s3/body.ts';

const mib = 1_048_576;
const sessionToken = 'passing+token';
const gate = makeGate();
let s3: S3Server;
/** blobs that have an address */
let shown: Map<string, Blob>;
beforeEach(async () => {
  const models = {
    'a.png': { type: 'image/png', body: 'png' },
    'page.png': { type: 'text/html', body: '<h1>Page</h1>' },
    'drawing.svg': { type: 'image/svg+xml', body: '<svg/>' },
    'slow.png': { type: 'image/png', body: numberedLines(2 * mib, gate.pace) },
    'huge.png': { type: 'image/png', body: numberedLines(65 * mib) },
  };
  s3 = await startStorage({ sessionToken, buckets: { models } });
  shown = new Map();
  URL.createObjectURL = (blob: Blob) => {
    const url = `blob:${shown.size}`;
    shown.set(url, blob);
    return url;
  };
  URL.revokeObjectURL = (url) => void shown.delete(url);
});
const visit = (key: string) => openPreview(`s3://${s3.host}/models/${key}`, { row: { host: s3.origin, token: sessionToken } });
const picture = 'azure://acct.blob.core.windows.net/models/a.png';
const azure = { key: '', secret: 'sv=1&sig=hush', host: 'https://acct.blob.core.windows.net' };
const html = (): string => document.documentElement.outerHTML;

describe('a picture whose address would show a secret that outlives it', () => {
  test('is read by the page with a session token, so that the document holds none, and let go when it is left', async () => {
    const { page } = await visit('a.png');
    const src = (await page.findByRole('img', { name: 'a.png' })).getAttribute('src') ?? '';
    expect(await shown.get(src)?.text()).toBe('png');
    expect(html()).not.toMatch(/X-Amz|passing/);
    cleanup();
    expect(shown.size).toBe(0);
  });

  test('has an address of no origin where it may run scripts', async () => {
    const { page } = await visit('drawing.svg');
    const src = (await page.findByRole('img', { name: 'drawing.svg' })).getAttribute('src') ?? '';
    expect(decodeURIComponent(src)).toBe('data:image/svg+xml,<svg/>');
    expect(shown.size).toBe(0);
  });

  test('is read by the page with a shared access signature', async () => {
    const network = [http.get('https://acct.blob.core.windows.net/models/a.png', () => HttpResponse.text('png'))];
    const { page } = await openPreview(picture, { row: azure, network });
    const src = (await page.findByRole('img', { name: 'a.png' })).getAttribute('src') ?? '';
    expect(await shown.get(src)?.text()).toBe('png');
    expect(html()).not.toMatch(/sig=|hush/);
  });

  test('shows how far it is, can be cancelled, and begins again', async () => {
    const { user, page } = await visit('slow.png');
    await page.findByRole('progressbar', { name: 'Reading slow.png' });
    gate.pass(6);
    await page.findByText(/ of 2 MiB$/);
    await user.click(page.getByRole('button', { name: 'Cancel' }));
    await page.findByText('Reading was cancelled');
    gate.open();
    await user.click(page.getByRole('button', { name: 'Read again' }));
    await page.findByRole('img', { name: 'slow.png' });
  });

  test('is not read beyond 64 MiB', async () => {
    const { page } = await visit('huge.png');
    await page.findByText(/more than 64 MiB is not shown/);
    expect(html()).not.toMatch(/X-Amz|passing/);
  });

  test('is no page at an address of this origin, and is called damaged where it is none', async () => {
    const { page } = await visit('page.png');
    const img = await page.findByRole('img', { name: 'page.png' });
    expect(shown.get(img.getAttribute('src') ?? '')?.type).toBe('application/octet-stream');
    fireEvent.error(img);
    await page.findByText('This browser cannot show the object');
  });
});

describe('a picture that the page may not read', () => {
  const drawn = 'Drawn without motion, because the bucket does not let this page read it.';
  const closed = http.get('https://acct.blob.core.windows.net/*', ({ request }) =>
    request.mode === 'no-cors' ? new HttpResponse() : HttpResponse.error(),
  );
  /** The element outside of the document that the browser loads it into, which jsdom does not do. */
  let loading: () => HTMLImageElement | undefined;
  let decode: { readonly done: () => void; readonly fail: (error: unknown) => void };
  const draw = vi.fn<(...drawn: unknown[]) => void>();
  beforeEach(() => {
    const decoding = new Promise<void>((done, fail) => {
      decode = { done, fail };
    });
    draw.mockClear();
    const asked = vi.spyOn(HTMLImageElement.prototype, 'src', 'set');
    const images = asked.mock.contexts as HTMLImageElement[]; // whose setter it is
    loading = () => images.findLast(({ src }) => src.includes('sig=hush'));
    HTMLImageElement.prototype.decode = () => decoding;
    // only what is drawn with
    const canvas = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ drawImage: draw } as never);
    return () => {
      asked.mockRestore();
      canvas.mockRestore();
      Reflect.deleteProperty(HTMLImageElement.prototype, 'decode');
    };
  });
  const openClosed = async () => {
    const preview = await openPreview(picture, { row: azure, network: [closed] });
    await waitFor(() => expect(loading()).toBeDefined());
    await preview.page.findByRole('progressbar', { name: 'Reading a.png' });
    return preview;
  };
  const load = (width: number, height: number): HTMLImageElement => {
    const image = loading() ?? new Image();
    Object.defineProperties(image, { naturalWidth: { value: width }, naturalHeight: { value: height } });
    fireEvent.load(image);
    return image;
  };

  test('is drawn, and says so once it is, without a trace of its address in the document', async () => {
    const { page } = await openClosed();
    expect(page.queryByText(drawn)).toBeNull();
    const image = load(640, 400);
    expect(page.queryByRole('img', { name: 'a.png' })).toBeNull();
    decode.done();
    await page.findByText(drawn);
    expect(page.getByRole('img', { name: 'a.png' })).toMatchObject({ width: 640, height: 400 });
    expect(draw).toHaveBeenCalledExactlyOnceWith(image, 0, 0, 640, 400);
    expect(page.queryByRole('progressbar')).toBeNull();
    expect(image.src).toContain('sig=hush');
    expect(html()).not.toMatch(/sig=|hush/);
  });

  test('can be cancelled while it loads, and begins again', async () => {
    const { user, page } = await openClosed();
    const first = loading();
    await user.click(page.getByRole('button', { name: 'Cancel' }));
    await page.findByText('Reading was cancelled');
    expect(first?.getAttribute('src')).toBe('');
    await user.click(page.getByRole('button', { name: 'Read again' }));
    await waitFor(() => expect(loading()).toBeDefined());
    load(640, 400);
    decode.done();
    await page.findByText(drawn);
  });

  test('is not drawn where it has too many pixels, and says how many are', async () => {
    const { page } = await openClosed();
    load(20_000, 20_000);
    await page.findByText('A picture of more than 268 million pixels is not drawn. Download it instead.');
    expect(draw).not.toHaveBeenCalled();
  });

  test.each(['loading', 'decoding'])('says what may be wrong with it where %s fails, and not that CORS is', async (step) => {
    const { page } = await openClosed();
    if (step === 'loading') fireEvent.error(loading() ?? new Image());
    else {
      load(640, 400);
      decode.fail(new DOMException('', 'EncodingError'));
    }
    await page.findByText('This browser cannot show the object');
    page.getByText(/^It is too large \(a picture of more than 268 million pixels\), damaged, .*Download it instead\./);
    expect(page.queryByText(drawn)).toBeNull();
  });
});
