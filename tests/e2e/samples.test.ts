import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessFaults, phone } from '#tests/support/access-faults.ts';
import { openBrowser } from '#tests/support/chromium.ts';
import { startBuiltServer, type BuiltServer } from '#tests/support/e2e-server.ts';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { trainTask } from '#tests/support/upstream/samples.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };
/** A picture of one red point. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==', 'base64');

let browser: Browser;
let clearml: StandIn;
let server: BuiltServer;
let s3: S3Server;

beforeAll(async () => {
  browser = await openBrowser();
  s3 = await startS3({ ...keys, buckets: { samples: { 'first.png': { type: 'image/png', body: png } } } });
  clearml = await startStandIn();
  const url = `s3://${s3.host}/samples/`;
  clearml.state.tasks
    .find(({ id }) => id === trainTask)
    ?.samples.push(
      { iter: 9, metric: 'digits', variant: 'first', url: `${url}first.png` },
      { iter: 9, metric: 'digits', variant: 'lost', url: `${url}lost.png` },
    );
  clearml.state.models.push({ id: 'm', name: 'm', uri: `${url}weights.pt` });
  server = await startBuiltServer({ CLEARML_API_URL: clearml.url });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await clearml?.close();
  await s3?.close();
});

const logIn = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(server.origin);
  await page.getByLabel('Username').fill('jane');
  await page.getByLabel('Password', { exact: true }).fill('secret-pass');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  return page;
};

/** Adds the keys of the bucket that the card names. */
const addNamed = async (page: Page): Promise<void> => {
  const card = page.getByRole('region', { name: 'Web App Cloud Access' });
  await card.getByText('buckets used by your projects have no key here').waitFor();
  await card.getByRole('button', { name: 'Add samples' }).click();
  expect(await card.getByLabel('Bucket').inputValue()).toBe('samples');
  expect(await card.getByLabel('Host (Endpoint)').inputValue()).toBe(s3.host);
  await card.getByLabel('Key', { exact: true }).fill(keys.accessKey);
  await card.getByLabel('Secret / SAS', { exact: true }).fill(keys.secretKey);
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByRole('button', { name: 'Edit samples' }).waitFor();
  expect(await card.getByRole('button', { name: 'Add samples' }).count()).toBe(0);
};

const picture = (page: Page) => page.getByRole('img', { name: 'first, digits, iteration 9' });
const width = (page: Page): Promise<number> => picture(page).evaluate((image) => (image as HTMLImageElement).naturalWidth); // role img with this name is the <img>

describe('the debug samples of a task of the ClearML Server', () => {
  it('show with the keys that are added for the bucket that the card names, by id and by address', async () => {
    const page = await logIn();
    await addNamed(page);
    await page.getByRole('link', { name: 'debug samples of a task' }).click();
    await page.getByLabel('Task').fill(trainTask);
    await page.getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => width(page)).toBe(1);
    await page.getByText('No such object').waitFor();
    await page.getByText('No key for gs://maps').first().waitFor();
    expect(await page.content()).not.toContain(keys.secretKey);

    // a new document: the keys come from this browser's storage
    await page.goto(`${server.origin}/samples`);
    await page.getByLabel('Task').fill(`http://clearml.example:8080/projects/*/experiments/${trainTask}/output/debugImages?x=1`);
    await page.getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => width(page)).toBe(1);
    expect(new URL(page.url()).search).toBe(`?task=${trainTask}`);
    await page.getByRole('link', { name: 'first' }).click();
    await page.getByRole('img', { name: 'first.png' }).waitFor();
    await page.context().close();
  });

  it('lead from a bucket without a key to the form for it, and show once it is filled', async () => {
    const page = await logIn();
    await page.goto(`${server.origin}/samples?task=${trainTask}`);
    await page
      .getByRole('link', { name: `Add one for s3://${s3.host}/samples` })
      .first()
      .click();
    const card = page.getByRole('region', { name: 'Web App Cloud Access' });
    expect(await card.getByLabel('Bucket').inputValue()).toBe('samples');
    await card.getByLabel('Key', { exact: true }).fill(keys.accessKey);
    await card.getByLabel('Secret / SAS', { exact: true }).fill(keys.secretKey);
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByRole('button', { name: 'Edit samples' }).waitFor();
    await page.goBack();
    await expect.poll(() => width(page)).toBe(1);
    await page.context().close();
  });
});

it('the samples, and the card with buckets, can be used by everybody, in either theme, on a phone as well', async () => {
  const page = await logIn({ viewport: phone });
  await page.getByRole('button', { name: 'Add samples' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.setViewportSize(phone);
  await page.goto(`${server.origin}/samples?task=${trainTask}`);
  await page.getByRole('heading', { name: 'Iteration 9' }).waitFor();
  expect(await accessFaults(page)).toEqual([]);
  await page.context().close();
});
