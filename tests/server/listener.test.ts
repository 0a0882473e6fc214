import { once } from 'node:events';
import { request, type Server } from 'node:http';
import { createConnection, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auth } from '#contract/index.ts';
import { makeEnding, watchDoor } from '#server/ending.ts';
import { createListener, listen } from '#server/listener.ts';
import { basic, type TestClient } from '#tests/support/client.ts';
import { addPerson, logIn } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

const headersOfSecurity = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
};

let server: TestServer;
let listener: Server;
let port: number;
let browser: TestClient;
let program: { authorization: string };

beforeEach(async () => {
  server = await startServer();
  browser = await logIn(server, await addPerson(server, 'ada@example.com'));
  const { credentials: key } = await browser.ok(auth.createCredentials, { label: 'first' });
  program = basic(key.access_key, key.secret_key);
  listener = createListener(server.app);
  expect(await listen(listener, 0, '127.0.0.1')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  port = (listener.address() as AddressInfo).port; // a TCP server that listens
});
afterEach(async () => {
  listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
  await server.close();
});

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string | string[] | undefined>;
}

/** Real bytes over a real socket. */
const send = (
  path: string,
  { method = 'POST', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
      },
    );
    call.on('error', reject);
    call.end(body);
  });

const json = { 'content-type': 'application/json' };
const cookie = () => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

describe('real bytes', () => {
  test("the SDK's GET with a JSON body is read", async () => {
    const made = await send('/v2.23/auth.create_credentials', {
      method: 'GET',
      headers: { ...program, ...json },
      body: '{"label":"by get"}',
    });
    expect([made.status, JSON.parse(made.text)]).toMatchObject([200, { data: { credentials: { label: 'by get' } } }]);
    const login = await send('/auth.login', { method: 'GET', headers: program });
    expect([login.status, login.headers['set-cookie']]).toEqual([200, [expect.stringContaining('HttpOnly')]]);
  });

  test('check 3: the same GET with the cookie alone changes nothing, whatever it claims to be', async () => {
    for (const extra of [{}, { 'x-http-method-override': 'POST' }, { 'x-original-method': 'POST' }]) {
      const answer = await send('/api/auth.create_credentials', {
        method: 'GET',
        headers: { cookie: cookie(), ...json, ...extra },
        body: '{"label":"forged"}',
      });
      expect(answer.status).toBe(405);
    }
    expect((await browser.ok(auth.getCredentials, {})).credentials).toHaveLength(1);
  });

  test('a POST without a body needs no content type', async () => {
    const socket = createConnection(port, '127.0.0.1');
    socket.write(`POST /api/auth.get_credentials HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie()}\r\nConnection: close\r\n\r\n`);
    let text = '';
    for await (const part of socket) text += String(part);
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('HEAD means the same and answers no body', async () => {
    const answer = await send('/auth.get_credentials', { method: 'HEAD', headers: program });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  test('check 51: ten megabytes are refused, and the process lives', async () => {
    const big = await send('/api/auth.create_credentials', {
      headers: { cookie: cookie(), ...json },
      body: Buffer.alloc(10_485_760, 32),
    }).catch(() => 'cut off');
    expect(big === 'cut off' || (typeof big === 'object' && big.status === 413)).toBe(true);
    expect((await send('/healthz', { method: 'GET' })).status).toBe(200);
  });

  test('check 51: what is not HTTP is answered with 400, and the process lives', async () => {
    const socket = createConnection(port, '127.0.0.1');
    socket.end('\u0000\u0001 nonsense\r\n\r\n');
    let text = '';
    for await (const part of socket) text += String(part);
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect((await send('/healthz', { method: 'GET' })).status).toBe(200);
  });
});

test('a connection that is kept when the server stops listening is good for one more call', async () => {
  const ending = makeEnding();
  const second = createListener(server.app, { ending });
  const stopListening = watchDoor(second, ending);
  await listen(second, 0, '127.0.0.1');
  const kept = createConnection((second.address() as AddressInfo).port, '127.0.0.1'); // a TCP server that listens
  const head = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n';
  kept.write(head);
  expect(String((await once(kept, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 [^]*\r\nconnection: keep-alive\r\n/i);
  ending.begun = true;
  const stopped = stopListening();
  while (second.listening) await setImmediate();
  kept.write(head);
  expect(await text(kept)).toMatch(/^HTTP\/1\.1 200 [^]*\r\nconnection: close\r\n/i);
  await stopped;
});

test('check 12: what names no address, or is no request, is refused with the headers of security too', async () => {
  const overHttps = await startServer({ hsts: true });
  const strict = createListener(overHttps.app, { hsts: true });
  await listen(strict, 0, '127.0.0.1');
  const { port: strictPort } = strict.address() as AddressInfo; // a TCP server that listens
  const asked = (line: string, ...headers: readonly string[]): string => `${[line, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;
  for (const [status, sent] of [
    ['400 Bad Request', asked('GET /healthz HTTP/1.1', 'Host: 1.2.3.4.5')],
    ['400 Bad Request', asked('GET /healthz HTTP/1.1', 'Host: a b')],
    ['400 Bad Request', asked('GET /\\ HTTP/1.1', 'Host: localhost')],
    ['400 Bad Request', asked('GET /healthz HTTP/1.1')],
    ['400 Bad Request', asked('nothing of the kind')],
    ['400 Bad Request', asked('POST /api/auth.login HTTP/1.1', 'Host: localhost', 'Content-Length: 1', 'Transfer-Encoding: chunked')],
    ['417 Expectation Failed', asked('GET /healthz HTTP/1.1', 'Host: localhost', 'Expect: 200-maybe')],
    ['431 Request Header Fields Too Large', asked('GET /healthz HTTP/1.1', 'Host: localhost', `X: ${'x'.repeat(20_000)}`)],
  ] as const)
    for (const [at, hsts] of [
      [port, null],
      [strictPort, 'max-age=31536000'],
    ] as const) {
      const socket = createConnection(at, '127.0.0.1');
      socket.write(sent);
      const [first = '', ...lines] = (await text(socket)).split('\r\n');
      const headers = new Headers(lines.flatMap((line) => (line.includes(': ') ? [line.split(': ') as [string, string]] : []))); // two parts, as just looked
      expect([sent.slice(0, 200), first]).toEqual([sent.slice(0, 200), `HTTP/1.1 ${status}`]);
      for (const [name, value] of Object.entries(headersOfSecurity)) expect([name, headers.get(name)]).toEqual([name, value]);
      expect(headers.get('strict-transport-security')).toBe(hsts);
    }
  await new Promise((resolve) => strict.close(resolve));
  await overHttps.close();
});

test('a check of health by HTTP/1.0, which names no host, is answered', async () => {
  const socket = createConnection(port, '127.0.0.1');
  socket.write('GET /readyz HTTP/1.0\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test('a taken port ends with one sentence that names a free one', async () => {
  const second = createListener(server.app);
  const refused = await listen(second, port, '127.0.0.1').catch((error: Error) => error.message);
  expect(refused).toMatch(
    new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is taken: start with PORT=\\d+, which is free, or end the other program\\.$`),
  );
  const free = Number(/PORT=(\d+)/.exec(refused)?.[1]);
  await listen(second, free, '127.0.0.1');
  await new Promise((resolve) => second.close(resolve));
});

test('an address that is not here ends with one sentence', async () => {
  await expect(listen(createListener(server.app), 0, '203.0.113.1')).rejects.toThrow(
    /^The server cannot listen on 203\.0\.113\.1, port 0 \(EADDRNOTAVAIL\): choose others by HOST and PORT\.$/,
  );
});
