import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPreview, startStorage } from '#tests/support/preview.tsx';
import type { S3Server } from '#tests/support/s3-server.ts';

const minute = 60_000;
let s3: S3Server;
beforeEach(async () => {
  const models = {
    'a.png': { type: 'image/png', body: 'png' },
    'clip.mp4': { type: 'video/mp4', body: 'mp4' },
    'plot.html': { type: 'text/html', body: '<h1>Plot</h1>' },
    'log.txt': { type: 'text/plain', body: 'epoch 1' },
  };
  s3 = await startStorage({ buckets: { models } });
});
afterEach(() => vi.useRealTimers());

/** Opens an object and stops the clock once it is there. */
const visit = async (key: string, find: () => Promise<HTMLElement>): Promise<HTMLElement> => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.now() });
  await openPreview(`s3://${s3.host}/models/${key}`, { row: { host: s3.origin } });
  return find();
};
const pass = (minutes: number): void => act(() => void vi.advanceTimersByTime(minutes * minute));
const show = (state: DocumentVisibilityState): void => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
};
/** A video that is shown, where it is, and the element that tries another address beside it. */
const watch = async (time: number, paused = false) => {
  const video = (await visit('clip.mp4', () => screen.findByLabelText('clip.mp4'))) as HTMLVideoElement; // it has the label of the video
  const play = vi.spyOn(video, 'play').mockResolvedValue();
  const clone = vi.spyOn(video, 'cloneNode');
  fireEvent.loadedMetadata(video);
  video.currentTime = time;
  if (!paused) fireEvent.play(video);
  const trial = () => clone.mock.results.at(-1)?.value as HTMLVideoElement; // a copy of it
  return { video, play, trial, trials: () => clone.mock.calls.length };
};
/** A browser begins a new address at its start. */
const arrive = (video: HTMLVideoElement): void => {
  video.currentTime = 0;
  fireEvent.loadedMetadata(video);
};
const signedAt = (element: Element): string | null =>
  new URL(element.getAttribute('src') ?? element.getAttribute('href') ?? '').searchParams.get('X-Amz-Date');

