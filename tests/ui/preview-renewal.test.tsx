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
const signedAt = (element: Element): string | null =>
  new URL(element.getAttribute('src') ?? element.getAttribute('href') ?? '').searchParams.get('X-Amz-Date');

describe('a page that is left open', () => {
  test('renews the address of a picture, in the same element, before it ends', async () => {
    const picture = await visit('a.png', () => screen.findByRole('img', { name: 'a.png' }));
    const first = signedAt(picture);
    pass(13);
    expect(signedAt(picture)).toBe(first);
    pass(1.5);
    expect(signedAt(picture)).not.toBe(first);
    expect(screen.getByRole('img', { name: 'a.png' })).toBe(picture);
    expect((await fetch(picture.getAttribute('src') ?? '')).status).toBe(200);
  });

  test('renews it while nobody sees it only when somebody is back', async () => {
    const picture = await visit('a.png', () => screen.findByRole('img', { name: 'a.png' }));
    const first = signedAt(picture);
    show('hidden');
    pass(60);
    expect(signedAt(picture)).toBe(first);
    show('visible');
    expect(signedAt(picture)).not.toBe(first);
  });

  test('goes on with a playing video where it was', async () => {
    const element = await visit('clip.mp4', () => screen.findByLabelText('clip.mp4'));
    const video = element as HTMLVideoElement; // it has the label of the video
    const first = signedAt(video);
    const play = vi.spyOn(video, 'play').mockResolvedValue();
    Object.defineProperty(video, 'paused', { value: false });
    video.currentTime = 42;
    show('hidden');
    pass(14.5);
    expect(signedAt(video)).not.toBe(first);
    // a browser begins a new address at its start
    video.currentTime = 0;
    fireEvent.loadedMetadata(video);
    expect([video.currentTime, play.mock.calls.length]).toEqual([42, 1]);
  });

  test('leaves a video that is paused as it is, and goes on where it was once it is played', async () => {
    const element = await visit('clip.mp4', () => screen.findByLabelText('clip.mp4'));
    const video = element as HTMLVideoElement; // it has the label of the video
    const first = signedAt(video);
    const play = vi.spyOn(video, 'play').mockResolvedValue();
    video.currentTime = 7;
    pass(60);
    expect(signedAt(video)).toBe(first);
    Object.defineProperty(video, 'paused', { value: false });
    fireEvent.play(video);
    expect(signedAt(video)).not.toBe(first);
    expect((await fetch(video.src)).status).toBe(200);
    // a browser begins a new address at its start
    video.currentTime = 0;
    fireEvent.loadedMetadata(video);
    expect([video.currentTime, play.mock.calls.length]).toEqual([7, 1]);
  });

  test('gives a video another address, not a bad name, where its own ended', async () => {
    const element = await visit('clip.mp4', () => screen.findByLabelText('clip.mp4'));
    const video = element as HTMLVideoElement; // it has the label of the video
    video.currentTime = 7;
    // a computer that slept: no timer saw the time pass
    vi.setSystemTime(Date.now() + 20 * minute);
    fireEvent.error(video);
    expect((await fetch(video.src)).status).toBe(200);
    video.currentTime = 0;
    fireEvent.loadedMetadata(video);
    expect(video.currentTime).toBe(7);
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
