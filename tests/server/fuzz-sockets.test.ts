import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auth } from '#contract/index.ts';
import { createListener, listen } from '#server/listener.ts';
import { memoryInUse } from '#tests/support/memory.ts';
import { isSoak, tried } from '#tests/support/runs.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { someone, type Someone } from '#tests/support/team.ts';

/** What only a socket can do, against the listener that people reach. */

let server: TestServer;
let ada: Someone;
let cookie: string;
const listeners: Server[] = [];

const open = async (options?: Parameters<typeof createListener>[1]): Promise<number> => {
  const listener = createListener(server.app, options);
  listeners.push(listener);
  await listen(listener, 0, '127.0.0.1');
  return (listener.address() as AddressInfo).port; // a TCP server that listens
};

let port: number;
beforeAll(async () => {
  server = await startServer({ logLevel: 'warn' });
  ada = await someone(server);
  cookie = [...ada.browser.cookies].map((pair) => pair.join('=')).join('; ');
  port = await open();
});
afterAll(async () => {
  for (const listener of listeners) {
    listener.closeAllConnections();
    await new Promise((resolve) => listener.close(resolve));
  }
  await server.close();
});

/** All that comes back on a connection until it is closed; a connection that is cut is closed. */
const ending = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (text += part));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });

/** Sends bytes, and with `half` says that no more will come. */
const exchange = (bytes: string | Buffer, half = false): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  const end = ending(socket);
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  if (half) socket.end();
  return end;
};

const statusesOf = (text: string): number[] => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

/** Each answer is one of ours or the caller's fault, and tells nothing of where it stumbled. */
const requireSound = (text: string, sent: string): void => {
  const bad = statusesOf(text).filter((status) => status !== 200 && (status < 400 || status > 499));
  if (bad.length > 0 || / {4}at |node_modules/.test(text))
    expect.fail(`${JSON.stringify(sent.slice(0, 300))} is answered ${text.slice(0, 500)}`);
};

const call = (headers: string, body = '', line = 'POST /api/auth.get_credentials HTTP/1.1'): string =>
  [line, 'Host: 127.0.0.1', `Cookie: ${cookie}`, 'Content-Type: application/json', headers, '', body].join('\r\n');
const whole = () => call('Content-Length: 2\r\nConnection: close', '{}');

/** The server goes on: it answers others, has nothing new, and nothing to tell its operator. */
const requireAlive = async (): Promise<void> => {
  expect(statusesOf(await exchange(whole()))).toEqual([200]);
  expect(await ada.browser.ok(auth.getCredentials, {})).toMatchObject({ credentials: [] });
  expect(server.logged).toEqual([]);
};

