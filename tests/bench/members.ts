import type { Browser } from 'playwright-core';
import { organization } from '#contract/index.ts';
import type { TestClient } from '#tests/support/client.ts';
import type { BuiltServer } from '#tests/support/e2e-server.ts';
import { startProcesses } from '#tests/support/processes.ts';
import type { Measured, memberBudgets } from './budgets.ts';
import { contextOf, seededOwner } from './client.ts';
import { measureCalls } from './member-calls.ts';
import { visit, type Visit } from './member-page.ts';
import { withBrowser, withServer } from './stage.ts';

type Found = Measured<typeof memberBudgets>;

const rounds = 3;

/** A workspace of 100,000 and its owner, who is in one of ten too. */
const fill = (server: BuiltServer) => seededOwner(server, '--members', '100000', '--workspaces', '1');

/** Visits of the large workspace's page and of the small one's, in turn. */
const visits = async (browser: Browser, server: BuiltServer, client: TestClient, ids: readonly string[]): Promise<Visit[][]> => {
  const all: Visit[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const pair: Visit[] = [];
    for (const id of ids) {
      const context = await contextOf(browser, server, client);
      pair.push(await visit(context, `${server.origin}/w/${id}/members`));
      await context.close();
    }
    all.push(pair);
  }
  return all;
};

const measurePage = async (server: BuiltServer, client: TestClient, large: string): Promise<Found> => {
  const { companies } = await client.ok(organization.getUserCompanies, {});
  const small = companies.find(({ allocated }) => allocated === 10)?.id ?? '';
  const pairs = await withBrowser((browser) => visits(browser, server, client, [large, small]));
  const of = (name: keyof Visit, at = 0): number[] => pairs.map((pair) => pair[at]?.[name] ?? Number.NaN);
  const ratio = (name: keyof Visit): number[] => of(name).map((value, at) => value / (of(name, 1)[at] ?? Number.NaN));
  return {
    values: {
      typing: of('typing'),
      typingRatio: ratio('typing'),
      sorting: of('sorting'),
      sortingRatio: ratio('sorting'),
      scrolling: of('scrolling'),
      scrollingRatio: ratio('scrolling'),
      elements: of('elements'),
      elementsRatio: ratio('elements'),
      heap: of('heap'),
      heapRatio: ratio('heap'),
      calls: ratio('calls'),
      bytes: ratio('bytes'),
    },
    notes: [0, 1].map((at) => `opening the page of ${['100,000', '10'][at]}: ${of('calls', at)[0]} calls, ${of('bytes', at)[0]} bytes`),
  };
};

const onSqlite = (): Promise<Found> =>
  withServer(async (server) => {
    const { client, workspace: large } = await fill(server);
    const { values, notes } = await measurePage(server, client, large);
    const costs = await measureCalls(server, client, large);
    if (costs === undefined) return { values, notes };
    return { values: { ...values, pageSqlite: costs.page, searchSqlite: costs.search }, notes: [...notes, costs.note] };
  });

const onPostgres = async (): Promise<Found> => {
  const nothing: Found = { values: {}, notes: [] };
  if (process.env['TEST_DATABASE_URL'] === undefined) return nothing;
  const { processes, stop } = await startProcesses(1, { LOG_LEVEL: 'error' });
  try {
    const [server] = processes;
    if (server === undefined) throw new Error('no server');
    const { client, workspace: large } = await fill(server);
    const costs = await measureCalls(server, client, large);
    return costs === undefined ? nothing : { values: { pagePostgres: costs.page, searchPostgres: costs.search }, notes: [costs.note] };
  } finally {
    await stop();
  }
};

/** The page of a workspace of 100,000 beside that of one of ten, and what its calls cost on each database. */
export const measureMembers = async (): Promise<Found> => {
  const [sqlite, postgres] = [await onSqlite(), await onPostgres()];
  return { values: { ...sqlite.values, ...postgres.values }, notes: [...sqlite.notes, ...postgres.notes] };
};
