import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { brokenWords, controlsOutside, lineStarts } from '#tests/support/broken-layout.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { png } from '#tests/support/media.ts';
import { addModels, card, keys, logOut, pressLogOut, signUpToCard } from '#tests/support/cloud-card.ts';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { stored } from '#tests/support/stored.ts';
import { signUpAt } from '#tests/support/visitor.ts';

let server: BuiltServer;
let browser: Browser;
let s3: S3Server;

beforeAll(async () => {
  server = await startBuiltServer();
  browser = await openBrowser({ args: ['--host-resolver-rules=MAP profile.test 127.0.0.1'] });
  s3 = await startS3({
    ...keys,
    buckets: {
      models: {
        'runs/loss (1)+é.png': { type: 'image/png', body: png },
        'log.txt': { type: 'text/plain', body: 'epoch 1' },
        'plot.html': { type: 'text/html', body: '<h1>Plot</h1><script>document.body.append("by script " + origin)</script>' },
      },
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await s3?.close();
});

const signUp = (origin: string, email: string): Promise<Page> => signUpToCard(browser, origin, email);
const addRow = (page: Page, secret?: string): Promise<void> => addModels(page, s3.host, secret);

/** Opens an object through the form of the Preview page, without loading the document again. */
const preview = async (page: Page, key: string): Promise<void> => {
  await page.getByLabel('Address').fill(`s3://${s3.host}/models/${key}`);
  await page.getByRole('button', { name: 'Open' }).click();
};

const expectPictureAndText = async (page: Page): Promise<void> => {
  await preview(page, 'runs/loss (1)+é.png');
  const picture = page.getByRole('img', { name: 'loss (1)+é.png' });
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1); // role img with this name is the <img>
  await preview(page, 'log.txt');
  await page.getByText('epoch 1').waitFor();
};

describe('cloud access in a secure context', () => {
  test('check 48: a row is tested, previews a picture and text, survives a reload, is stored sealed, and is removed at log-out', async () => {
    const page = await signUp(server.origin, 'secure@example.com');
    await addRow(page);
    await page.getByRole('button', { name: 'Test models' }).click();
    await card(page).getByText('Works', { exact: true }).waitFor();
    await card(page).getByRole('link', { name: 'Preview it' }).click();
    await expectPictureAndText(page);
    expect(page.url()).not.toMatch(/X-Amz|hush/);

    await page.goto(`${server.origin}/profile`);
    await page.getByRole('button', { name: 'Edit models' }).waitFor();
    const kept = await stored(page);
    expect(kept).toMatch(/keys: \["key false"\]/);
    expect(kept).not.toMatch(/hush|AKIDEXAMPLE|rows: .*models/);
    expect(await page.content()).not.toContain(keys.secretKey);

    await logOut(page, 'Remove them');
    expect(await stored(page)).toMatch(/keys: \[\]\nrows: \[\]/);
  });

  test('what can be done with a row stands in whole words and in line, also on a phone, and with text twice as large', async () => {
    const large = await openBrowser({ args: ['--blink-settings=defaultFontSize=32'] });
    onTestFinished(() => large.close());
    for (const [using, lineHeight] of [
      [browser, 24],
      [large, 48],
    ] as const) {
      const page = await signUpAt(using, server.origin, { email: `words-${lineHeight}@example.com` });
      await addRow(page);
      for (const width of [1440, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        const heights = await card(page)
          .getByRole('link', { name: 'Browse models' })
          .or(card(page).getByRole('button', { name: / models$/ }))
          .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().height));
        expect(heights).toHaveLength(4);
        expect(Math.max(...heights)).toBeLessThan(1.7 * lineHeight);
        const host = await card(page)
          .getByText(`http://${s3.host}`)
          .evaluate((element) => element.getBoundingClientRect().height);
        if (width === 1440) expect(host).toBeLessThan(1.7 * lineHeight);
        expect(await card(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
        const starts = await card(page)
          .getByRole('link', { name: 'Browse models' })
          .or(card(page).getByRole('button', { name: / models$/ }))
          .evaluateAll(lineStarts);
        if (width < 1440) expect(new Set(starts).size).toBe(1);
      }
    }
  });

  test('rows break no word in their columns, and what can be done with them lies in the card', async () => {
    const page = await signUp(server.origin, 'columns@example.com');
    const rows = [
      { Bucket: 'models', Key: 'AKIAIOSFODNN7EXAMPLE', 'Secret / SAS': 's', Token: 't', Region: 'ap-southeast-2' },
      { Bucket: 'team-training-data', Key: 'a', 'Secret / SAS': 's', 'Host (Endpoint)': 'https://minio.storage.corp.example:9000' },
      { Bucket: '', Key: '', 'Secret / SAS': 'sig=x', 'Host (Endpoint)': 'https://trainingdatastore.blob.core.windows.net' },
      {
        Bucket: 'computer-vision-experiments-checkpoints-2026',
        Key: 'AKIAIOSFODNN7EXAMPLE',
        'Secret / SAS': 's',
        Token: 't',
        Region: 'eu-central-1',
        'Host (Endpoint)': 'https://object-storage-gateway.machine-learning.corp.example:9000',
      },
    ];
    for (const row of rows) {
      await page.getByRole('button', { name: 'Add access keys' }).click();
      for (const [name, value] of Object.entries(row)) await card(page).getByLabel(name, { exact: true }).fill(value);
      await page.getByRole('button', { name: 'Save' }).click();
    }
    await page.getByRole('button', { name: /Edit computer-vision/ }).waitFor();
    for (const width of [1440, 1280, 1024, 768, 700, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.getByRole('table').evaluate(brokenWords)).toEqual([]);
      const { scrollWidth, clientWidth } = await page.getByRole('table').evaluate(({ parentElement: scroller }) => ({
        scrollWidth: scroller?.scrollWidth,
        clientWidth: scroller?.clientWidth,
      }));
      expect(scrollWidth).toBe(clientWidth);
      expect(await card(page).evaluate(controlsOutside)).toEqual([]);
    }
  });

  test('on a phone, what can be done with a row stands apart in one line, and a tooltip hides nothing of the row', async () => {
    const page = await signUp(server.origin, 'phone@example.com');
    await addRow(page);
    await page.setViewportSize({ width: 390, height: 900 });
    await page.getByRole('button', { name: 'Add access keys' }).click();
    const controls = await card(page)
      .getByRole('button', { name: / models$/ })
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect()));
    expect(new Set(controls.map(({ top }) => top)).size).toBe(1);
    expect(controls.map(({ left }, at) => left - (controls[at - 1]?.right ?? 0)).every((room) => room >= 4)).toBe(true);
    await page.getByRole('button', { name: 'Test models' }).hover();
    const tip = await page.getByRole('tooltip').boundingBox();
    expect(tip?.y).toBeGreaterThanOrEqual(controls[0]?.bottom ?? Number.NaN);
  });

  test('other tabs see a row appear and go', async () => {
    const page = await signUp(server.origin, 'tabs@example.com');
    const other = await page.context().newPage();
    await other.goto(`${server.origin}/profile`);
    await card(other).getByText('No access keys yet').waitFor();
    await addRow(page);
    await other.getByRole('button', { name: 'Remove models' }).click();
    await other.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await card(page).getByText('No access keys yet').waitFor();
    expect(await stored(page)).toMatch(/rows: \[\]/);
  });

  test('a page of a bucket runs in an origin of its own', async () => {
    const page = await signUp(server.origin, 'html@example.com');
    await addRow(page);
    await page.goto(`${server.origin}/preview`);
    await preview(page, 'plot.html');
    await page.getByRole('button', { name: 'Run its scripts' }).click();
    const body = page.frameLocator('iframe').locator('body');
    await expect.poll(() => body.innerText()).toContain('by script null');
  });

  test('trap 4: a bucket without CORS shows pictures, and says why text does not show', async () => {
    const page = await signUp(server.origin, 'cors@example.com');
    await addRow(page);
    s3.faults.noCors = true;
    try {
      await page.goto(`${server.origin}/preview`);
      await preview(page, 'runs/loss (1)+é.png');
      await page.getByRole('img', { name: 'loss (1)+é.png' }).waitFor();
      await preview(page, 'log.txt');
      await page.getByText('The bucket does not let this page read').waitFor();
      expect(await page.getByRole('alert').innerText()).toContain(`Allow GET from ${server.origin}`);
    } finally {
      s3.faults.noCors = false;
    }
  });

  test('an object is downloaded', async () => {
    const page = await signUp(server.origin, 'download@example.com');
    await addRow(page);
    await page.goto(`${server.origin}/preview`);
    await preview(page, 'log.txt');
    const started = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const download = await started;
    expect(await readFile(await download.path(), 'utf8')).toBe('epoch 1');
  });

  test.each([
    {
      storage: 'that fails',
      says: 'Not stored',
      spoil: () => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('storage is off', 'SecurityError');
        };
      },
    },
    {
      storage: 'that never answers',
      says: 'Not stored',
      spoil: () => {
        IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest; // a request of which nothing comes
      },
    },
    {
      storage: 'whose very name throws like the ways to other tabs',
      says: 'Kept in this tab only',
      spoil: () => {
        const refuse = () => {
          throw new DOMException('storage is off', 'SecurityError');
        };
        for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
        window.BroadcastChannel = new Proxy(BroadcastChannel, { construct: refuse });
      },
    },
  ])('check 50: with storage $storage, rows work for this tab, the card says so, and log-out works', async ({ storage, says, spoil }) => {
    const page = await signUp(server.origin, `${storage.replaceAll(' ', '-')}@example.com`);
    await page.addInitScript(spoil);
    await page.reload();
    await card(page).getByText(says).waitFor();
    await addRow(page);
    await page.getByRole('button', { name: 'Test models' }).click();
    await card(page).getByText('Works', { exact: true }).waitFor();
    expect(await card(page).getByText(says).isVisible()).toBe(true);

    // there is nothing to keep, so nothing is asked
    await pressLogOut(page);
    await page.getByRole('button', { name: 'Log in' }).waitFor();
  });
});

test('at a plain-http name rows live in the tab, and preview works as well', async () => {
  const origin = `http://profile.test:${server.port}`;
  const page = await signUp(origin, 'plain@example.com');
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await card(page).getByText('Kept in this tab only').waitFor();
  await addRow(page);
  await page.getByRole('button', { name: 'Test models' }).click();
  await card(page).getByRole('link', { name: 'Preview it' }).click();
  await expectPictureAndText(page);
  expect(await stored(page)).not.toMatch(/hush|AKIDEXAMPLE/);

  await page.goto(`${origin}/profile`);
  await card(page).getByText('No access keys yet').waitFor();
});
