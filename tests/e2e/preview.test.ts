import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessFaults } from '#tests/support/access-faults.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { provokesComplaint } from '#tests/support/complaints.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { png, wav, webm } from '#tests/support/media.ts';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { lineSize, makeGate, numberedLines } from '#tests/support/s3/body.ts';
import { historyOf } from '#tests/support/stored.ts';
import { signUpAt } from '#tests/support/visitor.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };
const mib = 1_048_576;
const odd = "odd/a+b &c=d;'(1)#?%25~\u00e9 \u{1f600}.txt";
const virtualHost = 'oss-cn-hangzhou.aliyuncs.com';
const gate = makeGate();

const text = (body: string | ReturnType<typeof numberedLines>) => ({ type: 'text/plain', body });
const models = {
  'runs/loss.png': { type: 'image/png', body: png },
  'runs/clip.webm': { type: 'video/webm', body: webm },
  'runs/voice.wav': { type: 'audio/wav', body: wav },
  'runs/loss.json': { type: 'application/json', body: '{"loss":[0.5,0.25]}' },
  'runs/plot.html': {
    type: 'text/html',
    body: '<!doctype html><html lang="en"><title>Plot</title><section aria-label="Plot"><h1>Plot</h1></section><script>document.querySelector("section").append("by script " + origin)</script>',
  },
  'log.txt': text('epoch 1'),
  'long.txt': text(numberedLines(200 * mib)),
  'slow.txt': text(numberedLines(2 * mib, gate.pace)),
  'not-a-picture.png': { type: 'image/png', body: 'text' },
  [odd]: text('an odd key'),
  ...Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`many/${String(index).padStart(4, '0')}.txt`, text('x')])),
};

let server: BuiltServer;
let browser: Browser;
let s3: S3Server;
/** temporary keys, and the bucket before the host */
let temporary: S3Server;
let page: Page;

beforeAll(async () => {
  server = await startBuiltServer();
  s3 = await startS3({ ...keys, buckets: { models, empty: {} } });
  temporary = await startS3({ ...keys, sessionToken: 'to+ken/=', styles: 'virtual', domains: [virtualHost], buckets: { models } });
  browser = await openBrowser({ args: [`--host-resolver-rules=MAP *.${virtualHost} ${temporary.host}`] });
  page = await signUpAt(browser, server.origin);
  await addRow({ 'Host (Endpoint)': s3.host });
  await addRow({ 'Host (Endpoint)': `http://${virtualHost}`, Token: 'to+ken/=' });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await s3?.close();
  await temporary?.close();
});
beforeEach(async () => {
  await page.goto(`${server.origin}/preview`);
  await page.setViewportSize({ width: 1440, height: 900 });
});

const addRow = async (fields: Readonly<Record<string, string>>): Promise<void> => {
  await page.getByRole('button', { name: 'Add access keys' }).click();
  await page.getByLabel('Key', { exact: true }).fill(keys.accessKey);
  await page.getByLabel('Secret / SAS', { exact: true }).fill(keys.secretKey);
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
};

/** Opens an address by the form, so that keys that live in the tab stay. */
const open = async (address: string): Promise<void> => {
  await page.getByLabel('Address').fill(address);
  await page.getByRole('button', { name: 'Open' }).click();
};
const openKey = (key: string): Promise<void> => open(`s3://${s3.host}/models/${key}`);
const content = () => page.getByLabel('Content');

/** Bytes that the page has in use, once what is unused has gone: JavaScript's heap, and what it holds outside of that, as long strings and buffers. */
const heap = async (): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + embedderHeapUsedSize + backingStorageSize;
};

test.each([true, false])(
  'a secret is in no entry of the history of whoever has to log in first (redirected by the server: %s)',
  async (byServer) => {
    const guest = await (await browser.newContext()).newPage();
    // a page that is served as plain files has no server that redirects
    const plain = await guest.request.get(`${server.origin}/preview`, { headers: { accept: 'text/html' } });
    if (!byServer) await guest.route(/\/preview\?/, (route) => route.fulfill({ response: plain }));
    await guest.goto(`${server.origin}/preview?url=${encodeURIComponent('https://ada:hush@127.0.0.1/log.txt?sig=hush')}`);
    await guest.waitForURL(/\/login\?redirect=/);
    const addresses = (await historyOf(guest)).join(' ');
    expect(addresses).toContain('/login?redirect=');
    expect(addresses).not.toContain('hush');
    await guest.context().close();
  },
);

