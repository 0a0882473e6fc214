import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reachApi, reachServer } from '#api/reach-server.ts';

const asked = vi.fn<typeof fetch>();
const { signal } = new AbortController();

beforeEach(() => {
  asked.mockReset().mockResolvedValue(new Response());
  vi.stubGlobal('fetch', asked);
});
afterEach(() => vi.unstubAllGlobals());

describe.each([
  ['the API', reachApi],
  ['another server', reachServer],
])('A check of %s', (_, reach) => {
  it('is not tried from a page on https at an address on http, where browsers refuse', async () => {
    vi.stubGlobal('location', { protocol: 'https:' });
    expect(await reach('http://ml.example', signal)).toEqual({ state: 'unchecked' });
    expect(asked).not.toHaveBeenCalled();
  });

  it.each([
    ['https:', 'https://ml.example'],
    ['http:', 'http://ml.example'],
    ['http:', 'https://ml.example'],
  ])('is tried from a page on %s at %s, without cookies', async (protocol, address) => {
    vi.stubGlobal('location', { protocol });
    await reach(address, signal);
    expect(asked.mock.calls.map(([, options]) => options?.credentials)).toEqual(['omit']);
  });

  it('ends without a verdict when it is ended', async () => {
    vi.stubGlobal('location', { protocol: 'http:' });
    const ended = new AbortController();
    asked.mockImplementation(() => {
      ended.abort();
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    await expect(reach('http://ml.example', ended.signal)).rejects.toThrow('aborted');
  });
});
