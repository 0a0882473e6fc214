import { act, fireEvent, screen, within } from '@testing-library/react';
import { http, HttpResponse, passthrough } from 'msw';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { debugImages } from '#contract/events.ts';
import { users } from '#contract/index.ts';
import * as storage from '#contract/storage.ts';
import { keyRing } from '#features/cloud-access/own-key-ring.ts';
import { freePort } from '#tests/support/free-port.ts';
import { networkOfTests, openBrowser, openConnectedBrowser, type ConnectedBrowser } from '#tests/support/browser.ts';
import { forgetKeysOf } from '#tests/support/cloud-keys.ts';
import { openPage } from '#tests/support/render-app.tsx';
import { startS3, type S3Server } from '#tests/support/s3-server.ts';
import { descriptionOf, valueOf } from '#tests/support/screen.ts';
import { emptyTask, trainTask, type Sample } from '#tests/support/upstream/samples.ts';

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };

let browser: ConnectedBrowser;

beforeEach(async () => {
  browser = await openConnectedBrowser();
  return async () => {
    await forgetKeysOf(browser);
    await browser.close();
  };
});

const addRow = async (bucket: string, host: string, secret = keys.secretKey, token = ''): Promise<void> => {
  const { user } = users.getCurrentUser.response.parse(await browser.act(users.getCurrentUser, {}));
  onTestFinished(keyRing.follow(user.id, () => undefined));
  await keyRing.save(user.id, { id: bucket, bucket, key: keys.accessKey, secret, token, region: '', host, style: '' });
};

/** A storage, and a row for its bucket. */
const startStorage = async (secret?: string): Promise<S3Server> => {
  const s3 = await startS3({ ...keys, buckets: { samples: { 'a.png': { type: 'image/png', body: 'png' } } } });
  onTestFinished(() => s3.close());
  networkOfTests.use(http.all(`${s3.origin}/*`, () => passthrough()));
  await addRow('samples', s3.origin, secret);
  return s3;
};

/** The samples of the task, in place of its own. */
const report = (...samples: (Partial<Sample> & Pick<Sample, 'url'>)[]): void => {
  const task = browser.clearml.state.tasks.find(({ id }) => id === trainTask);
  task?.samples.splice(0, Number.POSITIVE_INFINITY, ...samples.map((sample) => ({ iter: 1, metric: 'm', variant: 'v', ...sample })));
};

const openSamples = (task = trainTask) => openPage(`/samples?task=${encodeURIComponent(task)}`);
const iterations = (): string[] => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);

