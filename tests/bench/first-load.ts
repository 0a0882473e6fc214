import type { Browser } from 'playwright-core';
import { profilePath } from '#app/paths.ts';
import type { BuiltServer } from '#tests/support/e2e-server.ts';
import type { loadBudgets, Measured } from './budgets.ts';
import { contextOf, seededOwner } from './client.ts';
import { withFloor } from './floor.ts';
import { loadPage, slow, type PageLoad } from './page-load.ts';
import { markHeading, markSwitched } from './ready.ts';
import { withBrowser, withServer } from './stage.ts';
import { median } from './table.ts';

const rounds = 7;

/** The floor, the profile, and the profile again with a press of its first switch. */
type Round = readonly [floor: PageLoad, profile: PageLoad, pressed: PageLoad];

/** Somebody with three workspaces, the first of them with ten members: who, and the address of their profile. */
export const seedProfile = async (server: BuiltServer) => {
  const { client, workspace } = await seededOwner(server, '--members', '10', '--workspaces', '1');
  return { client, address: server.origin + profilePath(workspace) };
};

const measureRounds = async (browser: Browser, server: BuiltServer, floor: string): Promise<Round[]> => {
  const { client, address } = await seedProfile(server);
  const load = async (...[at, mark]: readonly [string, () => void]): Promise<PageLoad> => {
    const context = at === floor ? await browser.newContext() : await contextOf(browser, server, client);
    try {
      return await loadPage(context, at, mark, slow);
    } finally {
      await context.close();
    }
  };
  const all: Round[] = [];
  for (let round = 0; round <= rounds; round += 1)
    all.push([await load(floor, markHeading), await load(address, markHeading), await load(address, markSwitched)]);
  // the first one wakes browser and servers up
  return all.slice(1);
};

const noteOf = (name: string, loads: readonly PageLoad[]): string => {
  const of = (what: 'lcp' | 'ready' | 'tbt' | 'heap' | 'bytes' | 'requests' | 'depth'): number =>
    median(loads.map((load) => load[what])) ?? Number.NaN;
  return (
    `${name}: LCP ${of('lcp').toFixed(0)} ms, ready ${of('ready').toFixed(0)} ms, TBT ${of('tbt').toFixed(0)} ms, ` +
    `heap ${of('heap').toFixed(1)} MB, ${(of('bytes') / 1000).toFixed(1)} kB on the wire, ${of('requests')} requests, ${of('depth')} in series`
  );
};

/** The first load of the Profile page over a slow line and with a slow CPU, beside the floor's. */
export const measureFirstLoad = (): Promise<Measured<typeof loadBudgets>> =>
  withFloor((floor) =>
    withServer((server) =>
      withBrowser(async (browser) => {
        const found = await measureRounds(browser, server, floor);
        const of = (what: 'cls' | 'heap' | 'elements' | 'requests' | 'depth'): number[] => found.map(([, profile]) => profile[what]);
        return {
          values: {
            lcp: found.map(([floor, profile]) => profile.lcp / floor.lcp),
            usable: found.map(([floor, , pressed]) => pressed.ready / floor.ready),
            cls: of('cls'),
            tbt: found.map(([floor, profile]) => profile.tbt / floor.tbt),
            heap: of('heap'),
            elements: of('elements'),
            requests: of('requests'),
            depth: of('depth'),
          },
          notes: ['floor', 'profile', 'profile, ready when a switch has changed'].map((name, at) =>
            noteOf(
              name,
              found.map((round) => round[at]).filter((load) => load !== undefined),
            ),
          ),
        };
      }),
    ),
  );
