import axe, { type Result } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { fitFaults, motionFaults } from './fit-faults.ts';

/** The narrowest window in which the page must be of use: also what is left of one of 1280 px at a zoom of 400 %. */
export const phone = { width: 320, height: 900 };

/** All that axe asks, and of these what depends on colours, and on where things stand. */
const asked = {
  all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  colours: ['color-contrast', 'link-in-text-block'],
  places: ['color-contrast', 'target-size'],
};

const options = {
  // what passes need not be told element by element
  resultTypes: ['violations'],
  // a frame that is slow to answer is waited for (ms), and one that does not is a fault
  pingWaitTime: 20_000,
  checks: { 'frame-tested': { options: { isViolation: true } } },
};

/** Has axe in the page and its frames, whatever their origin: reading it takes longer than a run of it. */
const bringAxe = async (page: Page): Promise<void> => {
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => 'axe' in window)))
      await frame.evaluate(`${axe.source}; axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })`);
};

/**
 * What axe holds against the page as it stands, or a part of it, in words. Two things of the menu's library are left out: its focus guards
 * (hidden, and focusable so that they can pass the focus on at once), and that its popup hangs on the body, outside of the landmarks.
 */
const axeFaults = async (page: Page, runOnly: readonly string[], include: readonly string[]): Promise<string[]> => {
  await bringAxe(page);
  const context = { ...(include.length > 0 ? { include } : {}), exclude: ['[data-base-ui-focus-guard]'] };
  const run = `axe.run(${JSON.stringify(context)}, ${JSON.stringify({ ...options, runOnly })}).then(({ violations }) => violations)`;
  return (await page.evaluate<Result[]>(run)).flatMap(({ id, help, nodes }) =>
    nodes
      .filter(({ html }) => id !== 'region' || !html.includes('role="menu"'))
      .map(({ target, html, failureSummary }) => `${id}: ${help} at ${target.join(' ')}: ${html.slice(0, 200)}: ${failureSummary}`),
  );
};

/** Resolves once nothing moves any more: a colour on its way from one theme to the other is that of neither, and what inherits it sets out when it arrives. */
const stillness = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const moving = (): Animation[] => document.getAnimations().filter(({ playState }) => playState === 'running');
    do {
      await Promise.allSettled(moving().map(({ finished }) => finished));
      await new Promise(requestAnimationFrame);
    } while (moving().length > 0);
  });

/** Twice the usual size of text, as the settings of the browser make it, and back. */
const withLargeText = async <T>(page: Page, look: () => Promise<T>): Promise<T> => {
  const session = await page.context().newCDPSession(page);
  const set = async (standard: number): Promise<void> => {
    await session.send('Page.setFontSizes', { fontSizes: { standard } });
    await page.waitForFunction((size) => getComputedStyle(document.documentElement).fontSize === size, `${standard}px`);
    await stillness(page);
  };
  await set(32);
  const seen = await look();
  await set(16);
  await session.detach();
  return seen;
};

/** Written from right to left, and back. */
const withDirection = async <T>(page: Page, look: () => Promise<T>): Promise<T> => {
  await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
  await stillness(page);
  const seen = await look();
  await page.evaluate(() => document.documentElement.removeAttribute('dir'));
  return seen;
};

/** What is open over the page. What it covers is a page of its own among the tests: it is examined under it once, not in each look. */
const openOver = async (page: Page): Promise<string[]> => {
  const dialogs = ['[role=dialog]', '[role=alertdialog]', '[role=menu]'];
  const counts = await Promise.all(dialogs.map((dialog) => page.locator(dialog).count()));
  return dialogs.filter((_dialog, at) => counts[at] !== 0);
};

/** What of the page is examined: a part of it, where one is given, else what is open over it, else all. */
const within = async (page: Page, part: Locator | undefined): Promise<string[]> => {
  if (part === undefined) return openOver(page);
  await part.evaluate((element) => element.setAttribute('data-part', ''));
  return ['[data-part]'];
};

/**
 * Whatever keeps somebody from using the page as it stands, on a phone, a tablet and a wide screen, in either theme: what axe finds, what moves, and
 * what has no room; also with large text, from right to left, and in colours of the system. `part`: what of it differs from a page that is
 * examined anyway. The other theme has other colours, and nothing else.
 */
export const accessFaults = async (page: Page, part?: Locator): Promise<string[]> => {
  const found: string[] = [];
  const note = (where: string, ...faults: (readonly string[])[]): void =>
    void found.push(...faults.flat().map((fault) => `${where}: ${fault}`));
  const dialogs = await within(page, part);
  const look = async (where: string, of: readonly string[], examined = dialogs): Promise<void> =>
    note(where, await fitFaults(page), of.length === 0 ? [] : await axeFaults(page, of, examined));

  for (const width of [phone.width, 768, 1440]) {
    await page.setViewportSize({ ...phone, width });
    const narrow = width === phone.width;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await stillness(page);
      const all = colorScheme === 'light';
      await look(`${colorScheme}, ${width} px`, all ? asked.all : asked.colours, all && narrow ? [] : dialogs);
    }
    if (narrow) {
      note('less motion', await motionFaults(page));
      await withLargeText(page, () => look('text of 32 px', []));
      await page.emulateMedia({ forcedColors: 'active' });
      await look('forced colours', asked.colours);
      await page.emulateMedia({ forcedColors: 'none' });
    }
    await withDirection(page, () => look(`right to left, ${width} px`, narrow ? asked.places : []));
  }
  return found;
};

/** The same of a state that another look differs from in little: on a phone, in either theme, and whether it has room with large text and from right to left. */
export const stateFaults = async (page: Page, part?: Locator): Promise<string[]> => {
  const examined = await within(page, part);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await stillness(page);
    const faults = await axeFaults(page, colorScheme === 'light' ? asked.all : asked.colours, examined);
    found.push(...[...faults, ...(await fitFaults(page)), ...(await motionFaults(page))].map((fault) => `${colorScheme}: ${fault}`));
  }
  const fits = async (how: string): Promise<void> => void found.push(...(await fitFaults(page)).map((fault) => `${how}: ${fault}`));
  await withLargeText(page, () => fits('text of 32 px'));
  await withDirection(page, () => fits('right to left'));
  return found;
};
