import type { Browser, Page } from 'playwright-core';

/** What is read of an event of Chromium's trace; times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args: { readonly beginData?: LayoutBegin };
}

interface LayoutBegin {
  /** where the script was that waited for it */
  readonly stackTrace?: readonly { readonly url: string }[];
  /** how many boxes were to be laid out, and how many there are */
  readonly dirtyObjects: number;
  readonly totalObjects: number;
}

/** One time that Chromium computed where everything stands. */
export interface Layout {
  /** whether a script of the page had it done at once, by reading where something stands after a change */
  readonly forced: boolean;
  /** boxes that were laid out, and that there are */
  readonly boxes: number;
  readonly all: number;
  /** the same for all in one task of the browser */
  readonly task: number;
}

const categories = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.stack',
];

/** The layouts that Chromium made during `work`, by its own trace. What Playwright's scripts ask for is none of the page's. */
export const layoutsDuring = async (browser: Browser, page: Page, work: () => Promise<unknown>): Promise<Layout[]> => {
  await browser.startTracing(page, { categories });
  await work();
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }; // Chromium's own format
  const tasks = traceEvents.filter(({ name }) => name.endsWith('RunTask'));
  return traceEvents.flatMap(({ name, ph, pid, tid, ts, args: { beginData } }) => {
    if (name !== 'Layout' || ph === 'E' || beginData === undefined) return [];
    const { stackTrace = [], dirtyObjects: boxes, totalObjects: all } = beginData;
    const task = tasks.find((one) => one.pid === pid && one.tid === tid && one.ts <= ts && ts <= one.ts + (one.dur ?? 0));
    return [{ forced: stackTrace.some(({ url }) => url.startsWith(new URL(page.url()).origin)), boxes, all, task: task?.ts ?? Number.NaN }];
  });
};

/** How many layouts were forced, and the most of them in one task. */
export const forced = (layouts: readonly Layout[]): { readonly times: number; readonly inOneTask: number } => {
  const tasks = layouts.filter((layout) => layout.forced).map(({ task }) => task);
  return { times: tasks.length, inOneTask: Math.max(0, ...tasks.map((task) => tasks.filter((other) => other === task).length)) };
};
