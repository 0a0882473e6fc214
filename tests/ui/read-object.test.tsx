import { afterEach, describe, expect, test, vi } from 'vitest';
import { readRow, readWeb } from '#api/read-object.ts';
import { list, object, row } from '#tests/support/read-facts.ts';

const { signal } = new AbortController();
const storage = row({ host: 'http://127.0.0.1:9000' });

/** A storage that answers so, whatever is asked. */
const answering = (source: UnderlyingDefaultSource<Uint8Array>, status = 200): void => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(new ReadableStream(source), { status })));
};
const begun = new TextEncoder().encode('<ListBucketResult>');
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a listing is broken off', () => {
  const brokenOff = { ok: false, verdict: { name: 'broken_off' } };
  test('where it is cut', async () => {
    let pulls = 0;
    answering({ pull: (stream) => (pulls++ === 0 ? stream.enqueue(begun) : stream.error(new TypeError('terminated'))) });
    expect(await readRow(storage, list, signal)).toEqual(brokenOff);
  });
  test('where it stalls', async () => {
    vi.useFakeTimers();
    answering({ start: (stream) => stream.enqueue(begun) });
    const answer = readRow(storage, list, signal);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toEqual(brokenOff);
  });
  test('where the document of an error is cut', async () => {
    answering({ start: (stream) => stream.error(new TypeError('terminated')) }, 403);
    expect(await readRow(storage, object, signal)).toEqual(brokenOff);
  });
});

describe('what does not end within 16 MiB', () => {
  const much = new Uint8Array(1_048_576).fill(32);
  /** Begins so, and goes on for ever. */
  const endless = (begin: Uint8Array): void => {
    let pulls = 0;
    answering({ pull: (stream) => stream.enqueue(pulls++ === 0 ? begin : much) });
  };
  test('is too large, where it is a listing', async () => {
    endless(begun);
    expect(await readRow(storage, list, signal)).toEqual({
      ok: false,
      verdict: { name: 'too_large', folder: 's3://127.0.0.1:9000/models/folder/' },
    });
  });
  test('is no listing, where it does not begin as one', async () => {
    endless(much);
    expect(await readRow(storage, list, signal)).toEqual({ ok: false, verdict: { name: 'other', status: 200, code: '' } });
  });
});

test('the server is not asked to look at an address whose path reads as if it held a secret', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  const askedServer = () => fetched.mock.calls.some(([, init]) => typeof init?.body === 'string' && init.body.includes('files.lan'));
  for (const path of ['b.png%3Fsv=1&sig=hush', 'b.png%253Fsv%3D1%26sig%3Dhush', 'b.png%20token=hush']) {
    const answer = await readWeb(`https://files.lan/${path}`, signal);
    expect(answer.ok || answer.verdict.name).toBe('unknown');
    expect(askedServer()).toBe(false);
  }
  await readWeb('https://files.lan/b%3Fv=1&w.png', signal);
  expect(askedServer()).toBe(true);
});
