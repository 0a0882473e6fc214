import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startAzurite, type Azurite } from '#tests/support/azure/azurite.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { png } from '#tests/support/media.ts';
import { startS3, type S3Options, type S3Server } from '#tests/support/s3-server.ts';
import { tellNames, type StorageNames } from '#tests/support/storage-names.ts';
import { makeAuthority } from '#tests/support/upstream/certificates.ts';
import { signUpAt } from '#tests/support/visitor.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };
const token = 'to+ken/=';
const odd = 'odd/a b+c%25 #?é🎉\'"&;=()!*~.png';
const shown = { type: 'image/png', body: png };
const objects = { 'runs/loss.png': shown, 'log.txt': { type: 'text/plain', body: 'epoch 1' }, [odd]: shown };
const azure = 'acct.blob.core.windows.net';
const google = 'storage.googleapis.com';
const oss = 'oss.example.test';
/** where a row without region asks first */
const first = 's3.us-east-1.amazonaws.com';

const authority = makeAuthority();
let names: StorageNames;
let server: BuiltServer;
let browser: Browser;
let page: Page;
let azurite: Azurite;
const started: S3Server[] = [];
let cloud: S3Server;
let frankfurt: S3Server;

const startNamed = async (domains: readonly string[], options: S3Options): Promise<S3Server> => {
  const tls = authority.issue(domains.flatMap((domain) => [domain, `*.${domain}`]));
  const storage = await startS3({ ...keys, tls, domains, ...options });
  started.push(storage);
  return storage;
};
/** AWS as one of its regions answers: no bucket of it is anywhere else. */
const startRegion = (region: string, options: S3Options): Promise<S3Server> =>
  startNamed([first, `s3.${region}.amazonaws.com`], { region, styles: 'both', ...options });

beforeAll(async () => {
  azurite = await startAzurite(authority);
  for (const container of ['models', 'other']) await azurite.putContainer(container);
  for (const [key, { type, body }] of Object.entries(objects)) await azurite.putBlob('models', key, body, type);
  await azurite.putBlob('models', 'plot.html', '<title>Plot</title><script>document.write("ran")</script>', 'text/html');
  await azurite.putBlob('other', 'notes.txt', 'from the other', 'text/plain');
  await azurite.setCors([{ origins: ['*'], methods: ['GET'] }]);
  cloud = await startNamed([google], { region: 'auto', buckets: { models: objects } });
  const ireland = await startRegion('eu-west-1', { buckets: { models: objects, 'my.models': objects } });
  frankfurt = await startRegion('eu-central-1', { sessionToken: token, buckets: { passing: objects } });
  const virtual = await startNamed([oss], { styles: 'virtual', buckets: { data: objects } });
  const hosts = {
    [azure]: azurite.host,
    [google]: cloud.host,
    [oss]: virtual.host,
    [`*.${oss}`]: virtual.host,
    [`passing.${first}`]: frankfurt.host,
    '*.s3.eu-central-1.amazonaws.com': frankfurt.host,
    [first]: ireland.host,
    [`*.${first}`]: ireland.host,
    's3.eu-west-1.amazonaws.com': ireland.host,
    '*.s3.eu-west-1.amazonaws.com': ireland.host,
  };
  names = await tellNames(hosts, authority);
  server = await startBuiltServer(names.env);
  browser = await openBrowser({ trust: authority, hosts });
  page = await signUpAt(browser, server.origin);
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await names?.forget();
  await azurite?.stop();
  for (const storage of started) await storage.close();
});
beforeEach(async () => void (await page.goto(`${server.origin}/preview`)));

const card = () => page.getByRole('region', { name: 'Web App Cloud Access' });