describe('check 51: what is refused or cut off, while others are answered', () => {
  const create = (headers: string, body = ''): string => call(headers, body, 'POST /api/auth.create_credentials HTTP/1.1');
  const get = (path: string, headers = '', method = 'GET', version = 'HTTP/1.1'): string =>
    `${method} ${path} ${version}\r\nHost: 127.0.0.1\r\n${headers}Connection: close\r\n\r\n`;

  test.each<[string, () => string, half?: boolean]>([
    ['a body that is cut off', () => create('Content-Length: 100', '{"label":'), true],
    ['a body longer than said', () => create('Content-Length: 5', '{"label":"x"}')],
    ['lengths that differ', () => create('Content-Length: 2\r\nContent-Length: 13', '{"label":"x"}')],
    ['a length below nothing', () => create('Content-Length: -1', '{}')],
    ['a length that is no number', () => create('Content-Length: 0x2', '{}')],
    ['a length beyond all numbers', () => create(`Content-Length: ${'9'.repeat(400)}`, '{}')],
    ['a length and chunks', () => create('Content-Length: 2\r\nTransfer-Encoding: chunked', '2\r\n{}\r\n0\r\n\r\n')],
    ['chunks of no size', () => create('Transfer-Encoding: chunked', 'zz\r\n{}\r\n')],
    ['a chunk of more than there is', () => create('Transfer-Encoding: chunked', 'FFFFFFFFFFFFFFFFFF\r\n{}'), true],
    ['chunks that are cut off', () => create('Transfer-Encoding: chunked', '2\r\n{}\r\n'), true],
    ['chunks with much beside them', () => create('Transfer-Encoding: chunked', `2;${'x'.repeat(100_000)}\r\n{}\r\n0\r\n\r\n`)],
    ['an unknown coding', () => create('Transfer-Encoding: br', '{}')],
    ['ten thousand headers', () => get('/healthz', 'X-A: b\r\n'.repeat(10_000))],
    ['a header without end', () => get('/healthz', `X-A: ${'b'.repeat(200_000)}\r\n`)],
    ['a path without end', () => get(`/${'a'.repeat(200_000)}`)],
    ['a NUL in a header', () => get('/api/server.info', 'X-A: \0\r\n')],
    ['a line feed alone in a header', () => get('/api/server.info', 'X-A: b\nX-C: d\r\n'), true],
    ['a space before a colon', () => get('/api/server.info', 'Content-Length : 2\r\n')],
    ['a header on two lines', () => get('/api/server.info', 'X-A: b\r\n c\r\n'), true],
    ['no host', () => 'GET /api/server.info HTTP/1.1\r\n\r\n'],
    ['something expected', () => get('/api/server.info', 'Expect: miracles\r\n')],
    ['a method of its own', () => get('/api/server.info', '', 'HACK')],
    ['a method in small letters', () => get('/api/server.info', '', 'get')],
    ['a tunnel', () => get('127.0.0.1:22', '', 'CONNECT')],
    ['an upgrade', () => get('/api/auth.nope', 'Upgrade: h2c\r\nConnection: Upgrade\r\n')],
    ['HTTP/2 at once', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0'],
    ['the first version of HTTP', () => 'GET /\r\n', true],
    ['a version to come', () => get('/', '', 'GET', 'HTTP/9.9')],
    ['TLS', () => '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', true],
    ['no path', () => get('')],
    ['all paths', () => get('*', '', 'OPTIONS')],
    ['a path that is no address', () => get('http://[::1/')],
    ['a path of another scheme', () => get('file:///etc/passwd')],
    ['nothing but line ends', () => '\r\n\r\n\r\n', true],
    ['half a request', () => 'POST /api/auth.create_cred', true],
  ])('%s', async (_what, request, half) => {
    const sent = request();
    const answer = await exchange(sent, half);
    requireSound(answer, sent);
    expect(statusesOf(answer).filter((status) => status === 200)).toEqual([]);
    await requireAlive();
  });

  test.each([
    '/%',
    '/%zz',
    '/%00',
    '/%c0%ae%c0%ae/',
    '/api/%E0%A4%A',
    '/api/auth%2Elogin',
    '//',
    '//x',
    '/..%2f..%2fetc/passwd',
    '/?%',
    '/assets/%2e%2e/',
  ])('the path %s', async (path) => {
    for (const accept of ['', 'Accept: text/html\r\n']) requireSound(await exchange(get(path, accept)), path);
    await requireAlive();
  });

  const places = [
    '[',
    'a b',
    'x:99999999',
    '\xff',
    '%',
    'a@b',
    '',
    '/',
    '?',
    '#',
    'x/y',
    '.0.0.1',
    '1.2.3.4.5',
    '256.1.1.1',
    'xn--a',
    'a..b',
  ];

  test.each(places)('the host "%s"', async (host) => {
    for (const path of ['/', '/api/server.info', '/api/auth.get_credentials', '/configuration.json'])
      for (const accept of ['', 'Accept: text/html\r\n'])
        requireSound(await exchange(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${accept}Connection: close\r\n\r\n`), `${host} ${path}`);
    await requireAlive();
  });

  test.each([
    ['an echo', () => get('/api/server.info', '', 'TRACE')],
    ['two hosts', () => get('/api/server.info', 'Host: other.example.com\r\n')],
    ['nonsense behind a sound request', () => `${call('Content-Length: 2', '{}')}\0\x01 nonsense\r\n\r\n`],
  ])('%s, unless it is answered as if it were not there', async (_what, request) => {
    requireSound(await exchange(request()), request());
    await requireAlive();
  });
});

test('check 51: fifty requests sent at once are all answered', async () => {
  const sent = call('Content-Length: 2', '{}').repeat(49) + whole();
  expect(statusesOf(await exchange(sent))).toEqual(Array.from({ length: 50 }, () => 200));
});

test('check 51: whatever a request is made into, it is answered or cut off', async () => {
  const change = fc.record({
    at: fc.nat(1000),
    cut: fc.nat(12),
    piece: fc.oneof(
      fc.constantFrom(
        '',
        '\r\n',
        '\n',
        '\0',
        ' ',
        ':',
        '%',
        '\r\n\r\n',
        'Transfer-Encoding: chunked\r\n',
        'Content-Length: 1\r\n',
        'HTTP/1.0',
        '\xff',
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 8 }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const sent = changes.reduce((text, { at, cut, piece }) => {
        const place = Math.floor((at / 1000) * text.length);
        return text.slice(0, place) + piece + text.slice(place + cut);
      }, whole());
      const socket = connect(port, '127.0.0.1');
      const end = ending(socket);
      socket.write(Buffer.from(sent, 'latin1'));
      // by now a whole one has its answer
      expect(statusesOf(await exchange(whole()))).toEqual([200]);
      socket.end();
      requireSound(await end, sent);
    }),
    { numRuns: tried(isSoak ? 20_000 : 300) },
  );
  await requireAlive();
}, 300_000);

test('check 51: bodies of ten megabytes are refused or cut off, and nothing of them stays', async () => {
  const length = 10_485_760;
  const body = Buffer.alloc(length, 32);
  const said = Buffer.concat([Buffer.from(call(`Content-Length: ${length}\r\nConnection: close`)), body]);
  const unsaid = Buffer.concat([Buffer.from(call('Transfer-Encoding: chunked\r\nConnection: close', `${length.toString(16)}\r\n`)), body]);
  const before = memoryInUse();
  const rounds = isSoak ? 300 : 30;
  tried(rounds * 4);
  for (let time = 0; time < rounds; time += 1) {
    const answers = await Promise.all([said, unsaid, said, unsaid].map((bytes) => exchange(bytes)));
    for (const answer of answers) expect([[], [413]]).toContainEqual(statusesOf(answer));
  }
  await requireAlive();
  // a connection that was cut off lets go of what it had yet to send when its end has come
  await expect.poll(() => memoryInUse() - before, { timeout: 20_000, interval: 250 }).toBeLessThan(16_000_000);
});

describe('who sends slowly', () => {
  test('check 51: is cut off in bounded time, whatever it drips, and others are answered meanwhile', async () => {
    const impatient = await open({ patience: { requestTimeout: 500, connectionsCheckingInterval: 50 } });
    const starts = ['', 'G', 'GET /healthz HTTP/1.1\r\nX-A: ', call('Content-Length: 1000'), call('Transfer-Encoding: chunked')];
    const slow = starts.flatMap((start) => Array.from({ length: 10 }, () => start));
    const ends = slow.map(async (start) => {
      const socket = connect(impatient, '127.0.0.1');
      const dripping = setInterval(() => socket.writable && socket.write(start.endsWith('chunked\r\n\r\n') ? '1\r\n \r\n' : ' '), 20);
      if (start !== '') socket.write(start);
      const text = await ending(socket);
      clearInterval(dripping);
      requireSound(text, start);
    });
    for (let time = 0; time < 20; time += 1) await requireAlive();
    await Promise.all(ends);
  });

  test('check 51: has a minute, where nothing else is said', () => {
    const usual = createListener(server.app);
    for (const time of [usual.requestTimeout, usual.headersTimeout, createServer().keepAliveTimeout]) {
      expect(time).toBeGreaterThan(0);
      expect(time).toBeLessThanOrEqual(60_000);
    }
  });
});

test('check 51: half-closed and idle connections keep nobody out', async () => {
  const idle = Array.from({ length: 200 }, () => connect(port, '127.0.0.1'));
  const ends = idle.map(ending);
  await requireAlive();
  for (const socket of idle) socket.end();
  expect((await Promise.all(ends)).flatMap(statusesOf).filter((status) => status !== 400)).toEqual([]);
});
