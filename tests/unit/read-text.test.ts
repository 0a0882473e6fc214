import { afterEach, expect, test, vi } from 'vitest';
import { readText } from '#api/read-text.ts';

const { signal } = new AbortController();
const body = (source: UnderlyingDefaultSource<Uint8Array>): Response => new Response(new ReadableStream(source));
const bytes = new TextEncoder().encode('<List>ä');
afterEach(() => void vi.useRealTimers());

test('a body is read to its end', async () => {
  const response = body({
    start: (stream) => {
      stream.enqueue(bytes.subarray(0, 7));
      stream.enqueue(bytes.subarray(7));
      stream.close();
    },
  });
  expect(await readText(response, 100, signal)).toEqual({ text: '<List>ä', more: false });
  expect(await readText(new Response(null), 100, signal)).toEqual({ text: '', more: false });
});

test('a body that breaks off is none', async () => {
  let pulls = 0;
  const pull = (stream: ReadableStreamDefaultController<Uint8Array>): void =>
    pulls++ === 0 ? stream.enqueue(bytes) : stream.error(new TypeError('terminated'));
  expect(await readText(body({ pull }), 100, signal)).toBeUndefined();
});

test('a body that stops without an end is given up in time', async () => {
  vi.useFakeTimers();
  let cancelled = false;
  const stalled = readText(body({ start: (stream) => stream.enqueue(bytes), cancel: () => void (cancelled = true) }), 100, signal);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([await stalled, cancelled]).toEqual([undefined, true]);
});

test('a body without an end is left at the limit', async () => {
  let cancelled = false;
  const endless = body({ pull: (stream) => stream.enqueue(bytes), cancel: () => void (cancelled = true) });
  expect(await readText(endless, 6, signal)).toEqual({ text: '<List>', more: true });
  expect(cancelled).toBe(true);
});

test('whoever stops it gets the reason', async () => {
  const stop = new AbortController();
  const pull = (stream: ReadableStreamDefaultController<Uint8Array>): void => {
    stop.abort(new Error('left'));
    stream.error(new Error('ended by it'));
  };
  const read = readText(body({ pull }), 100, stop.signal);
  await expect(read).rejects.toThrow('left');
});
