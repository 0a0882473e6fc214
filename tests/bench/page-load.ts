import type { BrowserContext, Page } from 'playwright-core';
import { followRequests, type Asked } from './requests.ts';
import { weigh } from './watch.ts';

/** A line and a computer. */
export interface Line {
  /** ms for each request */
  readonly latency: number;
  /** bytes in a second */
  readonly down: number;
  readonly up: number;
  /** times that the CPU is slower */
  readonly slowdown: number;
}

/** A phone of the middle class on "slow 4G", as Lighthouse has it. */
export const slow: Line = { latency: 150, down: 1_600_000 / 8, up: 750_000 / 8, slowdown: 4 };

/** What became of a page until half a second passed without a request. Times in ms since it was asked for. */
export interface PageLoad extends Asked {
  /** the largest thing that was painted by then */
  readonly lcp: number;
  /** when what `mark` waits for was there */
  readonly ready: number;
  readonly cls: number;
  /** what tasks took beyond 50 ms */
  readonly tbt: number;
  readonly elements: number;
  /** after collection, MB */
  readonly heap: number;
}

/** What the browser itself remembers of the load. */
const remembered = (page: Page): Promise<Pick<PageLoad, 'lcp' | 'ready' | 'cls' | 'tbt'>> =>
  page.evaluate(() => {
    const entries = (type: string): (PerformanceEntry & { value?: number; hadRecentInput?: boolean })[] => {
      const observer = new PerformanceObserver(() => undefined);
      observer.observe({ type, buffered: true });
      return observer.takeRecords();
    };
    return {
      lcp: entries('largest-contentful-paint').at(-1)?.startTime ?? Number.NaN,
      ready: performance.getEntriesByName('ready')[0]?.startTime ?? Number.NaN,
      cls: entries('layout-shift').reduce((sum, { value = 0, hadRecentInput }) => sum + (hadRecentInput === true ? 0 : value), 0),
      tbt: entries('longtask').reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    };
  });

/** Loads a page with nothing cached, over a line if one is named. `mark`: runs in the page before any script and marks when it is `ready`. */
export const loadPage = async (context: BrowserContext, address: string, mark: () => void, line?: Line): Promise<PageLoad> => {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const asked = await followRequests(devtools);
  if (line !== undefined) {
    const { latency, down: downloadThroughput, up: uploadThroughput, slowdown: rate } = line;
    await devtools.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput, uploadThroughput });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
  }
  await page.addInitScript(mark);
  await page.goto(address, { waitUntil: 'commit', timeout: 60_000 });
  await page.waitForFunction(() => performance.getEntriesByName('ready').length > 0, undefined, { polling: 100 });
  const load = { ...(await asked()), ...(await remembered(page)), ...(await weigh(page, devtools)) };
  await page.close();
  return load;
};
