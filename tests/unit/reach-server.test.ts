import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reachApi, reachServer, tryPair } from '#api/reach-server.ts';

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

describe('A trial of a key pair', () => {
  const envelope = (code: number) => ({
    meta: {
      id: 'a',
      trx: 'a',
      endpoint: { name: 'auth.login', requested_version: '2.31', actual_version: '2.31' },
      result_code: code,
      result_subcode: 0,
      result_msg: '',
    },
    data: {},
  });
  const pair = ['KEY', 'secret'] as const;
  beforeEach(() => void vi.stubGlobal('location', { protocol: 'http:' }));

  it('logs in by both halves, without the cookie of this browser, for a token that soon ends', async () => {
    asked.mockResolvedValue(Response.json(envelope(200)));
    expect(await tryPair('http://ml.example/api', ...pair, signal)).toEqual({ state: 'works' });
    const [address, options] = asked.mock.calls[0] ?? [];
    expect(address).toBe('http://ml.example/api/auth.login');
    expect(options).toMatchObject({ method: 'POST', credentials: 'omit', headers: { Authorization: `Basic ${btoa('KEY:secret')}` } });
    expect(options?.body).toBe('{"expiration_sec":60}');
  });

  it.each([
    ['refused', 'by a server of ClearML', () => Promise.resolve(Response.json(envelope(401), { status: 401 }))],
    ['foreign', 'by another kind of server', () => Promise.resolve(new Response('<html>'))],
    ['silent', 'where nothing answers', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('is %s %s', async (state, _where, answer) => {
    asked.mockImplementation(answer);
    expect(await tryPair('http://ml.example', ...pair, signal)).toEqual({ state });
  });

  it('is not to be read where the server allows this page nothing', async () => {
    asked.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    expect(await tryPair('http://ml.example', ...pair, signal)).toEqual({ state: 'unreadable' });
  });

  it('sends no secret from a page on https to an address on http', async () => {
    vi.stubGlobal('location', { protocol: 'https:' });
    expect(await tryPair('http://ml.example', ...pair, signal)).toEqual({ state: 'unchecked' });
    expect(asked).not.toHaveBeenCalled();
  });
});
