import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { users } from '#contract/index.ts';
import { bearer } from '#tests/support/client.ts';
import { openConnected } from '#tests/support/connected.ts';
import { listening } from '#tests/support/listening.ts';
import { expired, selfSigned } from '#tests/support/upstream/certificates.ts';
import * as faults from '#tests/support/upstream/faults.ts';
import { startForwardProxy } from '#tests/support/upstream/forward-proxy.ts';
import { startStandIn, type StandIn, type StandInOptions } from '#tests/support/upstream/stand-in.ts';

const open: StandIn[] = [];
const start = async (options?: StandInOptions): Promise<StandIn> => {
  const clearml = await startStandIn(options);
  open.push(clearml);
  return clearml;
};
afterEach(async () => void (await Promise.all(open.splice(0).map((clearml) => clearml.close()))));

const errorAt = async (apiUrl: string): Promise<readonly [number, unknown]> => {
  const { status, meta } = await openConnected({ apiUrl }).client().call(users.getPreferences);
  return [status, meta.error_data?.['error']];
};

describe('check 53: what goes wrong on the way to the ClearML Server has a name', () => {
  test.each([
    ['reset', faults.resets, [502, 'upstream_broken']],
    ['reset after the headers', faults.resetsAfterHeaders, [502, 'upstream_broken']],
    ['half an answer', faults.halfOfLength, [502, 'upstream_broken']],
    ['half an answer in chunks', faults.cutChunks, [502, 'upstream_broken']],
    ['a page', faults.html(200), [502, 'upstream_not_clearml']],
    ['a page that forbids', faults.html(403), [502, 'upstream_not_clearml']],
    ['a page of failure', faults.html(500), [502, 'upstream_not_clearml']],
    ['a page of a proxy', faults.html(502), [502, 'upstream_down']],
    ['a page of maintenance', faults.html(503), [502, 'upstream_down']],
    ['a redirect to log in', faults.redirect(), [502, 'upstream_not_clearml']],
  ] as const)('%s', async (_name, fault, error) => {
    const clearml = await start();
    clearml.fault(fault);
    expect(await errorAt(clearml.url)).toEqual(error);
  });

  test('nobody listens', async () => {
    expect(await errorAt(await faults.closedPort())).toEqual([502, 'upstream_refused']);
  });

  test('the name is not known', async () => {
    expect(await errorAt(faults.unknownHost)).toEqual([502, 'upstream_unknown_host']);
  });

  test.each([
    ['not trusted', selfSigned],
    ['expired', expired],
  ])('the certificate is %s', async (_name, make) => {
    const clearml = await start({ tls: make() });
    expect(await errorAt(clearml.url)).toEqual([502, 'upstream_certificate']);
  });

  test.each([401, 403, 500] as const)('its own %i stays its own', async (status) => {
    const clearml = await start();
    clearml.fault(faults.refuses(status, 7, 'Its own words'));
    const { meta } = await openConnected({ apiUrl: clearml.url }).client().call(users.getPreferences);
    expect(meta).toMatchObject({ result_code: status, result_subcode: 7, result_msg: 'Its own words' });
  });

  test('an answer that nobody wants, and one whose caller goes away, is not read to its end', async () => {
    const clearml = await start();
    const closed: Promise<unknown>[] = [];
    clearml.fault((response) => {
      closed.push(once(response, 'close'));
      response.writeHead(200, { 'Content-Type': 'text/html' }).write('<p>');
    });
    expect(await errorAt(clearml.url)).toEqual([502, 'upstream_not_clearml']);
    clearml.fault((response) => void closed.push(once(response, 'close')));
    const leaving = new AbortController();
    const client = openConnected({ apiUrl: clearml.url }).client();
    const call = client.raw('api/server.info', { method: 'POST', signal: leaving.signal });
    await vi.waitFor(() => expect(closed).toHaveLength(2));
    leaving.abort();
    await call;
    await Promise.all(closed);
  });

  test('and however often it is asked meanwhile, the log has few lines of it', async () => {
    const clearml = await start();
    clearml.fault(faults.resets);
    const site = openConnected({ apiUrl: clearml.url });
    for (let time = 0; time < 30; time += 1) expect((await site.client().call(users.getPreferences)).status).toBe(502);
    expect(site.logged).toHaveLength(20);
  });

  test('a secret of the call is in no log', async () => {
    const clearml = await start();
    clearml.fault(faults.resets);
    const site = openConnected({ apiUrl: clearml.url });
    await site.client().call(users.getPreferences, {}, { headers: bearer('a.very.secret') });
    expect(site.logged).not.toEqual([]);
    expect(site.logged.join('\n')).not.toContain('secret');
  });
});

const mebibytes = (count: number): number => count * 1024 * 1024;

