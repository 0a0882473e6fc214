import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { noteClosed, noteConsole, noteOpen, noteUncaught, reportViolations } from './complaints.ts';

const folders = (process.env['PATH'] ?? '').split(delimiter);
const programs = ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)));
const executablePath = process.env['FIREFOX_PATH'] ?? programs.find((path) => existsSync(path));

/** Whether there is a Firefox for the tests: `FIREFOX_PATH`, else the system's. */
export const hasFirefox = executablePath !== undefined;

/** Starts a headless Firefox with a profile of its own, which WebDriver BiDi controls. Every name leads it to loopback, so it talks to nobody else. */
export const openFirefox = async (): Promise<Browser> => {
  if (executablePath === undefined) throw new Error('No Firefox found: set FIREFOX_PATH');
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'network.dns.forceResolve': '127.0.0.1',
      // a mouse, which it does not see when headless: a fine pointer that hovers
      'ui.primaryPointerCapabilities': 6,
      'ui.allPointerCapabilities': 6,
      // what people have, and Puppeteer takes away: which cookies are sent and kept
      'network.cookie.sameSite.laxByDefault': true,
      'network.cookie.cookieBehavior': 5,
    },
  });
};

/** A page in a browser profile of its own; what it complains about fails the test. */
export const openProfile = async (browser: Browser): Promise<Page> => {
  const page = await (await browser.createBrowserContext()).newPage();
  noteOpen(page);
  page.on('close', () => noteClosed(page));
  page.on('pageerror', (error) => noteUncaught(error));
  page.on('console', (message) => noteConsole(message.type(), message.text()));
  await page.evaluateOnNewDocument(reportViolations);
  return page;
};
