import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './chromium.ts';
import { startBuiltServer, type BuiltServer } from './e2e-server.ts';

/** A built server and a browser, there from the first test of a file to its last. */
interface Stage {
  server: BuiltServer;
  browser: Browser;
}

/** Starts both before the tests of the file that calls it, and ends them after. */
export const openStage = (): Stage => {
  const stage = {} as Stage; // filled before the first test
  beforeAll(async () => {
    stage.server = await startBuiltServer();
    stage.browser = await openBrowser();
  });
  afterAll(async () => {
    await stage.browser.close();
    await stage.server.stop();
  });
  return stage;
};
