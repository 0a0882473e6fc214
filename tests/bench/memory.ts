import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import type { BuiltServer } from '#tests/support/e2e-server.ts';
import type { Measured, memoryBudgets } from './budgets.ts';
import { headersOf, seededOwner } from './client.ts';
import { withServer } from './stage.ts';
import { tellsCpu } from './ticks.ts';

const rounds = 3;
const requests = 100_000;
/** Of them, those that are under way at the same time. */
const connections = 8;
/** The calls that pages make most. */
const calls = ['users.get_current_user', 'users.get_preferences', 'auth.get_credentials', 'organization.get_user_companies'];
/** So long (ms) a server that has started does nothing. */
const idle = 3_000;

/** What a process holds of the machine's memory now, and at most so far; MB (1,000,000 bytes). */
const held = (server: BuiltServer): { now: number; most: number } => {
  const status = readFileSync(`/proc/${server.pid()}/status`, 'utf8');
  const of = (name: string): number => (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1_000_000;
  return { now: of('VmRSS'), most: of('VmHWM') };
};

/** Has somebody with three workspaces and ten members call so often, by a client that takes little of the machine for itself. */
const callMany = async (server: BuiltServer): Promise<void> => {
  const { client } = await seededOwner(server, '--members', '10', '--workspaces', '1');
  const headers = headersOf(client);
  const pool = new Pool(server.origin, { connections });
  let sent = 0;
  const caller = async (): Promise<void> => {
    while (sent < requests) {
      const path = `/api/${calls[(sent += 1) % calls.length]}`;
      const { statusCode, body } = await pool.request({ path, method: 'POST', headers, body: '{}' });
      await body.dump();
      if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, caller));
  } finally {
    await pool.destroy();
  }
};

/** Memory of one process: when it has started and nobody has asked, and after 100,000 requests. Nothing where the system does not tell (only Linux does). */
export const measureMemory = async (): Promise<Measured<typeof memoryBudgets>> => {
  if (!tellsCpu) return { values: {}, notes: [] };
  const [quiet, after, most]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1)
    await withServer(async (server) => {
      await wait(idle);
      quiet.push(held(server).now);
      await callMany(server);
      const { now, most: peak } = held(server);
      after.push(now);
      most.push(peak);
    });
  return { values: { idle: quiet, after }, notes: [`at most meanwhile: ${most.map((peak) => peak.toFixed(0)).join(', ')} MB`] };
};
