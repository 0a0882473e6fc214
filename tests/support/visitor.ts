import type { APIRequestContext, Browser, BrowserContextOptions, Page } from 'playwright-core';
import { login, workspaceHeader, type Operation, type RequestOf, type ResponseOf } from '#contract/index.ts';

/** The password of everybody that the end-to-end tests sign up. */
export const password = 'violet harbour 42';

/** Fills in and sends the sign-up form that `page` shows. */
export const fillSignUp = async (page: Page, name: string, email: string): Promise<void> => {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign up' }).click();
};

/** A call past the page, with the cookies of `request`. Throws unless it succeeds. */
const call = async <O extends Operation>(
  request: APIRequestContext,
  origin: string,
  operation: O,
  data: RequestOf<O>,
  headers: Record<string, string> = {},
): Promise<ResponseOf<O>> => {
  // a connection that both sides let go of at the same moment is opened again
  const answer = await request.post(`${origin}/api/${operation.name}`, { data, headers, maxRetries: 1 });
  if (!answer.ok()) throw new Error(`${operation.name}: ${await answer.text()}`);
  const envelope = (await answer.json()) as { data: unknown }; // of our server
  return operation.response.parse(envelope.data) as ResponseOf<O>; // just parsed by this operation's own schema
};

/** A new browser profile in which somebody has just signed up, at the Profile page: past the form, but at names that only the browser knows. */
export const signUpAt = async (
  browser: Browser,
  origin: string,
  { name = 'Ada Sample', email = 'ada@example.com', ...options }: { name?: string; email?: string } & BrowserContextOptions = {},
): Promise<Page> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  if (new URL(origin).hostname === '127.0.0.1') {
    const { company } = await call(context.request, origin, login.signupUser, { name, email, password });
    await page.goto(`${origin}/w/${company.id}/profile`);
  } else {
    await page.goto(`${origin}/signup`);
    await fillSignUp(page, name, email);
  }
  await page.getByRole('heading', { name: 'User preferences' }).waitFor();
  return page;
};

/** A call by whoever is logged in at `page`, past the page itself. Throws unless it succeeds. */
export const callAs = <O extends Operation>(page: Page, operation: O, request: RequestOf<O>, workspace?: string): Promise<ResponseOf<O>> =>
  call(page.request, new URL(page.url()).origin, operation, request, workspace === undefined ? {} : { [workspaceHeader]: workspace });