describe('a page that is left open', () => {
  test('does not load a picture again, also where it comes late', async () => {
    const picture = await visit('a.png', () => screen.findByRole('img', { name: 'a.png' }));
    const { src } = picture as HTMLImageElement; // it has the label of the picture
    pass(60);
    expect(picture.getAttribute('src')).toBe(src);
    fireEvent.load(picture);
    show('hidden');
    pass(60);
    show('visible');
    act(() => void window.dispatchEvent(new Event('online')));
    expect(picture.getAttribute('src')).toBe(src);
    expect(screen.getByRole('img', { name: 'a.png' })).toBe(picture);
  });

  test('gives a picture another address where its own ended', async () => {
    const picture = await visit('a.png', () => screen.findByRole('img', { name: 'a.png' }));
    const first = signedAt(picture);
    fireEvent.load(picture);
    vi.setSystemTime(Date.now() + 20 * minute);
    fireEvent.error(picture);
    await expect.poll(() => signedAt(picture)).not.toBe(first);
    expect((await fetch(picture.getAttribute('src') ?? '')).status).toBe(200);
  });

  test('goes on with a playing video where it was, unseen too', async () => {
    const { video, trial, play } = await watch(42);
    const first = signedAt(video);
    show('hidden');
    pass(14.5);
    // the player reads by its old address until the new one answers
    expect(signedAt(video)).toBe(first);
    expect(signedAt(trial())).not.toBe(first);
    const { src } = trial();
    fireEvent.loadedMetadata(trial());
    expect(video.src).toBe(src);
    expect((await fetch(video.src)).status).toBe(200);
    arrive(video);
    expect([video.currentTime, play.mock.calls.length]).toEqual([42, 1]);
  });

  test('leaves a playing video alone while another address does not answer, and tries again', async () => {
    const { video, trial, trials, play } = await watch(42);
    const first = signedAt(video);
    pass(14.5);
    fireEvent.error(trial());
    pass(1);
    fireEvent.error(trial());
    act(() => void window.dispatchEvent(new Event('online')));
    expect(trials()).toBe(3);
    expect([signedAt(video), video.currentTime, play.mock.calls.length]).toEqual([first, 42, 0]);
    fireEvent.loadedMetadata(trial());
    arrive(video);
    expect([video.currentTime, play.mock.calls.length]).toEqual([42, 1]);
    expect(signedAt(video)).not.toBe(first);
  });

  test.each([
    ['plays', false, 1],
    ['is paused', true, 0],
  ] as const)('keeps the place of a video that %s and can read no more, until it can', async (_, paused, plays) => {
    const { video, trial, trials, play } = await watch(42, paused);
    s3.faults.instead = 'closed';
    fireEvent.error(video);
    fireEvent.pause(video);
    // it was explained
    await expect.poll(() => s3.requests.length).toBeGreaterThan(0);
    pass(1);
    await expect.poll(trials).toBe(1);
    fireEvent.error(trial());
    await expect.poll(() => s3.requests.length).toBeGreaterThan(1);
    s3.faults.instead = undefined;
    show('visible');
    await expect.poll(trials).toBe(2);
    expect(screen.getByLabelText('clip.mp4')).toBe(video);
    fireEvent.loadedMetadata(trial());
    arrive(video);
    expect([video.currentTime, play.mock.calls.length]).toEqual([42, plays]);
  });

  test('says what is wrong with a video that is gone from its bucket', async () => {
    const { video } = await watch(42);
    s3.faults.noReading = true;
    fireEvent.error(video);
    await screen.findByText('No permission');
  });

  test('leaves a video that is paused as it is, and goes on where it was once it is played', async () => {
    const { video, trial, trials, play } = await watch(7);
    const first = signedAt(video);
    fireEvent.pause(video);
    pass(60);
    expect([signedAt(video), trials()]).toEqual([first, 0]);
    fireEvent.play(video);
    fireEvent.loadedMetadata(trial());
    expect((await fetch(video.src)).status).toBe(200);
    arrive(video);
    expect([video.currentTime, play.mock.calls.length]).toEqual([7, 1]);
  });

  test('gives a video another address where its own is of a clock that was put right', async () => {
    const { video, trial } = await watch(7, true);
    vi.setSystemTime(Date.now() - 180 * minute);
    expect((await fetch(video.src)).status).toBe(403);
    fireEvent.seeking(video);
    fireEvent.loadedMetadata(trial());
    expect((await fetch(video.src)).status).toBe(200);
  });

  test('gives a video another address, not a bad name, where its own ended', async () => {
    const { video, trial } = await watch(7, true);
    // a computer that slept: no timer saw the time pass
    vi.setSystemTime(Date.now() + 20 * minute);
    fireEvent.error(video);
    fireEvent.loadedMetadata(trial());
    expect((await fetch(video.src)).status).toBe(200);
    arrive(video);
    expect(video.currentTime).toBe(7);
    Object.defineProperty(video, 'error', { value: { code: 3 } });
    fireEvent.error(video);
    await screen.findByText('This browser cannot show the object');
  });

  test('leaves a page in its frame as it is, and what was read', async () => {
    const frame = await visit('plot.html', () => screen.findByTitle('plot.html'));
    const before = s3.requests.length;
    const first = signedAt(frame);
    pass(60);
    expect(signedAt(frame)).toBe(first);
    expect(s3.requests).toHaveLength(before);
  });

  test('signs a download when it is pressed', async () => {
    const link = await visit('log.txt', () => screen.findByRole('link', { name: 'Download' }));
    const first = signedAt(link);
    vi.setSystemTime(Date.now() + 20 * minute);
    link.addEventListener('click', (event) => event.preventDefault());
    fireEvent.click(link);
    expect(signedAt(link)).not.toBe(first);
  });
});
