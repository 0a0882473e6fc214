import { availableParallelism } from 'node:os';
import { startProcesses, type Processes } from '#tests/support/processes.ts';
import { someone } from '#tests/support/team.ts';
import type { Measured, processBudgets } from './budgets.ts';
import { headersOf } from './client.ts';
import { sendWhile, type Call } from './load.ts';
import { tellsCpu, tickMs, ticksOf } from './ticks.ts';

const rounds = 5;
/** So long calls are sent in a round, ms. */
const duration = 3_000;
/** One for the client, one for the database, and one for each process. */
const coresNeeded = 4;

/** Calls in a second, and CPU of the processes for one, in ms. */
const load = async ({ processes }: Processes, calls: readonly Call[]): Promise<{ rate: number; cpu: number }> => {
  const used = (): number => processes.reduce((sum, each) => sum + tickMs * ticksOf(each.pid()), 0);
  const [start, before] = [performance.now(), used()];
  const sent = await sendWhile(() => performance.now() - start < duration, ...calls);
  return { rate: (sent * 1000) / (performance.now() - start), cpu: (used() - before) / sent };
};

const notesOf = (one: readonly number[], two: readonly number[]): string[] => {
  const mean = (values: readonly number[]): string => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
  const cores = availableParallelism();
  return [
    ...(tellsCpu ? [`CPU of a call in one process ${mean(one)} ms, in two ${mean(two)} ms`] : []),
    ...(cores < coresNeeded
      ? [`${cores} cores for client, database and two processes: with fewer than ${coresNeeded} the ratio cannot show`]
      : []),
  ];
};

/** What two processes on one PostgreSQL answer in a second ÷ what one does: the keys of somebody, as the profile shows them. */
export const measureProcesses = async (): Promise<Measured<typeof processBudgets>> => {
  if (process.env['TEST_DATABASE_URL'] === undefined) return { values: {}, notes: ['There is no PostgreSQL here.'] };
  const both = await startProcesses(2, { LOG_LEVEL: 'error' });
  try {
    const headers = headersOf((await someone(both.server)).browser);
    const calls = both.processes.map(({ port }): Call => ({ port, path: '/api/auth.get_credentials', headers, body: '{}' }));
    await load(both, calls);
    const ratios: number[] = [];
    const [one, two]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const alone = await load(both, calls.slice(0, 1));
      const together = await load(both, calls);
      ratios.push(together.rate / alone.rate);
      one.push(alone.cpu);
      two.push(together.cpu);
    }
    return { values: { processes: ratios }, notes: notesOf(one, two) };
  } finally {
    await both.stop();
  }
};
