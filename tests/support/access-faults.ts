import axe, { type Result } from 'axe-core';
import type { Page } from 'playwright-core';

/** The narrowest window in which the page must be of use. */
export const phone = { width: 320, height: 900 };

/** All that axe asks, and of these what depends on colours. */
const asked = {
  all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  colours: ['color-contrast', 'link-in-text-block'],
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
 * What axe holds against the page as it stands, in words. Two things of the menu's library are left out: its focus guards
 * (hidden, and focusable so that they can pass the focus on at once), and that its popup hangs on the body, outside of the landmarks.
 */
const faults = async (page: Page, runOnly: readonly string[], within: readonly string[]): Promise<string[]> => {
  await bringAxe(page);
  const run = `axe.run(${JSON.stringify({ ...(within.length > 0 ? { include: within } : {}), exclude: ['[data-base-ui-focus-guard]'] })}, ${JSON.stringify({ ...options, runOnly })}).then(({ violations }) => violations)`;
  return (await page.evaluate<Result[]>(run)).flatMap(({ id, help, nodes }) =>
    nodes
      .filter(({ html }) => id !== 'region' || !html.includes('role="menu"'))
      .map(({ target, html, failureSummary }) => `${id}: ${help} at ${target.join(' ')}: ${html.slice(0, 200)}: ${failureSummary}`),
  );
};

/** Controls that are smaller than 24 × 24 px and no links in text, and whatever makes the page wider than its window. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const small = [...document.querySelectorAll('button, select, input, [role=switch], [role=menuitem]')].filter((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width > 0 && (width < 24 || height < 24);
    });
    const wide = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    return [...small.map((control) => `too small: ${control.outerHTML.slice(0, 120)}`), ...wide];
  });

/** Resolves once nothing moves any more: a colour on its way from one theme to the other is that of neither, and what inherits it sets out when it arrives. */
const stillness = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const moving = (): Animation[] => document.getAnimations().filter(({ playState }) => playState === 'running');
    do {
      await Promise.allSettled(moving().map(({ finished }) => finished));
      await new Promise(requestAnimationFrame);
    } while (moving().length > 0);
  });

/** As the settings of the browser make it: without zoom, in place. */
const setTextSize = async (page: Page, standard: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard } });
  await session.detach();
};

/** What does not fit into the narrowest window with text twice as large as usual. */
const largeTextFaults = async (page: Page): Promise<string[]> => {
  await page.setViewportSize(phone);
  await setTextSize(page, 32);
  await page.waitForFunction(() => getComputedStyle(document.documentElement).fontSize === '32px');
  await stillness(page);
  const found = await misfits(page);
  await setTextSize(page, 16);
  return found.map((fault) => `text of 32 px, ${phone.width} px: ${fault}`);
};

/** The dialogs that are open. What they cover is a page of its own among the tests: it is examined under them once, not in each look. */
const openDialogs = async (page: Page): Promise<string[]> => {
  const dialogs = ['[role=dialog]', '[role=alertdialog]'];
  const counts = await Promise.all(dialogs.map((dialog) => page.locator(dialog).count()));
  return dialogs.filter((_dialog, at) => counts[at] !== 0);
};

/**
 * Whatever keeps somebody from using the page as it stands, on a phone and on a wide screen, in either theme:
 * what axe finds, what is too small, and what does not fit, also with large text. The other theme has other colours, and nothing else.
 */
export const accessFaults = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  const dialogs = await openDialogs(page);
  for (const width of [phone.width, 1440])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ ...phone, width });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await stillness(page);
      const of = colorScheme === 'light' ? asked.all : asked.colours;
      const within = of === asked.all && width === phone.width ? [] : dialogs;
      for (const fault of [...(await faults(page, of, within)), ...(await misfits(page))])
        found.push(`${colorScheme}, ${width} px: ${fault}`);
    }
  return [...found, ...(await largeTextFaults(page))];
};