describe('the debug samples of a task', () => {
  test('come by iteration, the latest first, and older ones on request until there are no more', async () => {
    const { user } = openSamples();
    const older = await screen.findByRole('button', { name: 'Load older' });
    await screen.findByText('train');
    expect(iterations()).toEqual(['Iteration 8', 'Iteration 7', 'Iteration 6', 'Iteration 5', 'Iteration 4']);
    await user.click(older);
    await screen.findByRole('heading', { name: 'Iteration 1' });
    expect(iterations()).toHaveLength(8);
    await user.click(older);
    await screen.findByText('There are no older samples');
    expect(screen.queryByRole('button', { name: 'Load older' })).toBeNull();
    expect(iterations()).toHaveLength(8);
  });

  test('come from behind iterations whose files were all written again later', async () => {
    const again = Array.from({ length: 30 }, (_, at) => ({ iter: 70 + at, url: 's3://a/again.png' }));
    report(...again, { iter: 3, url: 's3://a/old.png' });
    const { user } = openSamples();
    const older = await screen.findByRole('button', { name: 'Load older' });
    expect(iterations()).toEqual(['Iteration 99']);
    await user.click(older);
    await screen.findByRole('heading', { name: 'Iteration 3' });
    await user.click(older);
    await screen.findByText('There are no older samples');
    expect(browser.calls(debugImages)).toBe(5);
  });

  test('are shown by signed addresses as pictures, video and audio; others lead to Preview', async () => {
    const s3 = await startStorage();
    const at = (key: string): string => `s3://${s3.host}/samples/${key}`;
    report(...['a.png', 'b.mp4', 'c.wav', 'd.html'].map((key) => ({ url: at(key), variant: key })));
    openSamples();
    const picture = await screen.findByRole('img', { name: 'a.png, m, iteration 1' });
    expect(picture.getAttribute('loading')).toBe('lazy');
    expect((await fetch(picture.getAttribute('src') ?? '')).status).toBe(200);
    expect(screen.getByLabelText('b.mp4, m, iteration 1').tagName).toBe('VIDEO');
    expect(screen.getByLabelText('c.wav, m, iteration 1').tagName).toBe('AUDIO');
    expect(screen.getByRole('link', { name: 'd.html' }).getAttribute('href')).toBe(`/preview?url=${encodeURIComponent(at('d.html'))}`);
  });

  test('are read by the page where their addresses would show a session token', async () => {
    const blobs: Blob[] = [];
    URL.createObjectURL = (blob: Blob) => `blob:${blobs.push(blob)}`;
    const s3 = await startS3({ ...keys, sessionToken: 'passing', buckets: { samples: { 'a.png': { type: 'image/png', body: 'png' } } } });
    onTestFinished(() => s3.close());
    networkOfTests.use(http.all(`${s3.origin}/*`, () => passthrough()));
    await addRow('samples', s3.origin, keys.secretKey, 'passing');
    report(...['a.png', 'lost.png'].map((key) => ({ url: `s3://${s3.host}/samples/${key}`, variant: key })));
    openSamples();
    await screen.findByText('No such object');
    expect((await screen.findByRole('img', { name: 'a.png, m, iteration 1' })).getAttribute('src')).toBe('blob:1');
    expect(document.documentElement.outerHTML).not.toMatch(/X-Amz|passing/);
  });

  test('of ClearML’s file server are read as they are, with a row for its host as well', async () => {
    const { hostname } = new URL(browser.clearml.url);
    const url = `http://${hostname}:8081/project/train/a%20b.png?x=1`;
    report({ url });
    await addRow('project', new URL(url).origin);
    openSamples();
    expect((await screen.findByRole('img')).getAttribute('src')).toBe(url);
  });

  test('name the bucket that has no key, and lead to where one is added', async () => {
    report({ url: 's3://minio.lan:9000/models/a.png' });
    openSamples();
    await screen.findByText(/No key for s3:\/\/minio.lan:9000\/models/);
    screen.getByText('No access keys yet');
    const link = screen.getByRole('link', { name: /Add one/ });
    expect(link.getAttribute('href')).toBe('/profile?bucket=models&host=minio.lan%3A9000#cloud-access');
  });

  test('say in a word why one does not show', async () => {
    const s3 = await startStorage('another');
    report(
      { url: `s3://${s3.host}/samples/a.png` },
      { url: 'file:///tmp/a.png', variant: 'w' },
      { url: 'https://files.lan/x.png', variant: 'x' },
    );
    openSamples();
    fireEvent.error(await screen.findByRole('img', { name: /^v/ }));
    await screen.findByText('Wrong secret');
    screen.getByText('Cannot be opened');
    fireEvent.error(screen.getByRole('img', { name: /^x/ }));
    await screen.findByText('Does not load');
  });

  test('do not call it CORS where a picture, which needs none, does not show', async () => {
    await addRow('samples', 'https://closed.lan');
    const closed = http.get('https://closed.lan/*', ({ request }) =>
      request.mode === 'no-cors' ? new HttpResponse() : HttpResponse.error(),
    );
    networkOfTests.use(closed);
    report({ url: 's3://closed.lan:443/samples/a.png' });
    openSamples();
    fireEvent.error(await screen.findByRole('img', { name: /^v/ }));
    await screen.findByText('This browser cannot show the object');
  });

  test('offer a key where one by an address of the web does not show, which tells its bucket', async () => {
    report({ url: 'https://models.s3.eu-west-1.amazonaws.com/a.png' });
    openSamples();
    fireEvent.error(await screen.findByRole('img', { name: /^v/ }));
    const link = await screen.findByRole('link', { name: /Add one/ });
    expect(link.getAttribute('href')).toBe('/profile?bucket=models&host=#cloud-access');
  });

  test('are not named by a signature that stands behind no question mark', async () => {
    report({ url: 'https://files.lan/x.txt%3Fsv=1&sig=hush', variant: '' }, { url: 'https://files.lan/y.txt token=hush', variant: '' });
    openSamples();
    await screen.findByRole('link', { name: 'x.txt' });
    screen.getByRole('link', { name: 'y.txt' });
    expect(document.documentElement.outerHTML).not.toContain('hush');
  });

  test('do not lead to Preview by an address with a name or a password, which is not opened', async () => {
    report({ url: 'https://jane:word@files.lan/x.png' });
    openSamples();
    await screen.findByText('Cannot be opened');
    screen.getByText('v');
    expect(screen.queryByRole('link', { name: 'v' })).toBeNull();
    expect(document.documentElement.outerHTML).not.toContain('jane');
  });

  describe('once their links end', () => {
    const minute = 60_000;
    beforeEach(async () => {
      const s3 = await startStorage();
      report(...['a.png', 'b.png', 'c.mp4'].map((key) => ({ url: `s3://${s3.host}/samples/${key}`, variant: key })));
      vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.now() });
      openSamples();
      await screen.findByRole('img', { name: /^a/ });
      return () => vi.useRealTimers();
    });
    const pass = (minutes: number): void => act(() => void vi.advanceTimersByTime(minutes * minute));
    const picture = (name: RegExp): HTMLImageElement => screen.getByRole('img', { name });
    const video = (): HTMLVideoElement => screen.getByLabelText(/^c/);

    test('are signed anew before, but for what has been loaded', () => {
      const before = [picture(/^a/).src, picture(/^b/).src];
      fireEvent.load(picture(/^a/));
      pass(13);
      expect(picture(/^b/).src).toBe(before[1]);
      pass(1.5);
      expect(picture(/^b/).src).not.toBe(before[1]);
      expect(picture(/^a/).src).toBe(before[0]);
    });

    test('are signed anew where the clock is put back', async () => {
      vi.setSystemTime(Date.now() - 180 * minute);
      expect((await fetch(picture(/^a/).src)).status).toBe(403);
      pass(0.5);
      expect((await fetch(picture(/^a/).src)).status).toBe(200);
    });

    test('a video that is paused is not loaded again', () => {
      const before = video().src;
      fireEvent.loadedMetadata(video());
      pass(40);
      expect(video().src).toBe(before);
    });

    test('are asked for again, not called damaged', async () => {
      const before = picture(/^a/).src;
      fireEvent.load(picture(/^a/));
      // a computer that slept: no timer saw the time pass
      vi.setSystemTime(Date.now() + 20 * minute);
      fireEvent.error(picture(/^a/));
      await expect.poll(() => picture(/^a/).src).not.toBe(before);
      expect((await fetch(picture(/^a/).src)).status).toBe(200);
      fireEvent.error(picture(/^a/));
      await screen.findByText('Damaged, or of a kind that this browser does not know');
    });
  });

  describe('that fail in one bucket', () => {
    const many = Array.from({ length: 40 }, (_, at) => `${at}.png`);
    const failAll = (): void => screen.getAllByRole('img').forEach((picture) => fireEvent.error(picture));

    test('ask the server to look once, for all of them', async () => {
      const nobody = await freePort();
      networkOfTests.use(http.all(`http://127.0.0.1:${nobody}/*`, () => passthrough()));
      await addRow('samples', `http://127.0.0.1:${nobody}`);
      report(...many.map((key) => ({ url: `s3://127.0.0.1:${nobody}/samples/${key}`, variant: key })));
      openSamples();
      await screen.findAllByRole('img');
      failAll();
      await expect.poll(() => screen.queryAllByRole('img')).toEqual([]);
      expect(browser.calls(storage.probeUrl)).toBe(1);
    });

    test('are read again on request, also those that failed with them', async () => {
      URL.createObjectURL = () => 'blob:1';
      const picture = { type: 'image/png', body: 'png' };
      const objects = Object.fromEntries(many.map((key) => [key, picture]));
      const s3 = await startS3({ ...keys, sessionToken: 'passing', buckets: { samples: objects } });
      onTestFinished(() => s3.close());
      networkOfTests.use(http.all(`${s3.origin}/*`, () => passthrough()));
      await addRow('samples', s3.origin, keys.secretKey, 'passing');
      report(...many.map((key) => ({ url: `s3://${s3.host}/samples/${key}`, variant: key })));
      s3.faults.instead = 'closed';
      const { user } = openSamples();
      await expect.poll(() => screen.queryAllByRole('button', { name: /^Retry/ })).toHaveLength(many.length);
      expect(browser.calls(storage.probeUrl)).toBe(1);
      s3.faults.instead = undefined;
      await user.click(screen.getByRole('button', { name: 'Retry 7.png, m, iteration 1' }));
      await screen.findByRole('img', { name: '7.png, m, iteration 1' });
      await user.click(screen.getByRole('button', { name: 'Retry 8.png, m, iteration 1' }));
      await screen.findByRole('img', { name: '8.png, m, iteration 1' });
    });

    test('offer no other attempt where that would be of no use', async () => {
      const s3 = await startStorage('another');
      report({ url: `s3://${s3.host}/samples/a.png` });
      openSamples();
      fireEvent.error(await screen.findByRole('img'));
      await screen.findByText('Wrong secret');
      expect(screen.queryByRole('button', { name: /^Retry/ })).toBeNull();
    });

    test('take over what one of them found out', async () => {
      const s3 = await startS3({ ...keys, region: 'eu-west-1', buckets: { samples: { '0.png': { type: 'image/png', body: 'png' } } } });
      onTestFinished(() => s3.close());
      networkOfTests.use(http.all(`${s3.origin}/*`, () => passthrough()));
      await addRow('samples', s3.origin);
      report(...many.map((key) => ({ url: `s3://${s3.host}/samples/${key}`, variant: key })));
      openSamples();
      await screen.findAllByRole('img');
      failAll();
      const regions = () => screen.getAllByRole('img').map((picture) => /eu-west-1/.test(picture.getAttribute('src') ?? ''));
      await expect.poll(regions).toEqual(many.map(() => true));
      // the one that found it was refused once and then read
      expect(s3.requests.length).toBeLessThanOrEqual(3);
    });
  });
});