describe('check 53: an answer that ends in its middle', () => {
  test.each([
    ['broken', faults.breaksAfter(mebibytes(3)), 'upstream_broken'],
    ['cut, where it has no end', faults.huge(Number.POSITIVE_INFINITY), 'upstream_too_large'],
  ] as const)('is %s for the browser too, and one line of the log says so', async (_name, fault, error) => {
    const raw = [vi.spyOn(console, 'error'), vi.spyOn(console, 'info')];
    const clearml = await start();
    clearml.fault(fault);
    const site = openConnected({ apiUrl: clearml.url });
    const { base, close } = await listening(site);
    try {
      const headers = bearer('a.very.secret');
      const answer = fetch(new URL('/api/server.info?key=secret', base), { method: 'POST', headers });
      await expect(answer.then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/);
      await vi.waitFor(() => expect(site.logged).toHaveLength(1));
      const { host } = new URL(clearml.url);
      const line = JSON.parse(site.logged[0] ?? '') as object; // pino writes objects
      expect(line).toMatchObject({ level: 40, operation: 'server.info', host, failure: error });
      expect(site.logged[0]).not.toMatch(/stack|secret|\.ts:/);
      for (const spy of raw) expect(spy).not.toHaveBeenCalled();
    } finally {
      await close();
      vi.restoreAllMocks();
    }
  });

  test('is nobody’s fault where the browser went away', async () => {
    const clearml = await start();
    const closed = new Promise<void>((resolve) => {
      clearml.fault((response, sound) => {
        response.once('close', resolve);
        return faults.huge(Number.POSITIVE_INFINITY)(response, sound);
      });
    });
    const site = openConnected({ apiUrl: clearml.url });
    const { base, close } = await listening(site);
    const raw = vi.spyOn(console, 'error');
    const leaving = new AbortController();
    const answer = await fetch(new URL('/api/server.info', base), { method: 'POST', signal: leaving.signal });
    leaving.abort();
    await expect(answer.text()).rejects.toThrow('aborted');
    await closed;
    await close();
    expect(raw).not.toHaveBeenCalled();
    expect(site.logged).toEqual([]);
    vi.restoreAllMocks();
  });
});

describe('check 53: an answer that drips', () => {
  afterEach(() => vi.useRealTimers());

  test.each([
    ['a small one, with its message', '{', 40],
    ['a large one, in its middle', 'x'.repeat(mebibytes(1.5)), 150],
  ])('ends in time: %s', async (_name, begin, seconds) => {
    const clearml = await start();
    const site = openConnected({ apiUrl: clearml.url });
    // its client’s own timers are real from here on
    await site.client().call('server.info');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { fault, drip } = faults.drips(begin);
    clearml.fault(fault);
    const read: string[] = [];
    const answer = site.client().raw('api/server.info', { method: 'POST' });
    const reading = answer.then((response) => response.text()).catch(() => 'half');
    void reading.then((text) => read.push(text));
    for (let second = 0; second < seconds && read.length === 0; second += 1) {
      await drip();
      await setImmediate();
      vi.advanceTimersByTime(1000);
    }
    await setImmediate();
    expect(read[0]).toMatch(/^half$|upstream_timeout/);
    expect(site.logged.map((line) => JSON.parse(line) as object)).toMatchObject([{ failure: 'upstream_timeout' }]);
  });
});

describe('a forward proxy', () => {
  test('that keeps silent about a tunnel holds nobody who goes away', async () => {
    const silent = createServer();
    const reached = once(silent, 'connection');
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo; // it listens on TCP
    const url = `http://127.0.0.1:${port}`;
    const client = openConnected({ apiUrl: 'https://clearml.example', proxies: { http: url, https: url, none: null } }).client();
    const leaving = new AbortController();
    const call = client.raw('api/server.info', { method: 'POST', signal: leaving.signal });
    const [socket] = (await reached) as [Socket]; // what a connection brings
    leaving.abort();
    expect((await call).status).toBe(502);
    socket.destroy();
    silent.close();
  });

  test('is used where the environment names one, and left out for NO_PROXY', async () => {
    const clearml = await start();
    const proxy = await startForwardProxy({ 'clearml.corp.example:80': new URL(clearml.url).host });
    const proxies = { http: proxy.url, https: proxy.url, none: null };
    try {
      const through = openConnected({ apiUrl: 'http://clearml.corp.example', proxies }).client();
      expect((await through.call('server.info')).data).toMatchObject({ version: '2.0.0' });
      // no tunnel: proxies may allow those to port 443 only
      expect(proxy.passed.map(({ method }) => method)).toEqual(['POST']);
      const past = openConnected({ apiUrl: clearml.url, proxies: { ...proxies, none: '127.0.0.1' } }).client();
      expect((await past.call('server.info')).status).toBe(200);
      expect(proxy.passed).toHaveLength(1);
    } finally {
      await proxy.close();
    }
  });
});
