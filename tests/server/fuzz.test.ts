import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { envelope, type Operation } from '#contract/index.ts';
import { handlers } from '#server/services/index.ts';
import { bodies, bytesOf, fieldsOf, spoilt } from '#tests/support/fuzz/bodies.ts';
import { facts, makeWorld, mark, type World } from '#tests/support/fuzz/world.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

/** Requests in a try, each of which starts from the same database; tries with each seed. */
const perTry = 100;
const tries = process.env['TEST_STORE'] === 'postgres' ? 10 : 101;

const fixedSeed = 51;
const randomSeed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startServer({ logLevel: 'warn' });
  world = await makeWorld(server);
});
afterAll(() => server.close());

const usually = <T>(value: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(value), weight: 9 }, { arbitrary: fc.constantFrom(...others), weight: 1 });

const stepOf = (operation: Operation) =>
  fc.record({
    operation: fc.constant(operation.name),
    caller: fc.constantFrom(...Object.keys(world.callers)),
    version: usually('', 'v2.23/', 'v2.5/', 'v1.0/', 'v999.0/', 'v2.99999999999999999999/'),
    query: usually('', ...fieldsOf(operation.request).map((field) => `?${field}=x`), '?__proto__=1', '?constructor[prototype]=1', '?%', '?a=%ff%00'),
    method: usually('POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'),
    type: usually('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', null),
    body: bodies(operation, world.texts),
    how: spoilt,
  });
type Step = ReturnType<typeof stepOf> extends fc.Arbitrary<infer Made> ? Made : never;

const ask = ({ operation, caller, version, query, method, type, body, how }: Step): Promise<Response> => {
  const headers = new Headers({ host: 'localhost:8080', ...world.callers[caller], ...(type === null ? {} : { 'content-type': type }) });
  const moved = method === 'GET' || method === 'HEAD';
  // as the listener sends on what carries a body
  const request = new Request(`http://localhost:8080/api/${version}${operation}${query}`, {
    method: moved ? 'POST' : method,
    headers,
    body: bytesOf(body, how),
  });
  return server.app.fetch(request, { address: '127.0.0.1', ...(moved ? { method } : {}) });
};

const effects = new Map(handlers.map(({ operation: { name, effect } }) => [name, effect]));

/** Sends it; answers whether the database may be another now. Throws where the answer is not one. */
const judge = async (step: Step): Promise<boolean> => {
  const answer = await ask(step);
  const text = await answer.text();
  expect(answer.status === 200 || (answer.status >= 400 && answer.status < 500), `${answer.status} ${text.slice(0, 300)}`).toBe(true);
  expect(text).not.toMatch(/\\n +at |node_modules|\.ts:\d/);
  const { meta } = envelope.parse(JSON.parse(text));
  expect([meta.result_code, meta.error_stack ?? '']).toEqual([answer.status, '']);
  return answer.status === 200 && effects.get(step.operation) === 'write';
};

/** All of a try, one after the other: what is refused, and what only reads, leaves the database as it was. */
const run = async (steps: readonly Step[]): Promise<void> => {
  await world.restore();
  let [known, at] = [await facts(server), await mark(server)];
  const changes: Step[] = [];
  for (const step of steps) {
    try {
      const changing = await judge(step);
      if (changing) changes.push(step);
      const now = await mark(server);
      if (JSON.stringify(now) === JSON.stringify(at)) continue;
      at = now;
      const is = await facts(server);
      if (!changing) expect(is).toBe(known);
      known = is;
    } catch (cause) {
      throw new Error(`${JSON.stringify(step)}\nafter ${JSON.stringify(changes)}`, { cause });
    }
  }
};

const heap = (): number => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)(); // what the flag makes
  return process.memoryUsage().heapUsed;
};

describe.each([
  ['the seed of every run', fixedSeed],
  [`the seed ${randomSeed} (FUZZ_SEED=${randomSeed} repeats it)`, randomSeed],
])('check 51: with %s', (_which, seed) => {
  test('every operation answers any body, and keeps what it refuses out of the database and the log', async () => {
    const before = heap();
    const steps = fc.oneof(...handlers.map(({ operation }) => stepOf(operation)));
    const t = process.cpuUsage();
    for (let at = 0; at < tries; at += 1) await run(fc.sample(steps, { seed: seed + at, numRuns: perTry }));
    process.stderr.write(`${JSON.stringify(process.cpuUsage(t))} ms ${(heap() - before) / 1e6}\n`);
    expect(server.logged).toEqual([]);
    expect(heap() - before).toBeLessThan(64_000_000);
  });
});