describe('Preview shows', () => {
  test('picture, video and audio by the elements of the browser', async () => {
    await openKey('runs/loss.png');
    const picture = page.getByRole('img', { name: 'loss.png' });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await openKey('runs/clip.webm');
    const video = page.getByLabel('clip.webm');
    await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(32);
    expect(await video.evaluate((element) => element.clientWidth)).toBe(320);
    await openKey('runs/voice.wav');
    const audio = page.getByLabel('voice.wav');
    await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.duration)).toBe(1);
  });

  test('what is opened from Profile, asked for once', async () => {
    await page.goto(`${server.origin}/profile`);
    await page.getByRole('button', { name: `Test ${s3.host}` }).click();
    await page.getByLabel('Object').fill('models/log.txt');
    await page.getByRole('button', { name: 'Read it' }).click();
    const preview = page.getByRole('link', { name: 'Preview it' });
    await preview.waitFor();
    const first = s3.seen.length;
    await preview.click();
    await expect.poll(() => content().innerText()).toBe('epoch 1');
    await openKey('runs/loss.json');
    await expect.poll(() => content().innerText()).toContain('0.25');
    expect(s3.requests.slice(first).map((request) => request.split('?')[0])).toEqual(['GET /models/log.txt', 'GET /models/runs/loss.json']);
  });

  test('a picture by temporary keys without an address that holds their token, also where the bucket does not let the page read', async () => {
    const picture = page.getByRole('img', { name: 'loss.png' });
    const width = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
    await open(`s3://${virtualHost}/models/runs/loss.png`);
    await expect.poll(width).toBe(1);
    expect(await page.content()).not.toMatch(/X-Amz|to(\+|%2B)ken/);
    const seen = await picture.screenshot();
    temporary.faults.noCors = true;
    try {
      await open('');
      await open(`s3://${virtualHost}/models/runs/loss.png`);
      await page.getByText('Drawn without motion, because the bucket does not let this page read it.').waitFor();
      await expect.poll(() => picture.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height])).toEqual([1, 1]);
      expect((await picture.screenshot()).equals(seen)).toBe(true);
      expect(await page.content()).not.toMatch(/X-Amz|to(\+|%2B)ken/);
      await open(`s3://${virtualHost}/models/not-a-picture.png`);
      await page.getByText('This browser cannot show the object', { exact: true }).waitFor();
      await open(`s3://${virtualHost}/models/runs/clip.webm`);
      await page.getByLabel('clip.webm').waitFor();
    } finally {
      temporary.faults.noCors = false;
    }
  });

  test('JSON, indented', async () => {
    await openKey('runs/loss.json');
    await expect.poll(() => content().innerText()).toBe('{\n  "loss": [\n    0.5,\n    0.25\n  ]\n}');
  });

  test('a page without its scripts, which run on demand in an origin of their own', async () => {
    provokesComplaint(/^error: Blocked script execution in .*plot\.html/);
    await openKey('runs/plot.html');
    const body = page.frameLocator('iframe').locator('body');
    await expect.poll(() => body.innerText()).toContain('Plot');
    expect(await body.innerText()).not.toContain('by script');
    await page.getByRole('button', { name: 'Run its scripts' }).click();
    await expect.poll(() => body.innerText()).toContain('by script null');
  });

  test('an object of any name, by temporary keys and with the bucket before the host, and downloads it', async () => {
    await open(`s3://${virtualHost}/models/${odd}`);
    await expect.poll(() => content().innerText()).toBe('an odd key');
    expect(temporary.seen.at(-1)?.headers.host).toBe(`models.${virtualHost}`);
    const started = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect(await readFile(await (await started).path(), 'utf8')).toBe('an odd key');
    expect(page.url()).not.toMatch(/X-Amz|hush|ken/);
  });

  test('a picture that is none as such, and why', async () => {
    await openKey('not-a-picture.png');
    await page.getByText('This browser cannot show the object').waitFor();
    s3.faults.noReading = true;
    try {
      await page.getByRole('button', { name: 'Retry' }).click();
      await page.getByText('No permission').waitFor();
    } finally {
      s3.faults.noReading = false;
    }
  });
});

