import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '#server/failure.ts';
import { probe } from '#server/probe/probe.ts';
import { noNames, testSettings } from '#tests/support/server.ts';
import { startPlain, startStorage, type Storage } from '#tests/support/storage.ts';
import { expired, selfSigned } from '#tests/support/upstream/certificates.ts';

const now = Date.UTC(2026, 10, 23, 16, 0, 0);
const signed = '?X-Amz-Date=20261123T160000Z&X-Amz-Expires=60&X-Amz-Signature=0123abcd';

const opened: Storage[] = [];
afterEach(async () => void (await Promise.all(opened.splice(0).map((storage) => storage.close()))));

const start = async (answer: RequestListener, options: Parameters<typeof startStorage>[1] = {}): Promise<Storage> => {
  const storage = await startStorage(answer, options);
  opened.push(storage);
  return storage;
};

const speak = async (how: Parameters<typeof startPlain>[0]): Promise<Storage> => {
  const storage = await startPlain(how);
  opened.push(storage);
  return storage;
};

const probing = {
  settings: { ...testSettings, probeAllow: ['127.0.0.0/8'] },
  resolve: noNames as (name: string) => Promise<readonly string[]>,
  clock: () => now,
  webUrl: 'https://page.example/profile/',
  who: 'ada',
};
/** Long enough for a loopback, short enough for what never ends. */
const short = 300;

