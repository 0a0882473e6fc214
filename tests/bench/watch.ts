import type { CDPSession, JSHandle, Page } from 'playwright-core';

interface Watch {
  /** The longest wait since it was asked before, ms. */
  readonly take: () => Promise<number>;
}

/** Watches from now on how long whoever uses the page waits: from an event to the paint after it (in steps of 8 ms), and if `gaps`, for what keeps the page busy in between. */
const watchPage = (page: Page, gaps: boolean): Promise<JSHandle<Watch>> =>
  page.evaluateHandle((gaps) => {
    let worst = 0;
    const note = (ms: number): void => {
      worst = Math.max(worst, ms);
    };
    const noteAll = (entries: PerformanceEntryList): void => entries.forEach(({ duration }) => note(duration));
    const observer = new PerformanceObserver((list) => noteAll(list.getEntries()));
    const options: PerformanceObserverInit & { durationThreshold: number } = { type: 'event', durationThreshold: 16 };
    observer.observe(options);
    const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
    const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    const noteGaps = async (): Promise<void> => {
      for (let last = performance.now(); ;) {
        await pause();
        const now = performance.now();
        note(now - last);
        last = now;
      }
    };
    if (gaps) void noteGaps();
    return {
      take: async () => {
        // an event is told of after the frame that it led to
        await nextFrame();
        await nextFrame();
        await pause();
        noteAll(observer.takeRecords());
        const taken = worst;
        worst = 0;
        return taken;
      },
    };
  }, gaps);

/** Watches for whatever keeps people waiting, such as a list that is scrolled. */
export const watch = (page: Page): Promise<JSHandle<Watch>> => watchPage(page, true);

/** Watches for events alone: presses and keys. */
export const watchEvents = (page: Page): Promise<JSHandle<Watch>> => watchPage(page, false);

/** The elements of the document, and the heap in MB (1,000,000 bytes) once it is collected. */
export const weigh = async (page: Page, devtools: CDPSession): Promise<{ elements: number; heap: number }> => {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return { elements: await page.locator('*').count(), heap: usedSize / 1_000_000 };
};
