import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { users } from '#contract/index.ts';
import type { BuiltServer } from '#tests/support/e2e-server.ts';
import type { Measured, writeBudgets } from './budgets.ts';
import { clientOf, headersOf } from './client.ts';
import { send, type Call } from './load.ts';
import { withServer } from './stage.ts';
import { tellsCpu, tickMs, ticksOf } from './ticks.ts';

const rounds = 9;
/** So long (ms) the disk and the server write in a round. */
const duration = 2_000;
/** Calls that are under way at the same time. */
const atOnce = 8;
/** A page of SQLite, and how many of them its log has before it begins anew. */
const [page, pages] = [4096, 1000];

/** How often in a second the file system of a folder has a page on the disk: written over, in one file, one after the other. */
const diskRate = (folder: string): number => {
  const path = join(folder, 'raw');
  const file = openSync(path, 'w');
  try {
    writeSync(file, Buffer.alloc(page * pages));
    fsyncSync(file);
    const start = performance.now();
    let written = 0;
    for (; performance.now() - start < duration; written += 1) {
      writeSync(file, Buffer.alloc(page, written), 0, page, (written % pages) * page);
      fsyncSync(file);
    }
    return (written * 1000) / (performance.now() - start);
  } finally {
    closeSync(file);
    rmSync(path);
  }
};

/** Preferences that a server stores in a second, another value each time, and what CPU (ms) one takes. */
const serverRate = async (call: Call, pid: number): Promise<{ readonly rate: number; readonly cpu: number }> => {
  const [start, used] = [performance.now(), ticksOf(pid)];
  let stored = 0;
  const write = async (): Promise<void> => {
    while (performance.now() - start < duration) {
      const body = JSON.stringify({ changes: [{ path: ['bench', 'value'], value: (stored += 1) }] });
      await send({ ...call, body });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, write));
  return { rate: (stored * 1000) / (performance.now() - start), cpu: ((ticksOf(pid) - used) * tickMs) / stored };
};

const callOf = async (server: BuiltServer): Promise<Call> => {
  const client = clientOf(server);
  await client.signUp();
  return { port: server.port, path: `/api/${users.updatePreferences.name}`, headers: headersOf(client), body: '' };
};

/** Durable writes of a server on SQLite ÷ what the disk below it can do, the two in turn. */
export const measureWrites = (): Promise<Measured<typeof writeBudgets>> =>
  withServer(async (server) => {
    const call = await callOf(server);
    await serverRate(call, server.pid());
    const [raw, stored, cpus]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      raw.push(diskRate(server.dataDir));
      const { rate, cpu } = await serverRate(call, server.pid());
      stored.push(rate);
      cpus.push(cpu);
    }
    const span = (rates: readonly number[], digits = 0): string =>
      `${Math.min(...rates).toFixed(digits)} – ${Math.max(...rates).toFixed(digits)}`;
    return {
      values: { writes: stored.map((rate, at) => (100 * rate) / (raw[at] ?? Number.NaN)) },
      notes: [
        `in a second: ${span(stored)} preferences stored, ${span(raw)} pages on the disk`,
        ...(tellsCpu ? [`CPU of one: ${span(cpus, 2)} ms`] : []),
      ],
    };
  });
