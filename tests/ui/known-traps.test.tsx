import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { http, HttpResponse, passthrough } from 'msw';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { users } from '#contract/index.ts';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { networkOfTests, openBrowser, openConnectedBrowser } from '#tests/support/browser.ts';
import { forgetKeysOf } from '#tests/support/cloud-keys.ts';
import { openPreview, startStorage, storageKeys } from '#tests/support/preview.tsx';
import { openPage } from '#tests/support/render-app.tsx';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';
import { trainTask } from '#tests/support/upstream/samples.ts';

const models = {
  'log.txt': { type: 'text/plain', body: 'epoch 1' },
  'a.png': { type: 'image/png', body: 'png' },
  'weights.pkl': { type: 'application/octet-stream', body: 'pickle' },
};
const later = 'sv=2024-11-04&sr=c&sp=rl&se=2099-01-01T00:00:00Z';

const fill = async (user: UserEvent, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) {
    const field = await screen.findByLabelText(name);
    await user.clear(field);
    await user.click(field);
    await user.paste(value);
  }
};
const save = (user: UserEvent): Promise<void> => user.click(screen.getByRole('button', { name: 'Save' }));
const open = async (user: UserEvent, address: string): Promise<void> => {
  await fill(user, { Address: address });
  await user.click(screen.getByRole('button', { name: 'Open' }));
};
const content = async (): Promise<string | null> => (await screen.findByLabelText('Content')).textContent;

/** What says that a bucket may be a host, without a port in its address. */
const hostHint = 'If minio.lan is a server of your own, enter it as Host, not as Bucket.';

/** The card on the Profile page, with the form of a new row. */
const openForm = async () => {
  const browser = await openBrowser();
  networkOfTests.use(http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough()));
  onTestFinished(() => browser.close());
  await browser.signUp();
  const { user } = openPage('/profile');
  const card = within(await screen.findByRole('region', { name: 'Web App Cloud Access' }));
  await user.click(card.getByRole('button', { name: 'Add access keys' }));
  await card.findByLabelText('Bucket');
  return { user, card };
};

test('trap 1: a server of one’s own is found without a port in the address, and where it has no row yet one is told how to add it', async () => {
  const asked: URL[] = [];
  const minio = http.get('https://minio.lan/*', ({ request }) => {
    asked.push(new URL(request.url));
    return HttpResponse.text('epoch 1');
  });
  const { user, page } = await openPreview('s3://minio.lan/models/log.txt', { row: { bucket: 'another' }, network: [minio] });
  await page.findByText(hostHint, { exact: false });
  await user.click(await page.findByRole('button', { name: 'Add access keys' }));
  await fill(user, { Bucket: 'models', 'Host (Endpoint)': 'minio.lan', Key: 'k', 'Secret / SAS': 's' });
  await save(user);
  expect(await content()).toBe('epoch 1');
  expect(asked.map(({ pathname }) => pathname)).toEqual(['/models/log.txt']);
});

describe('that a bucket may be a host is said', () => {
  const bucketHint = async (): Promise<string> => descriptionOf(await screen.findByLabelText('Bucket'));

  test('in the list of used buckets, and in the form that Add opens', async () => {
    const browser = await openConnectedBrowser();
    onTestFinished(async () => {
      await forgetKeysOf(browser);
      await browser.close();
    });
    browser.clearml.state.models.push({ id: 'm', name: 'm', uri: 's3://minio.lan/models/a.pt' });
    const { user } = openPage('/profile');
    expect((await screen.findByText('s3://minio.lan')).closest('li')?.textContent).toContain(hostHint);
    expect(screen.getByText('s3://models').closest('li')?.textContent).not.toContain('server of your own');
    await user.click(screen.getByRole('button', { name: 'Add minio.lan' }));
    expect(await bucketHint()).toBe(hostHint);
    await fill(user, { 'Host (Endpoint)': 'minio.lan' });
    expect(await bucketHint()).not.toContain('server of your own');
  });

  test('where an address is pasted, and in the form that takes it', async () => {
    const { user, card } = await openForm();
    await user.click(card.getByLabelText('Key'));
    await user.paste('s3://minio.lan/models/log.txt');
    await card.findByText(hostHint);
    await user.click(card.getByRole('button', { name: 'Fill in' }));
    expect(await bucketHint()).toBe(hostHint);
  });

  test('in the form that a link opens for a sample without a key', async () => {
    const browser = await openConnectedBrowser();
    onTestFinished(async () => {
      await forgetKeysOf(browser);
      await browser.close();
    });
    const url = 's3://minio.lan/models/a.png';
    browser.clearml.state.tasks.find(({ id }) => id === trainTask)?.samples.splice(0, 99, { iter: 1, metric: 'm', variant: 'v', url });
    const { user } = openPage(`/samples?task=${trainTask}`);
    await user.click(await screen.findByRole('link', { name: /Add one/ }));
    expect(await bucketHint()).toBe(hostHint);
  });
});

