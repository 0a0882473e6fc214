import { sql } from 'kysely';
import { organization, workspaceHeader } from '#contract/index.ts';
import { addMember } from '#server/store/members.ts';
import type { Store } from '#server/store/store.ts';
import type { TestClient } from '#tests/support/client.ts';
import type { BuiltServer } from '#tests/support/e2e-server.ts';
import { headersOf } from './client.ts';
import { sendMany, type Call } from './load.ts';
import { familyTicks, parentOf, tellsCpu, tickMs, ticksOf } from './ticks.ts';

const rounds = 3;
const times = 100;

/** Who is looked for in the seeded workspace. */
const searches = { everybody: 'example', 'one of 12': 'sample', 'one of 20': 'rosa', 'one of all': 'user77777@', nobody: 'zebra' } as const;

/** A workspace of 100 of those who are there. */
const joinHundred = async ({ db, transaction }: Store, client: TestClient): Promise<string> => {
  const { id } = await client.ok(organization.createCompany, { name: 'Hundred' });
  const members = db.selectFrom('memberships').select('user_id').where('workspace_id', '=', id);
  const people = await db.selectFrom('users').select('id').where('id', 'not in', members).limit(99).execute();
  await transaction(async (trx) => {
    for (const person of people) await addMember(trx, id, person.id, { role: 'member', joined: Date.now() });
  });
  return id;
};

/** The first process of a PostgreSQL on this machine. */
const postmasterOf = async ({ db }: Store): Promise<number | undefined> => {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  return parentOf(rows[0]?.pid ?? 0);
};

/** CPU that a server and its database have used, in ms. */
const cpuOf = async (server: BuiltServer, store: Store): Promise<() => number> => {
  const postmaster = store.kind === 'postgres' ? await postmasterOf(store) : undefined;
  return () => tickMs * (ticksOf(server.pid()) + (postmaster === undefined ? 0 : familyTicks(postmaster)));
};

interface Costs {
  /** CPU of a page out of all ÷ out of 100 */
  readonly page: readonly number[];
  /** CPU of the worst search, in ms */
  readonly search: readonly number[];
  readonly note: string;
}

/** What a call costs on average: of pages, and of each search. */
const noteOf = ({ kind }: Store, pages: readonly number[][], found: readonly number[][]): string => {
  const mean = (of: readonly number[][], at: number): string =>
    `${(of.reduce((sum, row) => sum + (row[at] ?? 0), 0) / of.length).toFixed(1)} ms`;
  const terms = Object.entries(searches).map(([who, text], at) => `${who} (${text}) ${mean(found, at)}`);
  return `${kind}, CPU of a call: a page of 100,000 ${mean(pages, 0)}, of 100 ${mean(pages, 1)}; search for ${terms.join(', ')}`;
};

/** What members cost the server and its database, round by round. Nothing where the system does not tell. */
export const measureCalls = async (server: BuiltServer, client: TestClient, workspace: string): Promise<Costs | undefined> => {
  if (!tellsCpu) return undefined;
  const store = await server.openStore();
  try {
    const hundred = await joinHundred(store, client);
    const used = await cpuOf(server, store);
    const cost = async (id: string, request: object, share = 1): Promise<number> => {
      const headers = { ...headersOf(client), [workspaceHeader]: id };
      const call: Call = { port: server.port, path: '/api/organization.get_members', headers, body: JSON.stringify(request) };
      const before = used();
      await sendMany(times * share, call);
      return (used() - before) / (times * share);
    };
    await cost(workspace, {});
    await cost(hundred, {});
    const pages: number[][] = [];
    const found: number[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      pages.push([await cost(workspace, {}, 4), await cost(hundred, {}, 4)]);
      const each: number[] = [];
      for (const search of Object.values(searches)) each.push(await cost(workspace, { search }));
      found.push(each);
    }
    return {
      page: pages.map(([large = Number.NaN, small = Number.NaN]) => large / small),
      search: found.map((each) => Math.max(...each)),
      note: noteOf(store, pages, found),
    };
  } finally {
    await store.close();
  }
};
