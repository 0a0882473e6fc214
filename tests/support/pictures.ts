import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../..');
const themes = ['light', 'dark'] as const;

interface Owner {
  readonly email: string;
  readonly password: string;
  readonly workspace: string;
}

/** What is pictured: how to get there from the profile, and whether only what fits the window is. Nothing secret is on any of it. */
const scenes: readonly { name: string; go?: (page: Page) => Promise<void>; window?: true }[] = [
  { name: 'profile' },
  {
    name: 'menu',
    window: true,
    go: async (page) => {
      await page.getByRole('button', { name: 'Profile menu' }).click();
      await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
    },
  },
];

/** Runs `work` with a server that has the sample team and nothing else, in a folder of its own. */
const withDemo = async (work: (origin: string, owner: Owner) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '--demo'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let owner: Owner | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{')) owner = JSON.parse(line) as Owner; // what --demo prints
      if (line.includes('listening on http')) break;
    }
    if (owner === undefined) throw new Error('The server did not start with its team');
    await work(`http://127.0.0.1:${port}`, owner);
  } finally {
    child.kill();
    await rm(folder, { recursive: true });
  }
};

const picture = async (
  browser: Browser,
  origin: string,
  { email, password }: Owner,
  colorScheme: (typeof themes)[number],
): Promise<void> => {
  const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.goto(`${origin}/login`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  const profile = page.url();
  for (const { name, go, window } of scenes) {
    await page.goto(profile);
    await page.getByRole('button', { name: 'Delete account' }).waitFor();
    await go?.(page);
    await page.mouse.move(0, 400);
    await page.screenshot({ path: join(root, 'docs', `${name}-${colorScheme}.png`), fullPage: window !== true, animations: 'disabled' });
  }
  await context.close();
};

/** Takes the pictures of the documentation anew, in both themes. */
export const takePictures = (): Promise<void> =>
  withDemo(async (origin, owner) => {
    const browser = await openBrowser({ whole: true });
    try {
      for (const theme of themes) await picture(browser, origin, owner, theme);
    } finally {
      await browser.close();
    }
  });