test('trap 2: a host with a path is refused where it is typed, and why', async () => {
  const { user, card } = await openForm();
  await fill(user, { Bucket: 'models', Key: 'k', 'Secret / SAS': 's' });
  await user.type(card.getByLabelText('Host (Endpoint)'), 'https://corp.example/minio');
  await save(user);
  await card.findByText(/below a path of a proxy refuses signatures, which cover the path/);
  await fill(user, { 'Host (Endpoint)': 'https://corp.example/' });
  await save(user);
  expect((await card.findByRole('button', { name: 'Edit models' })).closest('tr')?.textContent).toContain('https://corp.example');
});

test('trap 5: each account of Azure gets its own SAS and no other one, and a SAS that is over is told as such', async () => {
  const asked: string[] = [];
  const azure = http.get(/^https:\/\/[a-z]+\.blob\.core\.windows\.net\//, ({ request }) => {
    asked.push(decodeURIComponent(request.url.replace(/^https:\/\/(\w+).*&sig=/, '$1 ')));
    return HttpResponse.text('epoch 1');
  });
  const row = (name: string, secret: string): CloudRow => {
    const host = `https://${name}.blob.core.windows.net`;
    return { id: name, bucket: '', key: '', secret, token: '', region: '', host, style: '' };
  };
  const { user, page, account } = await openPreview('', { row: row('one', `${later}&sig=of-one`), network: [azure] });
  await keyRing.save(account, row('two', `${later}&sig=of-two`));
  await keyRing.save(account, row('old', 'sv=2024-11-04&sp=rl&se=2026-01-01T00:00:00Z&sig=of-old'));
  const at = (name: string): string => `azure://${name}.blob.core.windows.net/models/log.txt`;
  for (const name of ['one', 'two']) {
    await open(user, at(name));
    await page.findByText(`Read with the row all buckets at ${name}.blob.core.windows.net`);
    expect(await content()).toBe('epoch 1');
  }
  await open(user, at('three'));
  await page.findByText('No keys for this bucket');
  await open(user, at('old'));
  await page.findByText('SAS expired');
  page.getByText('2026-01-01 00:00 UTC');
  expect(asked).toEqual(['one of-one', 'two of-two']);
});

describe('new keys for a row', () => {
  test('trap 6: sign at once what was signed before, whatever else is shown, and a host without its scheme is the same row', async () => {
    const browser = await openConnectedBrowser();
    onTestFinished(async () => {
      await forgetKeysOf(browser);
      await browser.close();
    });
    const s3 = await startStorage({ buckets: { models } });
    networkOfTests.use(http.all(`${s3.origin}/*`, () => passthrough()));
    const { user: me } = users.getCurrentUser.response.parse(await browser.act(users.getCurrentUser, {}));
    onTestFinished(keyRing.follow(me.id, () => undefined));
    const row = { id: '1', bucket: 'models', key: storageKeys.accessKey, token: '', region: '', host: s3.origin, style: '' } as const;
    await keyRing.save(me.id, { ...row, secret: 'another' });
    const plain = `http://${new URL(browser.clearml.url).hostname}:8081/project/plain.png`;
    browser.clearml.state.tasks
      .find(({ id }) => id === trainTask)
      ?.samples.splice(
        0,
        Number.POSITIVE_INFINITY,
        { iter: 1, metric: 'm', variant: 'signed', url: `s3://${s3.host}/models/a.png` },
        { iter: 1, metric: 'm', variant: 'plain', url: plain },
      );
    const samples = openPage(`/samples?task=${trainTask}`);
    fireEvent.error(await screen.findByRole('img', { name: /^signed/ }));
    await screen.findByText('Wrong secret');
    await samples.user.click(screen.getByRole('link', { name: 'signed' }));
    fireEvent.error(await screen.findByRole('img', { name: 'a.png' }));
    await samples.user.click(await screen.findByRole('button', { name: 'Edit access keys' }));
    await fill(samples.user, { 'Secret / SAS': storageKeys.secretKey, 'Host (Endpoint)': s3.host });
    await save(samples.user);
    await screen.findByRole('img', { name: 'a.png' });
    history.back();
    const address = (await screen.findByRole('img', { name: /^signed/ })).getAttribute('src') ?? '';
    expect((await fetch(address)).status).toBe(200);
    expect(screen.getByRole('img', { name: /^plain/ }).getAttribute('src')).toBe(plain);
    expect(keyRing.read(me.id)).toMatchObject({ rows: [{ id: '1', host: s3.origin }] });
  });
});

