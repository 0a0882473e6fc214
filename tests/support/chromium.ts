import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { unpackChromium, type UnpackedChromium } from './unpacked-chromium.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const fixed = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

const installed = (): string | undefined => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...fixed].find((path) => existsSync(path));
};

/** The Chromium for the tests: `CHROMIUM_PATH`, else the system's Chromium or Chrome, else the one in node_modules (Linux on x64). */
export const findChromium = async (): Promise<UnpackedChromium> => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? installed();
  if (executablePath !== undefined) return { executablePath, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('No Chromium found: set CHROMIUM_PATH');
  return unpackChromium();
};

/** Starts a headless browser that talks to nobody but the addresses that a test opens. */
export const openBrowser = async ({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> => {
  const { executablePath, env } = await findChromium();
  return chromium.launch({
    ...options,
    executablePath,
    env: { ...process.env, ...env },
    args: ['--disable-background-networking', '--disable-component-update', '--no-pings', ...args],
  });
};