describe('the page of samples says', () => {
  test('that a task has none', async () => {
    openSamples(emptyTask);
    await screen.findByText('This task has no debug samples');
  });

  test('that there is no such task', async () => {
    openSamples('f'.repeat(32));
    await screen.findByText('There is no such task');
  });

  test('what failed, and reads again on request', async () => {
    browser.fault(debugImages, 'html', 1);
    const { user } = openSamples();
    await screen.findByText('The samples could not be loaded');
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await screen.findByRole('heading', { name: 'Iteration 8' });
  });

  test('that older ones failed, and loses none of them by reading again', async () => {
    const { user } = openSamples();
    const older = await screen.findByRole('button', { name: 'Load older' });
    // carried out by the server, which has moved on, and lost on the way
    browser.fault(debugImages, 'offline', 1);
    await browser.act(debugImages, {
      metrics: [{ task: trainTask }],
      iters: 5,
      scroll_id: [...browser.clearml.state.scrolls.keys()].at(-1),
    });
    await user.click(older);
    await screen.findByText('The older samples could not be loaded');
    expect(iterations()).toHaveLength(5);
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await user.click(await screen.findByRole('button', { name: 'Load older' }));
    await screen.findByRole('heading', { name: 'Iteration 1' });
    expect(iterations()).toHaveLength(8);
  });

  test('that what was typed names no task, and does not take it into the address', async () => {
    const { user } = openPage('/samples');
    const field = await screen.findByLabelText('Task');
    await user.type(field, 'https://jane:word@elsewhere.example/');
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(descriptionOf(field)).toContain('This names no task');
    expect(location.search).toBe('');
  });
});