describe('bad keys', () => {
  test('trap 7: are corrected where reading failed, which goes on with them', async () => {
    const s3 = await startStorage({ buckets: { models } });
    const { user, page } = await openPreview(`s3://${s3.host}/models/log.txt`, { row: { host: s3.origin, secret: 'another' } });
    await page.findByText('Wrong secret');
    await user.click(page.getByRole('button', { name: 'Edit access keys' }));
    await fill(user, { 'Secret / SAS': 'typed, and wrong too' });
    // neither another attempt nor another address takes what was typed
    await user.click(page.getByRole('button', { name: 'Retry' }));
    await page.findByText('Wrong secret');
    await open(user, 's3://elsewhere/log.txt');
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(question.isConnected).toBe(false));
    expect(valueOf(page.getByLabelText('Secret / SAS'))).toBe('typed, and wrong too');
    await fill(user, { 'Secret / SAS': storageKeys.secretKey });
    await save(user);
    expect(await content()).toBe('epoch 1');
    expect(page.queryByRole('button', { name: /Edit access keys|Save/ })).toBeNull();
  });

  test('of a list are corrected there as well', async () => {
    const s3 = await startStorage({ buckets: { models } });
    const { user, page } = await openPreview(`s3://${s3.host}/models/`, { row: { host: s3.origin, key: 'AKIDOTHER' } });
    await page.findByText('Unknown key');
    await user.click(page.getByRole('button', { name: 'Edit access keys' }));
    await fill(user, { Key: storageKeys.accessKey });
    await save(user);
    await page.findByRole('link', { name: 'log.txt' });
  });
});

test('trap 8: a blob of Azure is downloaded by its SAS, and an object of S3 by temporary keys', async () => {
  const saved: Blob[] = [];
  URL.createObjectURL = (blob: Blob) => `blob:${saved.push(blob)}`;
  URL.revokeObjectURL = () => undefined;
  // jsdom cannot save a file
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  const azure = http.get('https://acct.blob.core.windows.net/models/weights.pkl', ({ request }) =>
    new URL(request.url).searchParams.get('sig') === 'a+b' ? HttpResponse.text('pickle') : new HttpResponse(null, { status: 403 }),
  );
  const s3 = await startStorage({ buckets: { models }, sessionToken: 'to+ken/=' });
  const { user, page, account } = await openPreview(`s3://${s3.host}/models/weights.pkl`, {
    row: { host: s3.origin, token: 'to+ken/=' },
    network: [azure],
  });
  await user.click(await page.findByRole('button', { name: 'Download' }));
  await waitFor(() => expect(saved).toHaveLength(1));

  const host = 'https://acct.blob.core.windows.net';
  const secret = `${later}&sig=a%2Bb`;
  await keyRing.save(account, { id: '2', bucket: 'models', key: '', secret, token: '', region: '', host, style: '' });
  await open(user, 'azure://acct.blob.core.windows.net/models/weights.pkl');
  await page.findByText(/^Read with the row models at acct\./);
  await user.click(await page.findByRole('button', { name: 'Download' }));
  await waitFor(() => expect(saved).toHaveLength(2));
  expect(await Promise.all(saved.map((blob) => blob.text()))).toEqual(['pickle', 'pickle']);
});

test('trap 9: the region that stands where none was typed is the one that signs', async () => {
  const { user, card } = await openForm();
  const shown = (): string | null => card.getByLabelText('Region').getAttribute('placeholder');
  for (const [host, region] of [
    ['', 'us-east-1'],
    ['s3.eu-west-1.amazonaws.com', 'eu-west-1'],
    ['storage.googleapis.com', 'auto'],
  ] as const) {
    await fill(user, { 'Host (Endpoint)': host || ' ' });
    expect(shown()).toBe(region);
  }
  const s3 = await startStorage({ buckets: { models } });
  await fill(user, {
    Bucket: 'models',
    Key: storageKeys.accessKey,
    'Secret / SAS': storageKeys.secretKey,
    'Host (Endpoint)': s3.host,
  });
  const region = shown();
  await save(user);
  await user.click(await card.findByRole('button', { name: 'Test models' }));
  await card.findByText('Works');
  expect(
    s3.requests.map((request) => new URL(request.replace('GET ', ''), s3.origin).searchParams.get('X-Amz-Credential')?.split('/')[2]),
  ).toEqual([region, region]);
});
