import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { workspaceHeader, type Operation, type RequestOf, type ResponseOf } from '#contract/index.ts';

/** The password of everybody that the end-to-end tests sign up. */
export const password = 'violet harbour 42';

/** Fills in and sends the sign-up form that `page` shows. */
export const fillSignUp = async (page: Page, name: string, email: string): Promise<void> => {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign up' }).click();
};

/** A new browser profile in which somebody has just signed up, at the Profile page. */
export const signUpAt = async (
  browser: Browser,
  origin: string,
  { name = 'Ada Sample', email = 'ada@example.com', ...options }: { name?: string; email?: string } & BrowserContextOptions = {},
): Promise<Page> => {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${origin}/signup`);
  await fillSignUp(page, name, email);
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  return page;
};

/** A call by whoever is logged in at `page`, past the page itself. Throws unless it succeeds. */
export const callAs = async <O extends Operation>(
  page: Page,
  operation: O,
  request: RequestOf<O>,
  workspace?: string,
): Promise<ResponseOf<O>> => {
  const headers = workspace === undefined ? {} : { [workspaceHeader]: workspace };
  // a connection that both sides let go of at the same moment is opened again
  const answer = await page.request.post(new URL(`/api/${operation.name}`, page.url()).href, { data: request, headers, maxRetries: 1 });
  if (!answer.ok()) throw new Error(`${operation.name}: ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: unknown }; // the envelope of our server
  return operation.response.parse(data) as ResponseOf<O>; // just parsed by this operation's own schema
};