describe('a text of 200 MB', () => {
  test('costs the heap less than 30 MB, however far one reads, and is not sent whole', async () => {
    const before = await heap();
    const first = s3.seen.length;
    await openKey('long.txt');
    await page.getByText('The first 1 MiB of 200 MiB').waitFor();
    expect((await heap()) - before).toBeLessThan(30_000_000);
    for (let parts = 2; parts <= 10; parts += 1) {
      await page.getByRole('button', { name: 'Show the next MiB' }).click();
      await page.getByText(parts <= 4 ? `The first ${parts} MiB of 200 MiB` : `From ${parts - 4} MiB to ${parts} MiB of 200 MiB`).waitFor();
    }
    expect((await heap()) - before).toBeLessThan(30_000_000);
    const [start, end] = await content().evaluate(
      ({ textContent }, length) => [textContent.slice(0, length), textContent.slice(1 - length)],
      lineSize,
    );
    expect([start, end]).toEqual([
      expect.stringMatching(`^line ${(6 * mib) / lineSize} `),
      expect.stringMatching(`^line ${(10 * mib) / lineSize - 1} `),
    ]);
    const seen = s3.seen.slice(first);
    // a Range of this form needs no preflight, which a bucket would have to allow
    expect(seen.map(({ method, status }) => `${method} ${status}`)).toEqual(['GET 200', ...Array.from({ length: 9 }, () => 'GET 206')]);
    expect(seen.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(40 * mib);
  });

  test('can be left while it is read, and read again', async () => {
    await openKey('slow.txt');
    gate.pass(4);
    await page.getByRole('progressbar', { name: 'Reading slow.txt' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Reading was cancelled').waitFor();
    gate.open();
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('The first 1 MiB of 2 MiB').waitFor();
  });
});

describe('Preview lists', () => {
  test('the buckets of a host, their folders and objects, to pick from', async () => {
    await open(`s3://${s3.host}/`);
    await page.getByRole('link', { name: 'models' }).click();
    await page.getByRole('link', { name: 'odd/' }).click();
    await page.getByRole('link', { name: 'a+b' }).click();
    await expect.poll(() => content().innerText()).toBe('an odd key');
    await page.getByRole('link', { name: 'models' }).click();
    await page.getByRole('link', { name: 'runs/' }).waitFor();
    await page.goBack();
    await content().waitFor();
  });

  test('a long folder 200 at a time, of which the document has those in view', async () => {
    await open(`s3://${s3.host}/models/many/`);
    await page.getByText('200 shown, there are more').waitFor();
    expect(await page.getByRole('row').count()).toBe(201);
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByText('400 shown, there are more').waitFor();
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByText('450 shown').waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(100);
    await page.keyboard.press('End');
    await page.getByRole('link', { name: '0449.txt' }).waitFor();
    const place = await page.evaluate(() => scrollY);
    const lists = s3.seen.length;
    await page.getByRole('link', { name: '0449.txt' }).click();
    await content().waitFor();
    await page.goBack();
    await page.getByText('450 shown').waitFor();
    await page.getByRole('link', { name: '0449.txt' }).waitFor();
    // rows have fractions of a pixel
    await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - place)).toBeLessThan(2);
    // the object
    expect(s3.seen.length).toBe(lists + 1);
    await page.getByLabel('Begins with').fill('012');
    await page.getByText('10 shown').waitFor();
  });
});

test('check 47: a redirect takes no signature elsewhere', async () => {
  const elsewhere = await startS3();
  s3.faults.instead = { redirect: `${elsewhere.origin}/stolen.png` };
  temporary.faults.instead = { redirect: `${elsewhere.origin}/stolen.png?token=to+ken` };
  try {
    await open(`s3://${virtualHost}/models/runs/loss.png`);
    await page.getByText('Sent elsewhere').waitFor();
    expect(elsewhere.seen).toEqual([]);
    await openKey('log.txt');
    await page.getByRole('alert').waitFor();
    await openKey('runs/loss.png');
    await page.getByRole('alert').waitFor();
    await openKey('runs/clip.webm');
    await page.getByRole('alert').waitFor();
    for (const { url, headers } of elsewhere.seen) {
      expect(url).toBe('/stolen.png');
      expect(JSON.stringify(headers)).not.toMatch(/X-Amz|AKID/);
    }
    expect(elsewhere.seen).not.toEqual([]);
  } finally {
    s3.faults.instead = undefined;
    temporary.faults.instead = undefined;
    await elsewhere.close();
  }
});

test.each([
  ['a list', '', () => page.getByRole('link', { name: 'many/' }).waitFor()],
  ['a text', 'long.txt', () => page.getByText('The first 1 MiB').waitFor()],
  // axe is a script, which runs in no frame without scripts
  [
    'a page that runs its scripts',
    'runs/plot.html',
    async () => {
      provokesComplaint(/^error: Blocked script execution in .*plot\.html/);
      await page.frameLocator('iframe').getByRole('heading', { name: 'Plot' }).waitFor();
      await page.getByRole('button', { name: 'Run its scripts' }).click();
      await page.frameLocator('iframe').getByText('by script').waitFor();
    },
  ],
  ['a video', 'runs/clip.webm', () => page.getByLabel('clip.webm').waitFor()],
])('%s can be used by everybody, in either theme, on a phone as well', async (_, key, there) => {
  await openKey(key);
  await there();
  expect(await accessFaults(page)).toEqual([]);
});
