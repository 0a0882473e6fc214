import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { followComplaints } from './complaints.ts';
import { trustIn } from './trust.ts';
import { unpackChromium, type UnpackedChromium } from './unpacked-chromium.ts';
import type { Authority } from './upstream/certificates.ts';

/** The same engine as a whole browser, which takes a third of its CPU. */
const shells = ['chromium-headless-shell', 'chrome-headless-shell'];
const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const fixed = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

const installed = (names: readonly string[]): string | undefined => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...fixed].find((path) => existsSync(path));
};

/** Whether there is a whole browser to be had: some of what guards people is no part of the headless shell. */
export const hasWholeChromium = (): boolean => (process.env['CHROMIUM_PATH'] ?? installed(browsers)) !== undefined;

/**
 * The Chromium for the tests: `CHROMIUM_PATH`, else the system's headless shell (not where a `whole` one is wanted), else its Chromium or Chrome,
 * else the shell in node_modules (Linux on x64).
 */
export const findChromium = async (whole = false): Promise<UnpackedChromium> => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? installed(whole ? browsers : [...shells, ...browsers]);
  if (executablePath !== undefined) return { executablePath, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('No Chromium found: set CHROMIUM_PATH');
  return unpackChromium();
};

interface BrowserOptions extends LaunchOptions {
  /** a whole browser, as people have it, where this machine has one */
  readonly whole?: boolean;
  /** whose certificates it takes; those of others still fail */
  readonly trust?: Authority;
  /** name (`*.example` too) → host:port where it is reached */
  readonly hosts?: Readonly<Record<string, string>>;
}

/** Starts a headless browser that talks to nobody but the addresses that a test opens. */
export const openBrowser = async ({ args = [], trust, hosts = {}, whole, ...options }: BrowserOptions = {}): Promise<Browser> => {
  const { executablePath, env } = await findChromium(whole);
  const trusting = trust === undefined ? undefined : await trustIn(trust);
  const rules = Object.entries(hosts).map(([name, host]) => `MAP ${name} ${host}`);
  const browser = await chromium.launch({
    ...options,
    executablePath,
    env: { ...process.env, ...env, ...trusting?.env },
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--no-pings',
      ...(rules.length === 0 ? [] : [`--host-resolver-rules=${rules.join(',')}`]),
      ...(trusting?.args ?? []),
      ...args,
    ],
  });
  browser.once('disconnected', () => void trusting?.forget());
  followComplaints(browser);
  return browser;
};