describe('samples are reached', () => {
  test('by the address of ClearML’s web that is typed', async () => {
    const { user } = openPage('/samples');
    await user.type(await screen.findByLabelText('Task'), `https://app.example/projects/*/experiments/${trainTask}/output/debugImages`);
    await user.click(screen.getByRole('button', { name: 'Show' }));
    await screen.findByRole('heading', { name: 'Iteration 8' });
    expect(location.search).toBe(`?task=${trainTask}`);
    expect(valueOf(screen.getByLabelText('Task'))).toBe(trainTask);
  });

  test('by a task that is typed into Preview', async () => {
    const { user } = openPage('/preview');
    await user.type(await screen.findByLabelText('Address'), trainTask);
    await user.click(screen.getByRole('button', { name: 'Open' }));
    await screen.findByRole('heading', { name: 'Iteration 8' });
  });

  test('from the card of access keys', async () => {
    openPage('/profile');
    const card = within(await screen.findByRole('region', { name: 'Web App Cloud Access' }));
    expect((await card.findByRole('link', { name: 'debug samples of a task' })).getAttribute('href')).toBe('/samples');
  });

  test('nowhere on a server with accounts only, which says so and leads to Preview', async () => {
    const embedded = await openBrowser();
    onTestFinished(() => embedded.close());
    await embedded.signUp();
    openSamples();
    await screen.findByText('There are no tasks on this server');
    screen.getByRole('link', { name: 'Open Preview' });
    expect(embedded.calls(debugImages)).toBe(0);
  });
});
