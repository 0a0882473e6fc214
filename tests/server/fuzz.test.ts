import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlers } from '#server/services/index.ts';
import { bodiesWith, unstorable } from '#tests/support/fuzz/bodies.ts';
import { statusOf, stepsOf, type Step } from '#tests/support/fuzz/steps.ts';
import { facts, makeWorld, mark, type World } from '#tests/support/fuzz/world.ts';
import { memoryInUse } from '#tests/support/memory.ts';
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

/** Sends it; answers whether the database may be another now. Throws where the answer is not one. */
const judge = async (step: Step): Promise<boolean> =>
  (await statusOf(server.app, world.callers, step)) === 200 && effects.get(step.operation) === 'write';

/** All of a try, one after the other: what is refused, and what only reads, leaves the database as it was. */
const run = async (steps: readonly Step[]): Promise<void> => {
  await world.restore();
  let [known, at] = [await facts(server), await mark(server)];
  const changes: Step[] = [];
  for (const step of steps)
    try {
      const changing = await judge(step);
      if (changing) changes.push(step);
      const now = await mark(server);
      if (now === at) continue;
      at = now;
      const found = await facts(server);
      if (!changing) expect(found).toBe(known);
      known = found;
    } catch (cause) {
      throw new Error(`${JSON.stringify(step)}\nafter ${JSON.stringify(changes)}`, { cause });
    }
};

const operations = handlers.map(({ operation }) => operation);

test('check 51: every field answers a text that cannot be stored', async () => {
  const usual = { caller: 'owner', version: '', query: '', method: 'POST', type: 'application/json', how: null };
  const steps = operations.flatMap((operation) =>
    bodiesWith(operation, world.texts, unstorable).map((body) => ({ ...usual, operation: operation.name, body })),
  );
  await run(steps);
  tried(steps.length);
  expect(server.logged).toEqual([]);
});

describe.each([
  ['the seed of every run', fixedSeed],
  [`the seed ${randomSeed} (FUZZ_SEED=${randomSeed} repeats it)`, randomSeed],
])('check 51: with %s', (_which, seed) => {
  test('every operation answers any body, and what it refuses is neither in the database nor in the log nor in the memory', async () => {
    const step = fc.oneof(...operations.map((operation) => stepsOf(operation, world)));
    const before = memoryInUse();
    for (let at = 0; at < tries; at += 1) await run(fc.sample(step, { seed: seed + at, numRuns: tried(perTry) }));
    expect(server.logged).toEqual([]);
    expect(memoryInUse() - before).toBeLessThan(16_000_000);
  }, 600_000);
});
