import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { auth } from '#contract/index.ts';
import { basic, TestClient } from '#tests/support/client.ts';
import { overNetwork } from '#tests/support/processes.ts';
import type { BuiltServer } from '#tests/support/e2e-server.ts';
import { seed } from '#tests/support/seeded.ts';

type Address = Pick<BuiltServer, 'origin'>;

/** A client of a built server. */
export const clientOf = ({ origin }: Address): TestClient => new TestClient(overNetwork, `${origin}/`);

/** The headers that it sends. */
export const headersOf = ({ cookies }: TestClient): Record<string, string> => ({
  'content-type': 'application/json',
  'sec-fetch-site': 'same-origin',
  cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
});

/** A new browser profile in which the same person is logged in. */
export const contextOf = async (
  browser: Browser,
  { origin }: Address,
  { cookies }: TestClient,
  options?: BrowserContextOptions,
): Promise<BrowserContext> => {
  const context = await browser.newContext(options);
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: origin })));
  return context;
};

/** Fills a server as `npm run seed` does with these arguments, and logs in as the owner of the largest workspace. */
export const seededOwner = async (server: BuiltServer, ...argv: string[]): Promise<{ client: TestClient; workspace: string }> => {
  const { email, password, workspace } = await seed(server, ...argv);
  const client = clientOf(server);
  await client.ok(auth.login, {}, { headers: basic(email, password) });
  return { client, workspace };
};
