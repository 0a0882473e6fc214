import type { Browser } from 'playwright-core';
import { openBrowser } from '#tests/support/chromium.ts';
import { startProcess, type BuiltServer } from '#tests/support/e2e-server.ts';

/** Runs `work` with a server on a SQLite of its own, which ends with it. */
export const withServer = async <T>(work: (server: BuiltServer) => Promise<T>): Promise<T> => {
  const server = await startProcess({ RATE_LIMITS: 'off', LOG_LEVEL: 'error' });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
};

/** Runs `work` with a browser, which ends with it. */
export const withBrowser = async <T>(work: (browser: Browser) => Promise<T>): Promise<T> => {
  const browser = await openBrowser({ whole: true });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
};
