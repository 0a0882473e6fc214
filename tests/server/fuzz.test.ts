import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getUsageReport } from '#contract/server.ts';
import { handlers } from '#server/services/index.ts';
import { operations as callable } from '#tests/support/each-operation.ts';
import { bodiesWith, harmful } from '#tests/support/fuzz/bodies.ts';
import { soundStepsOf, statusOf, stepsOf, type Step } from '#tests/support/fuzz/steps.ts';
import { facts, makeWorld, mark, type World } from '#tests/support/fuzz/world.ts';
import { expectNothingKept } from '#tests/support/memory.ts';
import { isSoak, tried } from '#tests/support/runs.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

/** Requests in a try; each try starts from the same database. */
const perTry = 100;
/** Tries with each seed: 20,000 requests with both of them. On PostgreSQL, which takes its time for each, a tenth. */
const tries = (process.env['TEST_STORE'] === 'postgres' ? 10 : 100) * (isSoak ? 10 : 1);

const fixedSeed = 51;
const randomSeed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer({ logLevel: 'warn' });
  world = await makeWorld(server);
});
afterAll(() => server.close());

const effects = new Map(handlers.map(({ operation: { name, effect } }) => [name, effect]));

/**
 * All of a try, one after the other, or until one is answered so; answers the last with its status. What is refused, and what only reads,
 * leaves the database as it was.
 */
const run = async (steps: readonly Step[], until?: number): Promise<{ status?: number; step?: Step }> => {
  await world.restore();
  let [known, at] = [await facts(server), await mark(server)];
  const changes: Step[] = [];
  let last: { status?: number; step?: Step } = {};
  for (const step of steps) {
    try {
      const status = await statusOf(server.app, world.callers, step);
      last = { status, step };
      const changing = status === 200 && effects.get(step.operation) === 'write';
      if (changing) changes.push(step);
      const now = await mark(server);
      if (now !== at) {
        at = now;
        const found = await facts(server);
        if (!changing) expect(found).toBe(known);
        known = found;
      }
    } catch (cause) {
      throw new Error(`${JSON.stringify(step)}\nafter ${JSON.stringify(changes)}`, { cause });
    }
    tried(1);
    if (last.status === until) break;
  }
  return last;
};

const operations = handlers.map(({ operation }) => operation);

test('check 51: every operation is answered 200 by somebody who asks soundly, and any field answers a text that harms where it is none', async () => {
  const refused: string[] = [];
  for (const operation of callable) {
    const { status, step } = await run(fc.sample(soundStepsOf(operation, world), { seed: fixedSeed, numRuns: 1000 }), 200);
    if (status !== 200) refused.push(operation.name);
    if (step !== undefined) await run(bodiesWith(operation, step.body, harmful).map((body) => ({ ...step, body })));
  }
  // it is there where a server has one workspace
  expect(refused).toEqual([getUsageReport.name]);
  expect(server.logged).toEqual([]);
}, 600_000);

describe.each([
  ['the seed of every run', fixedSeed],
  [`the seed ${randomSeed} (FUZZ_SEED=${randomSeed} repeats it)`, randomSeed],
])('check 51: with %s', (_which, seed) => {
  test('every operation answers any body, and what it refuses is neither in the database nor in the log nor in the memory', async () => {
    const step = fc.oneof(...operations.map((operation) => stepsOf(operation, world)));
    await expectNothingKept({ tries, calls: perTry }, async (at) => {
      await run(fc.sample(step, { seed: seed + at, numRuns: perTry }));
    });
    expect(server.logged).toEqual([]);
  }, 600_000);
});
