import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

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
