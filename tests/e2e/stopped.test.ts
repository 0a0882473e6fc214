import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { beside, look, settle, startPlay } from '#tests/support/crash/play.ts';
import { wrongsOf } from '#tests/support/crash/read.ts';
import { startProcess, type BuiltServer } from '#tests/support/e2e-server.ts';

/** Sends this much of a call and no more. */
const half = async ({ port }: BuiltServer, sent: string): Promise<Socket> => {
  const socket = createConnection(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(sent);
  return socket;
};

/** A disk that has other work; ms. */
const slow = { timeout: 60_000 };

const head = (length: number): string =>
  `POST /api/login.supported_modes HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

const statusOf = ({ origin }: BuiltServer, path: 'healthz' | 'readyz'): Promise<number> =>
  fetch(`${origin}/${path}`).then(
    ({ status }) => status,
    () => 0,
  );

test('a server that is told to end under load says so by /readyz first, and answers all that was asked before', async () => {
  const play = await startPlay(8);
  const { server, players, acknowledged, write } = play;
  try {
    const seen: number[] = [await statusOf(server, 'readyz')];
    const writing = write(() => seen.at(-1) !== 200);
    await expect.poll(acknowledged, slow).toBeGreaterThan(100);
    const ended = server.terminate();
    // as a load balancer does, which sends nobody there any more as soon as it hears of it
    while (seen.at(-1) === 200) seen.push(await statusOf(server, 'readyz'));
    await writing;
    expect(seen.at(-1)).toBe(503);
    expect(players.filter(({ pending }) => pending !== null)).toEqual([]);
    expect(await ended).toBe(0);
    expect(await statusOf(server, 'readyz')).toBe(0);
    await beside(server, async (store) => {
      for (const player of players) settle(player, await look(store, player.scene));
      expect(await wrongsOf(store)).toEqual({});
    });
  } finally {
    await play.stop();
  }
});

test('a server that is told to end answers whoever goes on sending until they are refused, and none of their calls is lost', async () => {
  const play = await startPlay(16);
  const { server, players, acknowledged, write } = play;
  try {
    const writing = write(() => false);
    await expect.poll(acknowledged, slow).toBeGreaterThan(100);
    const ended = server.terminate();
    expect(await writing).toEqual(players.map(() => 'ECONNREFUSED'));
    expect(await ended).toBe(0);
    await beside(server, async (store) => {
      for (const player of players) expect(settle(player, await look(store, player.scene))).toBe(false);
      expect(await wrongsOf(store)).toEqual({});
    });
  } finally {
    await play.stop();
  }
});

test('what is on its way when a server is told to end is answered, and its connection is not kept', async () => {
  const server = await startProcess();
  const socket = await half(server, `${head(2)}{`);
  const answer = text(socket);
  // until it has been read, there is nothing on its way
  await statusOf(server, 'healthz');
  const ended = server.terminate();
  await expect.poll(() => statusOf(server, 'healthz')).toBe(0);
  socket.write('}');
  expect(await answer).toMatch(/^HTTP\/1\.1 200 [^]*\r\nconnection: close\r\n[^]*"result_code":200/i);
  expect(await ended).toBe(0);
  await server.stop();
});

test('a connection that nobody uses holds a server no longer than a moment, though somebody hangs on another one', async () => {
  const server = await startProcess();
  const [silent, kept, hanging] = await Promise.all([half(server, ''), half(server, `${head(2)}{}`), half(server, `${head(2)}{`)]);
  await once(kept, 'data');
  const ended = server.terminate();
  await Promise.all([silent, kept].map(async (socket) => text(socket.resume())));
  // long before all are cut off
  const answer = text(hanging);
  hanging.write('}');
  expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ended).toBe(0);
  await server.stop();
});

test('who hangs holds a server no longer than ten seconds, and not at all when it is told twice', async () => {
  const [single, twice] = await Promise.all([startProcess(), startProcess()]);
  for (const server of [single, twice]) await half(server, `${head(2)}{`);
  const ended = Promise.all([single.terminate(), twice.terminate()]);
  await expect.poll(() => statusOf(twice, 'healthz')).toBe(0);
  process.kill(twice.pid(), 'SIGTERM');
  expect(await ended).toEqual([0, 1]);
  await Promise.all([single.stop(), twice.stop()]);
}, 50_000);
