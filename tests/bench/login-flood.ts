import { Agent } from 'node:http';
import { basic } from '#tests/support/client.ts';
import { clientOf, headersOf } from './client.ts';
import type { floodBudgets, Measured } from './budgets.ts';
import { send, type Call } from './load.ts';
import { withServer } from './stage.ts';

const rounds = 5;
/** Calls that are timed, one after the other; fewer where they take longer (ms) than this together. */
const timed = 300;
const longest = 4_000;
/** Log-ins that are under way at the same time. */
const flooding = 50;

/** Of 100 calls, 99 take no longer: ms. */
const p99 = async (call: Call): Promise<number> => {
  const taken: number[] = [];
  const began = performance.now();
  while (taken.length < timed && performance.now() - began < longest) {
    const start = performance.now();
    await send(call);
    taken.push(performance.now() - start);
  }
  return taken.toSorted((a, b) => a - b)[Math.ceil(taken.length * 0.99) - 1] ?? Number.NaN;
};

/** Runs `work` while as many log-ins as that are tried with wrong passwords; what came of it, and how many log-ins were answered in a second. */
const flooded = async <T>(port: number, work: () => Promise<T>): Promise<{ result: T; rate: number }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: flooding });
  const over = new AbortController();
  let answered = 0;
  const logIn = async (index: number): Promise<void> => {
    const headers = { 'content-type': 'application/json', ...basic(`person${index}@example.com`, 'wrong password') };
    while (!over.signal.aborted) {
      await send({ port, path: '/api/auth.login', headers, body: '{}', agent }).catch(() => undefined);
      answered += 1;
    }
  };
  const start = performance.now();
  const flood = Promise.all(Array.from({ length: flooding }, (_, index) => logIn(index)));
  const result = await work();
  over.abort();
  const rate = (answered * 1000) / (performance.now() - start);
  await flood;
  agent.destroy();
  return { result, rate };
};

/** How much longer somebody who is logged in waits while others try passwords. */
export const measureLoginFlood = (): Promise<Measured<typeof floodBudgets>> =>
  withServer(async (server) => {
    const { port } = server;
    const client = clientOf(server);
    await client.signUp();
    const call = { port, path: '/api/users.get_current_user', headers: headersOf(client), body: '{}' };
    await p99(call);
    const [quiet, loud, rates, ratios]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let round = 0; round < rounds; round += 1) {
      const before = await p99(call);
      const { result, rate } = await flooded(port, () => p99(call));
      quiet.push(before);
      loud.push(result);
      rates.push(rate);
      ratios.push(result / before);
    }
    const span = (values: readonly number[]): string => `${Math.min(...values).toFixed(1)} – ${Math.max(...values).toFixed(1)}`;
    return {
      values: { flood: ratios },
      notes: [`p99 quiet ${span(quiet)} ms, flooded ${span(loud)} ms, by ${flooding} at once; ${span(rates)} log-ins answered in a second`],
    };
  });
