import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { auth, invitations } from '#contract/index.ts';
import type { CardState, Site } from './card-state.ts';
import { openBrowser } from './chromium.ts';
import { startBuiltServer, type BuiltServer } from './e2e-server.ts';
import { callAs, signUpAt } from './visitor.ts';

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** A server on which each of the states can be brought about. */
export interface StateSite {
  /** Brings one about in a browser profile of its own. */
  readonly show: (state: CardState, options: BrowserContextOptions) => Promise<Page>;
  /** Closes what was shown. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Somebody new; answers also the cookies that they are logged in by, and their workspace. */
const signUp = async (browser: Browser, { origin }: BuiltServer, name: string) => {
  const page = await signUpAt(browser, origin, { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com` });
  const workspace = new URL(page.url()).pathname.split('/')[2] ?? '';
  return { page, workspace, cookies: await page.context().cookies() };
};

/** Starts the server with a workspace, its owner, who has a key, and a plain member. */
export const openStateSite = async (): Promise<StateSite> => {
  const server = await startBuiltServer({ RATE_LIMITS: 'off' });
  const browser = await openBrowser();
  const owner = await signUp(browser, server, 'Ada Sample');
  await callAs(owner.page, auth.createCredentials, { label: 'laptop' }, owner.workspace);
  const { url } = await callAs(owner.page, invitations.createInvite, {}, owner.workspace);
  const { search } = new URL(url);
  const member = await signUp(browser, server, 'Ben Sample');
  await member.page.goto(url);
  await member.page.getByRole('button', { name: 'Join' }).click();
  await member.page.waitForURL(`**/w/${owner.workspace}/profile`);
  await Promise.all([owner, member].map(({ page }) => page.context().close()));

  let newcomers = 0;
  const cookiesOf = async (who: CardState['who']): Promise<{ cookies: Cookies; workspace: string }> => {
    if (who === 'guest') return { cookies: [], workspace: owner.workspace };
    if (who !== 'newcomer') return { cookies: (who === 'owner' ? owner : member).cookies, workspace: owner.workspace };
    const newcomer = await signUp(browser, server, `New Comer ${(newcomers += 1)}`);
    await newcomer.page.context().close();
    return newcomer;
  };
  return {
    show: async ({ who, path, heading, before, open }, options) => {
      const { cookies, workspace } = await cookiesOf(who);
      const context = await browser.newContext(options);
      await context.addCookies(cookies);
      const page = await context.newPage();
      await before?.(page);
      const site: Site = { workspace, invitation: search };
      await page.goto(server.origin + path(site));
      await page.getByRole('heading', { name: heading }).first().waitFor();
      await open(page);
      return page;
    },
    clear: async () => void (await Promise.all(browser.contexts().map((context) => context.close()))),
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
};