/** Adds a row; of S3 unless it has a SAS. */
const addRow = async (fields: Readonly<Record<string, string>>): Promise<void> => {
  await page.goto(`${server.origin}/profile`);
  await card().getByRole('button', { name: 'Add access keys' }).click();
  const ofS3 = 'Secret / SAS' in fields ? {} : { Key: keys.accessKey, 'Secret / SAS': keys.secretKey };
  for (const [label, value] of Object.entries({ ...ofS3, ...fields })) await card().getByLabel(label, { exact: true }).fill(value);
  await card().getByRole('button', { name: 'Save' }).click();
  await card().getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
};
const works = (): Promise<void> => card().getByText('Works', { exact: true }).waitFor();
const follow = (name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click();
const open = async (address: string): Promise<void> => {
  await page.getByLabel('Address').fill(address);
  await page.getByRole('button', { name: 'Open' }).click();
};
const expectPicture = async (name: string): Promise<void> => {
  const picture = page.getByRole('img', { name, exact: true });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
};
const oddName = odd.slice('odd/'.length);

/** Goes from the list of a bucket to a picture, a text and a key of odd characters. */
const expectBucket = async (address: string): Promise<void> => {
  await open(address);
  await follow('runs/');
  await follow('loss.png');
  await expectPicture('loss.png');
  await open(address);
  await follow('odd/');
  await follow(oddName);
  await expectPicture(oddName);
  await open(address);
  await follow('log.txt');
  await page.getByText('epoch 1').waitFor();
};

describe('Azure', () => {
  beforeAll(() => addRow({ Bucket: 'models', 'Secret / SAS': azurite.containerSas('models'), 'Host (Endpoint)': azure }));

  test('shows what is in the container of a SAS', async () => {
    await expectBucket(`azure://${azure}/models/`);
  });

  test('saves an object through the page, and shows a page of HTML as its source only', async () => {
    await open(`azure://${azure}/models/log.txt`);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toBe('epoch 1');
    await open(`azure://${azure}/models/plot.html`);
    await page.getByText('Shown as a page, it could read your shared access signature').waitFor();
    await expect.poll(() => page.getByLabel('Content').innerText()).toContain('<script>');
    expect(await page.locator('iframe').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Download' }).count()).toBe(0);
  });

  test('does not show another container with that SAS', async () => {
    await open(`azure://${azure}/other/notes.txt`);
    await page.getByText('has no row for the bucket other').waitFor();
    await addRow({ Bucket: 'other', 'Secret / SAS': azurite.containerSas('models'), 'Host (Endpoint)': azure });
    await follow('Browse other');
    await page.getByText('SAS refused').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/for this account and container/);
    await open(`azure://${azure}/other/notes.txt`);
    await page.getByText('SAS refused').waitFor();
    await page.goto(`${server.origin}/profile`);
    await card().getByRole('button', { name: 'Remove other' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  });

  test('shows all containers by a SAS of the account, each with the row that it has', async () => {
    await addRow({ 'Secret / SAS': azurite.accountSas(), 'Host (Endpoint)': azure });
    await card()
      .getByRole('button', { name: `Test ${azure}` })
      .click();
    await card().getByText('The keys see 2 buckets: models, other.').waitFor();
    await follow(`Browse ${azure}`);
    await follow('other');
    await follow('notes.txt');
    await page.getByText('from the other').waitFor();
    await page.getByText(`Read with the row all buckets at ${azure}`).waitFor();
    await open(`azure://${azure}/models/log.txt`);
    await page.getByText(`Read with the row models at ${azure}`).waitFor();
    await page.getByText('epoch 1').waitFor();
  });
});

test('Google shows its buckets by HMAC keys, signed for the region auto', async () => {
  await addRow({ 'Host (Endpoint)': google });
  await follow(`Browse ${google}`);
  await page.getByRole('link', { name: 'models', exact: true }).waitFor();
  await expectBucket('gs://models/');
  const regions = cloud.requests.flatMap((request) => /%2F([a-z0-9-]+)%2Fs3%2Faws4_request/.exec(request)?.[1] ?? []);
  expect(new Set(regions)).toEqual(new Set(['auto']));
});

describe('AWS', () => {
  test('finds out the region of a bucket, for what the browser loads by itself too', async () => {
    await addRow({});
    await page.goto(`${server.origin}/preview`);
    await open('s3://models/runs/loss.png');
    await expectPicture('loss.png');
    await expectBucket('s3://models/');
  });

  test('takes a bucket with a dot in its name, and saves the region that it found', async () => {
    await addRow({ Bucket: 'my.models' });
    await card().getByRole('button', { name: 'Test my.models' }).click();
    await card().getByText('The bucket is in eu-west-1.').waitFor();
    await card().getByRole('button', { name: 'Use eu-west-1' }).click();
    await works();
    await page.goto(`${server.origin}/preview`);
    await expectBucket('s3://my.models/');
  });

  test('takes temporary keys, in a region that is found out', async () => {
    await addRow({ Bucket: 'passing', Token: token });
    await page.goto(`${server.origin}/preview`);
    await expectBucket('s3://passing/');
    // the server's probe asked as well, and was shown no token
    const probed = frankfurt.seen.filter(({ headers }) => headers['user-agent'] === undefined).map(({ url }) => url);
    expect(probed).toContain('/runs/loss.png');
    expect(probed.filter((url) => url.includes('?'))).toEqual([]);
  });
});

test('A host that wants the bucket before its name is shown, and its style saved', async () => {
  await addRow({ Bucket: 'data', 'Host (Endpoint)': `https://${oss}` });
  await page.goto(`${server.origin}/preview`);
  await expectBucket(`s3://${oss}/data/`);
  await page.goto(`${server.origin}/profile`);
  await card().getByRole('button', { name: 'Test data' }).click();
  await card().getByRole('button', { name: 'Use virtual-host style' }).click();
  await works();
  await page.goto(`${server.origin}/preview`);
  await open(`https://data.${oss}/runs/loss.png`);
  await expectPicture('loss.png');
  await page.getByText(`Read with the row data at ${oss}`).waitFor();
});
