import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { login } from '#contract/index.ts';
import * as storage from '#contract/storage.ts';
import { basic, bearer } from '#tests/support/client.ts';
import { openConnected, type ConnectedSite } from '#tests/support/connected.ts';
import { probedUrls } from '#tests/support/fuzz/bodies.ts';
import { statusOf, stepsOf, type Callers } from '#tests/support/fuzz/steps.ts';
import { expectNothingKept } from '#tests/support/memory.ts';
import { isSoak, tried } from '#tests/support/runs.ts';
import { startStandIn, type StandIn } from '#tests/support/upstream/stand-in.ts';

/** What the process in front of a ClearML Server answers itself; all else is that server's to refuse. */
const operations = [login.simpleUsers, login.simple, storage.probeUrl];

/** Requests in a try. */
const perTry = 100;
/** Tries with each seed: 4,000 requests with both of them. */
const tries = isSoak ? 100 : 20;
const fixedSeed = 51;
const randomSeed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const webPair = { key: 'WEBKEY', secret: 'web-pair-of-the-tests' };

let clearml: StandIn;
let site: ConnectedSite;
let callers: Callers;
let texts: (field: string) => readonly string[];

beforeAll(async () => {
  clearml = await startStandIn({ mode: 'simple', webPair });
  site = openConnected({ apiUrl: clearml.url, webPair });
  const own = { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' };
  const token = await clearml.token('Jane Doe');
  callers = {
    nobody: own,
    'a page of elsewhere': { origin: 'https://elsewhere.example.com', 'sec-fetch-site': 'cross-site' },
    jane: { ...own, cookie: `clearml_token_basic=${token}` },
    'jane by a token': bearer(token),
    'a broken cookie': { ...own, cookie: 'clearml_token_basic=%00' },
    'a forged token': bearer('e30.e30.x'),
    'a wrong pair': basic('A', 'b'),
    'another scheme': { authorization: 'Digest x' },
  };
  const known = new Map<string, readonly string[]>(
    Object.entries({
      user: [clearml.user('Jane Doe').id, 'x'],
      name: ['Jane Doe', 'Grace Sample', 'Ж😀'],
      url: probedUrls,
    }),
  );
  texts = (field) => known.get(field) ?? ['x', ''];
});
afterAll(() => clearml.close());

describe.each([
  ['the seed of every run', fixedSeed],
  [`the seed ${randomSeed} (FUZZ_SEED=${randomSeed} repeats it)`, randomSeed],
])('check 51: with %s', (_which, seed) => {
  test('what is answered in front of a ClearML Server answers any body, and neither log nor memory has it', async () => {
    const step = fc.oneof(...operations.map((operation) => stepsOf(operation, { callers, texts })));
    const statuses = new Map<number, number>();
    await expectNothingKept({ tries, calls: perTry }, async (at) => {
      for (const one of fc.sample(step, { seed: seed + at, numRuns: tried(perTry) })) {
        const status = await statusOf(site.app, callers, one).catch((cause: unknown) => {
          throw new Error(JSON.stringify(one), { cause });
        });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      clearml.forget();
    });
    // some of it was sound
    expect(statuses.get(200)).toBeGreaterThan((tries * perTry) / 50);
    expect(site.logged).toEqual([]);
  }, 600_000);
});
