import type { BrowserContext, Page, Request } from 'playwright-core';
import { actions, settled } from './member-actions.ts';
import { watch, weigh } from './watch.ts';

/** Like a small notebook beside what the tests run on. */
const slowdown = 4;

/** What one visit of the page of members costs. */
export type Visit = Record<keyof typeof actions | 'elements' | 'heap' | 'calls' | 'bytes', number>;

/** Opens the page with nothing cached and waits until it asks for nothing more; the calls of the API, and the bytes of everything. */
const open = async (page: Page, address: string): Promise<Pick<Visit, 'calls' | 'bytes'>> => {
  const requests: Request[] = [];
  page.on('requestfinished', (request) => void requests.push(request));
  await page.goto(address, { waitUntil: 'networkidle' });
  await settled(page);
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  page.removeAllListeners('requestfinished');
  return {
    calls: requests.filter((request) => request.url().includes('/api/')).length,
    bytes: sizes.reduce((sum, { responseHeadersSize, responseBodySize }) => sum + responseHeadersSize + responseBodySize, 0),
  };
};

/** Opens the page of members at an address, and does with it what people do. */
export const visit = async (context: BrowserContext, address: string): Promise<Visit> => {
  const page = await context.newPage();
  const opened = await open(page, address);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const waits = await watch(page);
  const weights = [await weigh(page, devtools)];
  const worst = { typing: 0, sorting: 0, scrolling: 0 };
  for (const name of ['typing', 'sorting', 'scrolling'] as const) {
    await waits.evaluate(({ take }) => take());
    await actions[name](page);
    worst[name] = await waits.evaluate(({ take }) => take());
    weights.push(await weigh(page, devtools));
  }
  await page.close();
  return {
    ...opened,
    ...worst,
    elements: Math.max(...weights.map(({ elements }) => elements)),
    heap: Math.max(...weights.map(({ heap }) => heap)),
  };
};
