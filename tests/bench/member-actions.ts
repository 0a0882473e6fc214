import type { Page } from 'playwright-core';

/** Until all rows in view were read and stand there. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => {
    const table = document.querySelector('table[aria-label="Members"]');
    return table?.getAttribute('aria-busy') === 'false' && !table.textContent.includes('Loading');
  });
};

/** Does something after which the page asks for members by `part` of a request, and waits until they are shown. */
const answered = async (page: Page, part: RegExp, work: () => Promise<unknown>): Promise<void> => {
  const isIt = (path: string, body: string | null): boolean => path.endsWith('organization.get_members') && part.test(body ?? '');
  await Promise.all([page.waitForResponse((response) => isIt(response.url(), response.request().postData())), work()]);
  await settled(page);
};

/** Letters that everybody's address has, as fast as people type, and back to all. */
const type = async (page: Page): Promise<void> => {
  const field = page.getByLabel('Search members');
  await answered(page, /"example"/, () => field.pressSequentially('example', { delay: 80 }));
  await field.press('ControlOrMeta+a');
  await answered(page, /^(?!.*search)/, () => field.press('Backspace'));
};

const sort = async (page: Page): Promise<void> => {
  for (const [column, order] of [
    ['Joined', 'joined'],
    ['Joined', '-joined'],
    ['Last active', 'last_active'],
    ['Name', 'name'],
  ] as const)
    await answered(page, new RegExp(`"order_by":"-?${order.replace('-', '')}"`), () =>
      page.getByRole('table', { name: 'Members' }).getByRole('button', { name: column, exact: true }).click(),
    );
};

/** By the wheel through some pages, to the end of what was read, and back. */
const scroll = async (page: Page): Promise<void> => {
  await page.getByRole('table', { name: 'Members' }).hover();
  for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, 500);
  await settled(page);
  for (const key of ['End', 'Home']) {
    await page.keyboard.press(key);
    await settled(page);
  }
};

/** What is done with the list of members. */
export const actions = { typing: type, sorting: sort, scrolling: scroll } as const;
