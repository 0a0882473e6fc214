import { expect, vi } from 'vitest';
import { organization } from '#contract/index.ts';
import type { TestServer } from './server.ts';
import { someone, type Someone } from './team.ts';

/** Eight who make workspaces one after the other, as fast as they are answered. */
export interface Writers {
  /** Waits until each of them was served so often from now on, whatever they were told before. */
  readonly served: (times: number) => Promise<void>;
  /** Ends them; answers what they were told but that it is done, each kind once: `500/102`. */
  readonly end: () => Promise<readonly string[]>;
  /** Of what was acknowledged, the names that are not there; of all that was tried, those that are there twice or by half. */
  readonly wrong: () => Promise<readonly string[]>;
}

/** Patience with a database that is away, ms. */
const patience = 30_000;

/** Starts them; people are made first, while all is well. */
export const startWriters = async (server: TestServer): Promise<Writers> => {
  const people = await Promise.all(Array.from({ length: 8 }, () => someone(server)));
  const acknowledged = people.map((): string[] => []);
  const refused = new Set<string>();
  const over = new AbortController();
  const write = async ({ browser }: Someone, mine: string[], index: number): Promise<void> => {
    for (let tried = 0; !over.signal.aborted; tried += 1) {
      const name = `Try ${index}-${tried}`;
      const { status, meta } = await browser.call(organization.createCompany, { name });
      if (status === 200) mine.push(name);
      else refused.add(`${status}/${meta.result_subcode}`);
    }
  };
  const writing = Promise.all(people.map((person, index) => write(person, acknowledged[index] ?? [], index)));
  return {
    served: async (times) => {
      const before = acknowledged.map(({ length }) => length);
      const since = () => acknowledged.map(({ length }, index) => length - (before[index] ?? 0));
      await vi.waitFor(() => expect(Math.min(...since())).toBeGreaterThanOrEqual(times), patience);
    },
    end: async () => {
      over.abort();
      await writing;
      return [...refused];
    },
    wrong: async () => {
      const { db } = server.store;
      const count = (made: { readonly id: string }, table: 'memberships' | 'events') =>
        all[table].filter(({ workspace_id }) => workspace_id === made.id).length;
      const all = {
        workspaces: await db.selectFrom('workspaces').select(['id', 'name']).where('personal_of', 'is', null).execute(),
        memberships: await db.selectFrom('memberships').select('workspace_id').where('role', '=', 'owner').execute(),
        events: await db.selectFrom('events').select('workspace_id').where('action', '=', 'workspace.create').execute(),
      };
      const times = new Map<string, number>();
      for (const { name } of all.workspaces) times.set(name, (times.get(name) ?? 0) + 1);
      const lost = acknowledged.flat().filter((name) => !times.has(name));
      const half = all.workspaces.filter((made) => count(made, 'memberships') !== 1 || count(made, 'events') !== 1);
      return [...lost, ...[...times].filter(([, made]) => made > 1).map(([name]) => name), ...half.map(({ name }) => name)];
    },
  };
};
