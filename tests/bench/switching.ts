import type { Page } from 'playwright-core';
import { auth, organization } from '#contract/index.ts';
import type { TestClient } from '#tests/support/client.ts';
import type { Measured, switchingBudgets } from './budgets.ts';
import { clientOf, contextOf } from './client.ts';
import { withBrowser, withServer } from './stage.ts';

/** Switches that are measured, and those before, which warm page and server up. */
const [measured, before] = [24, 3];

/** Workspaces with a key in each, whose label tells which. */
const makeWorkspaces = async (client: TestClient): Promise<string[]> => {
  const names = Array.from({ length: before + measured }, (_, at) => `Team ${String(at + 1).padStart(2, '0')}`);
  for (const name of names) {
    const { id } = await client.ok(organization.createCompany, { name });
    await client.ok(auth.createCredentials, { label: `Key of ${name}` }, { workspace: id });
  }
  return names;
};

/** The time from the next click until this text was painted, ms. */
const clickToPaint = (page: Page, text: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        addEventListener(
          'click',
          ({ timeStamp }) => {
            const look = (): void => {
              if (!document.body.textContent.includes(wanted)) return;
              observer.disconnect();
              // what comes after the frame in which it stands there
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
            };
            const observer = new MutationObserver(look);
            observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          },
          { capture: true, once: true },
        );
      }),
    text,
  );

const switchTo = async (page: Page, name: string): Promise<number> => {
  const button = page.getByRole('button', { name: `Switch to workspace ${name}` });
  await button.scrollIntoViewIfNeeded();
  const painted = clickToPaint(page, `Key of ${name}`);
  await button.click();
  return painted;
};

/** Goes by the panels of the profile to one workspace after the other, none of them twice. */
export const measureSwitching = (): Promise<Measured<typeof switchingBudgets>> =>
  withServer((server) =>
    withBrowser(async (browser) => {
      const client = clientOf(server);
      await client.signUp();
      const names = await makeWorkspaces(client);
      const page = await (await contextOf(browser, server, client)).newPage();
      await page.goto(`${server.origin}/profile`, { waitUntil: 'networkidle' });
      const times: number[] = [];
      for (const name of names) times.push(await switchTo(page, name));
      const switching = times.slice(before);
      return { values: { switching, worstSwitching: [Math.max(...switching)] }, notes: [] };
    }),
  );
