import { readFile } from 'node:fs/promises';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAzurite, type Azurite } from '#tests/support/azure/azurite.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { parseHocon } from '#tests/support/hocon.ts';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { stored } from '#tests/support/stored.ts';
import { png, wav } from '#tests/support/media.ts';
import { makeAuthority } from '#tests/support/upstream/certificates.ts';
import { signUpAt } from '#tests/support/visitor.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example', sessionToken: 'passing+token/example==' };
const state = '_saved_state_';

let server: BuiltServer;
let browser: Browser;
let s3: S3Server;
let azurite: Azurite;

beforeAll(async () => {
  const authority = makeAuthority();
  server = await startBuiltServer();
  azurite = await startAzurite(authority);
  await azurite.putContainer('cont');
  await azurite.putBlob('cont', 'a.txt', 'epoch 2', 'text/plain');
  await azurite.putBlob('cont', 'a.png', png, 'image/png');
  await azurite.putBlob('cont', 'a.wav', wav, 'audio/wav');
  await azurite.setCors([{ origins: ['*'], methods: ['GET'] }]);
  browser = await openBrowser({ trust: authority, hosts: { [new URL(azurite.origin).host]: azurite.host } });
  s3 = await startS3({
    ...keys,
    buckets: {
      models: {
        'log.txt': { type: 'text/plain', body: 'epoch 1' },
        'a.png': { type: 'image/png', body: png },
        'a.wav': { type: 'audio/wav', body: wav },
      },
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await s3?.close();
  await azurite?.stop();
});

const card = (page: Page) => page.getByRole('region', { name: 'Web App Cloud Access' });

const signUp = async (email: string): Promise<Page> => {
  const page = await signUpAt(browser, server.origin, { email });
  await card(page).getByText('No access keys yet').waitFor();
  return page;
};

/** One row fills the form, several are added. */
const taking = /^(?:Fill in|Add \d+ rows)$/;

/** Puts a text on the clipboard of the browser and pastes it where the form wants it. */
const paste = async (page: Page, text: string): Promise<void> => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.getByRole('button', { name: 'Add access keys' }).click();
  await page.getByRole('button', { name: /^Paste/ }).click();
  await page.getByLabel('Text with keys').press('ControlOrMeta+v');
  await card(page).getByRole('button', { name: taking }).waitFor();
};
const take = (page: Page): Promise<void> => card(page).getByRole('button', { name: taking }).click();

const conf = (): string => `sdk { aws { s3 {
  credentials: [
    { bucket: "models", host: "${s3.host}", secure: false, key: "${keys.accessKey}", secret: "${keys.secretKey}", token: "${keys.sessionToken}" }
    { bucket: "spare", key: "AKIDSPARE", secret: "${keys.secretKey}" }
  ]
} } }`;

/** A text in each form that it may be sent or stored in. */
const forms = (text: string): string[] => [
  text,
  encodeURIComponent(text),
  JSON.stringify(text).slice(1, -1),
  Buffer.from(text).toString('base64').replace(/=*$/, '').slice(0, -1),
];
const holds = (text: string, secret: string): boolean => forms(secret).some((form) => text.includes(form));

const textOf = async (request: Request): Promise<string> =>
  [request.url(), JSON.stringify(await request.allHeaders().catch(() => request.headers())), request.postData() ?? ''].join('\n');

test('trap 10: no secret goes anywhere but to its host, or stands anywhere in the browser in the clear (check 47)', async () => {
  const page = await signUp('nowhere@example.com');
  const sas = azurite.accountSas();
  const signature = new URLSearchParams(sas).get('sig') ?? '';
  const requests: Request[] = [];
  page.context().on('request', (request) => void requests.push(request));
  const documents: string[] = [];
  const look = async (): Promise<void> => void documents.push(await page.content());

  await paste(page, conf());
  await look();
  await take(page);
  await page.getByRole('button', { name: 'Edit spare' }).waitFor();
  await paste(page, `${azurite.origin}/cont?${sas}`);
  await look();
  await take(page);
  await look();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit cont' }).waitFor();
  await page.getByRole('button', { name: 'Edit models' }).click();
  await page.getByLabel('Bucket').waitFor();
  await look();
  await page.getByRole('button', { name: 'Discard' }).click();
  for (const name of ['models', 'cont']) {
    await page.getByRole('button', { name: `Test ${name}` }).click();
    await card(page).getByText('Works', { exact: true }).waitFor();
  }
  await page.getByRole('button', { name: /^Which row/ }).click();
  await page.getByLabel('Address of an object').fill(`azure://acct.blob.core.windows.net/cont/a.txt`);
  await page.getByText(/The row cont reads a.txt/).waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Copy section' }).waitFor();
  await look();
  await page.getByRole('tab', { name: 'ClearML’s own pages' }).click();
  await look();
  await page.goto(`${server.origin}/preview`);
  for (const [address, text] of [
    [`s3://${s3.host}/models/log.txt`, 'epoch 1'],
    ['azure://acct.blob.core.windows.net/cont/a.txt', 'epoch 2'],
  ] as const) {
    await page.getByLabel('Address').fill(address);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText(text).waitFor();
    await look();
  }
  for (const address of [`s3://${s3.host}/models/a.png`, 'azure://acct.blob.core.windows.net/cont/a.png']) {
    await page.getByLabel('Address').fill(address);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.locator('img[src^="blob:"]').waitFor();
    await look();
  }
  for (const address of [`s3://${s3.host}/models/a.wav`, 'azure://acct.blob.core.windows.net/cont/a.wav']) {
    await page.getByLabel('Address').fill(address);
    await page.getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => page.getByLabel('a.wav').evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(1);
    // it plays on, and from anywhere
    const played = page.getByLabel('a.wav').evaluate(async (audio: HTMLAudioElement) => {
      audio.muted = true;
      audio.currentTime = 0.5;
      await audio.play();
      await new Promise((done) => audio.addEventListener('ended', done, { once: true }));
      return audio.currentTime;
    });
    expect(await played).toBe(1);
    await look();
  }
  await page.goto(`${server.origin}/profile`);
  await page.getByRole('button', { name: 'Edit models' }).waitFor();
  await look();

  const all = [keys.secretKey, keys.sessionToken, signature];
  const sent = await Promise.all(requests.map(async (request) => ({ host: new URL(request.url()).host, text: await textOf(request) })));
  const hostsThatGot = (secret: string): string[] => [...new Set(sent.filter(({ text }) => holds(text, secret)).map(({ host }) => host))];
  expect(hostsThatGot(keys.secretKey)).toEqual([]);
  expect(hostsThatGot(keys.sessionToken)).toEqual([s3.host]);
  expect(hostsThatGot(signature)).toEqual([new URL(azurite.origin).host]);
  expect([...new Set(sent.filter(({ text }) => /X-Amz-Signature/i.test(text)).map(({ host }) => host))]).toEqual([s3.host]);
  const kept = await stored(page);
  expect(kept).toMatch(/keys: \["key false"\]/);
  // of the history, the pages that were left too
  expect(kept).toContain('/preview?url=azure');
  for (const secret of all) {
    expect(holds(kept, secret)).toBe(false);
    // neither in the address of a link or picture
    expect(documents.filter((text) => holds(text.replaceAll('&amp;', '&'), secret))).toEqual([]);
  }
});

describe('ClearML’s own keys on this origin', () => {
  const theirs = { Bucket: 'theirs', Key: 'k', Secret: 's', Token: '', Region: '', Endpoint: null };

  test('are taken over, and rows of here are written there, so that they are there after a reload', async () => {
    const page = await signUp('both@example.com');
    await page.evaluate(([name, text]) => localStorage.setItem(name, text), [
      state,
      JSON.stringify({ auth: { s3BucketCredentials: { bucketCredentials: [theirs] } }, views: 1 }),
    ] as const);
    await page.reload();
    await card(page).getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('button', { name: 'Edit theirs' }).waitFor();
    await paste(page, conf());
    await take(page);
    await page.getByRole('button', { name: 'Edit spare' }).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('tab', { name: 'ClearML’s own pages' }).click();
    await page.getByRole('button', { name: 'Write them there' }).click();
    await page.getByRole('button', { name: 'Write', exact: true }).click();
    await page.getByText(/^Written/).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Edit theirs' }).waitFor();
    const text = await page.evaluate((name) => localStorage.getItem(name), state);
    expect(JSON.parse(text ?? '')).toMatchObject({
      auth: {
        s3BucketCredentials: { bucketCredentials: [{ Bucket: 'theirs' }, { Bucket: 'models', Endpoint: s3.origin }, { Bucket: 'spare' }] },
      },
      views: 1,
    });
  });
});

test('the section of clearml.conf is downloaded, and fills another browser', async () => {
  const page = await signUp('export@example.com');
  await paste(page, conf());
  await take(page);
  await page.getByRole('button', { name: 'Export' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const text = await readFile(await (await started).path(), 'utf8');
  expect(parseHocon(text)).toMatchObject({
    sdk: { aws: { s3: { credentials: [{ bucket: 'models', secret: keys.secretKey }, { bucket: 'spare' }] } } },
  });
  const other = await signUp('import@example.com');
  await paste(other, text);
  await take(other);
  await other.getByRole('button', { name: 'Test models' }).click();
  await card(other).getByText('Works', { exact: true }).waitFor();
});
