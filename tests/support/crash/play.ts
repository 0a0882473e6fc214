import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openSqlite } from '#server/store/sqlite.ts';
import type { Store } from '#server/store/store.ts';
import { expect } from 'vitest';
import { TestClient } from '../client.ts';
import { startProcess, type BuiltServer } from '../e2e-server.ts';
import { addMember } from '../people.ts';
import { besideProcesses, overNetwork } from '../processes.ts';
import { someone } from '../team.ts';
import { arena, sorted, type Facts } from './facts.ts';
import { readFacts } from './read.ts';
import { Refusal, type Scene, type Step } from './scene.ts';
import { nextStep } from './steps.ts';

/** One of the clients that write at the same time, each its own scene. */
export interface Player {
  readonly scene: Scene;
  /** what was acknowledged */
  facts: Facts;
  /** after each write that was acknowledged so far */
  readonly past: Facts[];
  /** what was asked and not answered */
  pending: Step | null;
}

export interface Play {
  readonly server: BuiltServer;
  readonly secretKey: string;
  readonly players: readonly Player[];
  /** how many writes were acknowledged so far */
  readonly acknowledged: () => number;
  /** All write, one thing after the other, until `isOver` or nobody answers; says of each call without an answer why, such as `ECONNREFUSED`. */
  readonly write: (isOver: () => boolean) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

/** Opens the database of a server beside it, as long as `work` takes: a process that is killed must be the only one, as in life. */
export const beside = async <T>(server: BuiltServer, work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openSqlite(join(server.dataDir, 'clearml-profile.sqlite'));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

/** What a scene holds now, with the ids of its workspaces, some of which an answer that was lost would have told. */
export const look = async (store: Store, { people, name, places }: Scene): Promise<Facts> => {
  const rows = await store.db.selectFrom('workspaces').select(['id', 'name']).where('personal_of', 'is', null).execute();
  for (const row of rows) places.set(row.name, row.id);
  return readFacts(store, { ids: { ann: people.ann.id, ben: people.ben.id }, emails: `${name}-` });
};

/** The same choices again for the same seed (mulberry32); what they lead to depends on whose answer comes first. */
const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const writeOne = async (player: Player): Promise<void> => {
  const step = nextStep(player.scene, player.facts);
  player.pending = step;
  try {
    await step.run();
    player.facts = sorted(step.done(player.facts));
    player.past.push(player.facts);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!error.isFull) throw new Error(`${step.name} was refused: ${error.message}`, { cause: error });
  }
  player.pending = null;
};

/** Starts a server on SQLite and people for so many clients; in the arena is room for half of those who want in. With two processes on the same folder each person is at one of them. */
export const startPlay = async (count: number, processes: 1 | 2 = 1): Promise<Play> => {
  const secretKey = randomBytes(32).toString('base64url');
  const environment = { SECRET_KEY: secretKey, RATE_LIMITS: 'off' };
  const server = await startProcess(environment);
  const second = processes === 2 ? await startProcess({ ...environment, DATA_DIR: server.dataDir }) : server;
  let [numbers, browsers] = [0, 0];
  const browser = (): TestClient => new TestClient(overNetwork, `${(browsers++ % 2 === 0 ? server : second).origin}/`);
  const players = await beside(server, async (store) => {
    const test = besideProcesses(store, secretKey, browser);
    const host = await someone(test);
    await store.db
      .updateTable('workspaces')
      .set({ name: arena, personal_of: null, seats: 1 + count + count / 2 })
      .where('id', '=', host.workspace)
      .execute();
    const made: Player[] = [];
    for (let at = 0; at < count; at += 1) {
      const people = {
        ann: await someone(test, `ann${at}`, `ann${at}@example.com`),
        ben: await someone(test, `ben${at}`, `ben${at}@example.com`),
      };
      await addMember(test, host.workspace, people.ann.id, 'admin');
      const random = chance(at + 1);
      const scene: Scene = {
        people,
        browser,
        name: `scene${at}`,
        places: new Map(),
        links: new Map(),
        pairs: new Map(),
        newcomers: new Map(),
        next: () => (numbers += 1),
        pick: (from) => from[Math.floor(random() * from.length)],
      };
      const facts = await look(store, scene);
      made.push({ scene, facts, past: [facts], pending: null });
    }
    return made;
  });
  let answered = 0;
  const write = async (isOver: () => boolean): Promise<readonly string[]> => {
    const all = await Promise.allSettled(
      players.map(async (player) => {
        while (!isOver()) {
          await writeOne(player);
          answered += 1;
        }
      }),
    );
    // no answer is what is being tested, a refusal or a mistake of the test is not
    return all.flatMap((each) => {
      if (each.status === 'fulfilled') return [];
      if (!isUnanswered(each.reason)) throw each.reason;
      return [codeOf(each.reason)];
    });
  };
  const stop = async (): Promise<void> => {
    if (second !== server) await second.stop();
    await server.stop();
  };
  return { server, secretKey, players, acknowledged: () => answered, write, stop };
};

/** `fetch` rejects with a TypeError where the connection broke; of half an answer JSON cannot be read. */
const isUnanswered = (error: unknown): boolean => error instanceof TypeError || error instanceof SyntaxError;

/** What the network called it; `fetch` hides that in the cause. */
const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
};

/** Whether what was not answered was done: all that was answered is there, and that is there whole or not at all. */
export const settle = (player: Player, found: readonly string[]): boolean => {
  const { facts: before, pending } = player;
  const after = pending === null ? before : sorted(pending.done(before));
  const done = JSON.stringify(found) === JSON.stringify(after);
  // the nearer of the two shows what is wrong
  if (!done) expect({ pending: pending?.name, found }).toEqual({ pending: pending?.name, found: before });
  player.facts = found;
  player.pending = null;
  return done;
};
