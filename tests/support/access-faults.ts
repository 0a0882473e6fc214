import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Everything that axe holds against the page as it stands, in words. Two things of the menu's library are left out: its focus guards
 * (hidden, and focusable so that they can pass the focus on at once), and that its popup hangs on the body, outside of the landmarks.
 */
const faults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(standard).exclude('[data-base-ui-focus-guard]').analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      .filter(({ html }) => id !== 'region' || !html.includes('role="menu"'))
      .map(({ target, html, failureSummary }) => `${id}: ${help} at ${target.join(' ')}: ${html.slice(0, 200)}: ${failureSummary}`),
  );
};

/** Controls that are smaller than 24 × 24 px and no links in text, and whatever makes the page wider than its window. */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const small = [...document.querySelectorAll('button, select, input, [role=switch], [role=menuitem]')].filter((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width > 0 && (width < 24 || height < 24);
    });
    const wide = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    return [...small.map((control) => `too small: ${control.outerHTML.slice(0, 120)}`), ...wide];
  });

/** Whatever keeps somebody from using the page as it stands: what axe finds, what is too small, and what does not fit. */
export const accessFaults = async (page: Page): Promise<string[]> => [...(await faults(page)), ...(await misfits(page))];