const refusal = async (asked: Promise<unknown>): Promise<Pick<Failure, 'error' | 'data'>> => {
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  if (!(error instanceof Failure)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return { error: error.error, data: error.data };
};

describe('what a storage says', () => {
  test('is told by its status, its own code, and the headers that matter', async () => {
    const storage = await start((_request, response) => {
      response.writeHead(404, {
        date: new Date(now + 7_260_000).toUTCString(),
        'content-type': 'application/xml',
        'access-control-allow-origin': 'https://page.example',
        'x-amz-bucket-region': 'eu-west-1',
        'set-cookie': 'secret=1',
        'x-amz-id-2': 'internal',
      });
      response.end('<?xml version="1.0"?><Error><Code>NoSuchBucket</Code><Message>none of this name</Message></Error>');
    });
    expect(await probe(`http://${storage.host}/bucket/key`, { ...probing, clock: () => now + 999 })).toEqual({
      reached: true,
      status: 404,
      error_code: 'NoSuchBucket',
      headers: {
        'access-control-allow-origin': 'https://page.example',
        'content-type': 'application/xml',
        date: expect.any(String) as string,
        'x-amz-bucket-region': 'eu-west-1',
      },
      timing_ms: 0,
      clock_skew_sec: 7260,
    });
  });

  test.each([
    ['Azure', { 'x-ms-error-code': 'AuthenticationFailed' }, 'AuthenticationFailed'],
    ['MinIO', { 'x-minio-error-code': 'SignatureDoesNotMatch' }, 'SignatureDoesNotMatch'],
    ['nobody, where it is no name', { 'x-ms-error-code': 'a <b> & more' }, undefined],
  ])('has the code of %s', async (_who, headers, code) => {
    const storage = await start((_request, response) => response.writeHead(403, headers).end());
    expect((await probe(`http://${storage.host}/b/k${signed}`, probing)).error_code).toBe(code);
  });

  test('is asked for by HEAD where the address is signed, else by GET, as the page would', async () => {
    const seen: unknown[] = [];
    const storage = await start(({ headers }, response) => {
      seen.push(headers);
      response.end('data of somebody');
    });
    await probe(`http://${storage.host}/b/k%20y${signed}#fragment`, probing);
    await probe(`http://${storage.host}/b/k?list-type=2`, probing);
    expect(storage.requests).toEqual([`HEAD /b/k%20y${signed}`, 'GET /b/k?list-type=2']);
    const sent = { host: storage.host, origin: 'https://page.example', 'accept-encoding': 'identity', connection: 'close' };
    expect(seen).toEqual([sent, sent]);
    expect(storage.connections()).toBe(2);
  });

  test('has no clock where it says no date', async () => {
    const storage = await start((_request, response) => {
      response.sendDate = false;
      response.end();
    });
    const answer = await probe(`http://${storage.host}/`, probing);
    expect(answer).toMatchObject({ reached: true, status: 200 });
    expect(answer).not.toHaveProperty('clock_skew_sec');
  });

  test('took so long', async () => {
    let at = now;
    const storage = await start((_request, response) => {
      at += 1234;
      response.end();
    });
    expect(await probe(`http://${storage.host}/`, { ...probing, clock: () => at })).toMatchObject({ timing_ms: 1234 });
  });

  test('check 46: a redirect is told and not followed, and does not repeat the signature', async () => {
    const other = await start((_request, response) => response.end());
    const storage = await start(({ url }, response) => response.writeHead(307, { location: `http://${other.host}${url}#x` }).end());
    const answer = await probe(`http://${storage.host}/b/k${signed}`, probing);
    expect(answer).toMatchObject({ reached: true, status: 307, headers: { location: `http://${other.host}/b/k` } });
    expect(JSON.stringify(answer)).not.toContain('0123abcd');
    expect(other.connections()).toBe(0);
  });

  test('where it leads is told only for the web', async () => {
    const storage = await start((_request, response) => response.writeHead(302, { location: 'javascript:alert(1)' }).end());
    expect(await probe(`http://${storage.host}/`, probing)).not.toHaveProperty('headers.location');
  });

  test.each([
    [200, undefined],
    [500, 'Early'],
  ])('a body without an end is cut, and the connection ended (%i)', async (status, code) => {
    let closed: Promise<unknown> = Promise.resolve();
    const storage = await start((_request, response) => {
      closed = once(response, 'close');
      const more = (): void => void (response.write(Buffer.alloc(16_384, 'x')) ? setImmediate(more) : response.once('drain', more));
      response.writeHead(status);
      response.write(`<Error><Code>Early</Code>${' '.repeat(2000)}<Code>Late</Code>`);
      more();
    });
    // so that nothing but the cut ends it
    const answer = await probe(`http://${storage.host}/`, probing, 3_600_000);
    expect([answer.reached && answer.status, answer.error_code]).toEqual([status, code]);
    await closed;
  });

  test('of a body no more than 1 KiB is read', async () => {
    const storage = await start((_request, response) => response.writeHead(500).end(`${' '.repeat(1020)}<Code>Late</Code>`));
    expect(await probe(`http://${storage.host}/`, probing)).not.toHaveProperty('error_code');
  });

  test('a body that drips does not keep anybody', async () => {
    const storage = await start((_request, response) => response.writeHead(403).write('<Error><Code>AccessDenied</Code>'));
    expect(await probe(`http://${storage.host}/`, probing, short)).toMatchObject({ status: 403, error_code: 'AccessDenied' });
  });
});

const hint = (text: string): string => `HTTP/1.1 103 Early Hints\r\nLink: <${text}>\r\n\r\n`;
const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

describe('what cannot be reached says why', () => {
  const again = Object.assign(new Error('x'), { code: 'EAI_AGAIN' });
  test.each([
    ['the name is not known', noNames, 'dns', 'ENOTFOUND'],
    ['the name server does not answer', () => Promise.reject(again), 'dns', 'EAI_AGAIN'],
    ['the name has no address', () => Promise.resolve([]), 'dns', 'ENODATA'],
  ] as const)('%s', async (_what, resolve, code, message) => {
    const answer = await probe('https://bucket.example/', { ...probing, resolve });
    expect(answer).toEqual({ reached: false, error_code: code, error_message: message, timing_ms: 0 });
  });

  test('a name server that keeps silent, and keeps nobody else from theirs', async () => {
    let release: () => void = () => undefined;
    const silent = new Promise<readonly string[]>((resolve) => {
      release = () => resolve([]);
    });
    const resolve = vi.fn<typeof probing.resolve>(() => silent);
    const slow = (who: string) => probe('https://bucket.example/', { ...probing, who, resolve }, short);
    const timedOut = { reached: false, error_code: 'timeout', timing_ms: 0 };
    expect(await Promise.all(['ada', 'ada', 'bob', 'bob'].map(slow))).toEqual([timedOut, timedOut, timedOut, timedOut]);
    expect(resolve).toHaveBeenCalledTimes(2);
    expect(await probe('https://bucket.example/', { ...probing, who: 'eve' })).toMatchObject({ error_code: 'dns' });
    release();
    expect(await probe('https://bucket.example/', probing)).toMatchObject({ error_code: 'dns' });
  });

  test('nobody listens', async () => {
    const { host, close } = await startStorage(() => undefined);
    await close();
    expect(await probe(`http://${host}/`, probing)).toMatchObject({ error_code: 'refused', error_message: 'ECONNREFUSED' });
  });

  test.each([
    ['the connection breaks', (socket: TLSSocket) => socket.resetAndDestroy(), 'reset'],
    ['the connection is closed', (socket: TLSSocket) => socket.end(), 'reset'],
    ['it speaks something else', (socket: TLSSocket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), 'not_http'],
    ['it never answers', () => undefined, 'timeout'],
    ['it never comes to an end of its headers', (socket: TLSSocket) => socket.write('HTTP/1.1 200 OK\r\nServer: x'), 'timeout'],
    ['it changes to another protocol', (socket: TLSSocket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'), 'not_http'],
    ['it changes to one that it names', (socket: TLSSocket) => socket.write(upgrade), 'not_http'],
    ['it has hints again and again', (socket: TLSSocket) => socket.write(hint('').repeat(5)), 'not_http'],
    ['its hints have no end', (socket: TLSSocket) => socket.write(hint('x'.repeat(12_000)).repeat(3)), 'not_http'],
    ['its headers have no end', (socket: TLSSocket) => socket.write(`HTTP/1.1 200 OK\r\nServer: ${'x'.repeat(40_000)}`), 'not_http'],
  ])('%s', async (_what, how, code) => {
    const storage = await speak((socket) => socket.once('data', () => void how(socket as TLSSocket))); // nothing of TLS is used
    const answer = await probe(`http://${storage.host}/`, probing, short);
    expect(answer).toMatchObject({ reached: false, error_code: code });
  });

  test('a few hints before the answer are none', async () => {
    const answer = `${hint('x').repeat(4)}HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n<Error><Code>AccessDenied</Code>${' '.repeat(50_000)}`;
    const storage = await speak((socket) => socket.once('data', () => socket.end(answer)));
    expect(await probe(`http://${storage.host}/`, probing)).toMatchObject({ status: 403, error_code: 'AccessDenied' });
  });

  test('it keeps silent about TLS', async () => {
    const storage = await speak(() => undefined);
    expect(await probe(`https://${storage.host}/`, probing, short)).toMatchObject({ error_code: 'timeout' });
  });

  test('it knows no TLS', async () => {
    const storage = await start((_request, response) => response.end());
    const answer = await probe(`https://${storage.host}/`, probing);
    expect(answer).toMatchObject({ reached: false, error_code: 'tls' });
  });

  test.each([
    ['nobody vouches for its certificate', selfSigned(), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['its certificate is of last month', expired(), /CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT/],
  ])('%s', async (_what, tls, message) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const storage = await start((_request, response) => response.end(), { tls });
    const answer = await probe(`https://${storage.host}/`, probing);
    vi.unstubAllEnvs();
    expect(answer).toEqual({ reached: false, error_code: 'tls', error_message: expect.stringMatching(message) as string, timing_ms: 0 });
    expect(storage.requests).toEqual([]);
  });
});

describe('a name', () => {
  const named = (port: number, path = '/') => `http://storage.example:${port}${path}`;

  test('goes along as host and to TLS, and the connection to its address', async () => {
    const hosts: unknown[] = [];
    const resolve = vi.fn<typeof probing.resolve>(() => Promise.resolve(['127.0.0.1']));
    const storage = await start(({ headers }, response) => {
      hosts.push(headers.host);
      response.end();
    });
    await probe(named(storage.port), { ...probing, resolve });
    expect(hosts).toEqual([`storage.example:${storage.port}`]);

    const { key, cert } = selfSigned();
    const context = createSecureContext({ key, cert });
    const asked: string[] = [];
    const secure = await speak((socket) => {
      const SNICallback = (name: string, done: (error: null, context: ReturnType<typeof createSecureContext>) => void): void => {
        asked.push(name);
        done(null, context);
      };
      new TLSSocket(socket, { isServer: true, secureContext: context, SNICallback }).on('error', () => undefined);
    });
    expect(await probe(`https://storage.example.:${secure.port}/`, { ...probing, resolve })).toMatchObject({ error_code: 'tls' });
    expect(asked).toEqual(['storage.example']);
    expect(resolve.mock.calls).toEqual([['storage.example'], ['storage.example']]);
  });

  test('check 46: is looked up once: what its name server says the second time counts for nothing', async () => {
    const inside = await start((_request, response) => response.end());
    const outside = await start((_request, response) => response.writeHead(204).end(), { address: '127.0.0.2', port: inside.port });
    const answers = [['127.0.0.2'], ['127.0.0.1']];
    const resolve = vi.fn<typeof probing.resolve>(() => Promise.resolve(answers.shift() ?? []));
    const settings = { ...testSettings, probeAllow: ['127.0.0.2'] };
    expect(await probe(named(inside.port), { ...probing, settings, resolve })).toMatchObject({ status: 204 });
    expect(resolve).toHaveBeenCalledTimes(1);
    expect([outside.connections(), inside.connections()]).toEqual([1, 0]);
    expect(await refusal(probe(named(inside.port), { ...probing, settings, resolve }))).toMatchObject({ error: 'probe_not_allowed' });
    expect([outside.connections(), inside.connections()]).toEqual([1, 0]);
  });

  test('check 46: with one private address among others is not asked at all', async () => {
    const storage = await start((_request, response) => response.end(), { address: '127.0.0.2' });
    const settings = { ...testSettings, probeAllow: ['127.0.0.2'] };
    const resolve = () => Promise.resolve(['127.0.0.2', '127.0.0.1']);
    expect(await refusal(probe(named(storage.port), { ...probing, settings, resolve }))).toEqual({
      error: 'probe_not_allowed',
      data: { allow: `storage.example:${storage.port}` },
    });
    expect(storage.connections()).toBe(0);
  });

  test('of several addresses is asked at the one that listens', async () => {
    const storage = await start((_request, response) => response.end(), { address: '127.0.0.2' });
    const resolve = () => Promise.resolve(['127.0.0.3', '127.0.0.2']);
    expect(await probe(named(storage.port), { ...probing, resolve })).toMatchObject({ reached: true, status: 200 });
  });

  test('that PROBE_ALLOW lists may have any address', async () => {
    const storage = await start((_request, response) => response.end());
    const resolve = () => Promise.resolve(['127.0.0.1']);
    const settings = { ...testSettings, probeAllow: [`storage.example:${storage.port}`] };
    expect(await probe(named(storage.port), { ...probing, settings, resolve })).toMatchObject({ reached: true });
    const other = { ...testSettings, probeAllow: ['storage.example:1'] };
    expect(await refusal(probe(named(storage.port), { ...probing, settings: other, resolve }))).toMatchObject({
      error: 'probe_not_allowed',
    });
    expect(storage.connections()).toBe(1);
  });
});

test('no more than sixteen probes run at once; others wait', async () => {
  const waiting: (() => void)[] = [];
  let full: () => void = () => undefined;
  const sixteen = new Promise<void>((resolve) => {
    full = resolve;
  });
  let held = true;
  const storage = await start((_request, response) => {
    if (!held) return void response.end();
    if (waiting.push(() => response.end()) === 16) full();
  });
  const probes = Array.from({ length: 20 }, (_, index) => probe(`http://${storage.host}/`, { ...probing, who: `user ${index}` }));
  await sixteen;
  expect(storage.connections()).toBe(16);
  held = false;
  for (const release of waiting) release();
  expect((await Promise.all(probes)).every(({ reached }) => reached)).toBe(true);
  expect(storage.connections()).toBe(20);
});

test.each([
  ['keeps silent', ''],
  ['changes to another protocol', upgrade],
])('a storage that %s keeps no slot', async (_what, says) => {
  const storage = await speak((socket) => socket.once('data', () => socket.write(says)));
  const users = Array.from({ length: 16 }, (_, index) => `user ${index}`);
  await Promise.all(users.map((who) => probe(`http://${storage.host}/`, { ...probing, who }, short)));
  const other = await start((_request, response) => response.end());
  expect(await probe(`http://${other.host}/`, probing)).toMatchObject({ reached: true });
});
