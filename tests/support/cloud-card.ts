import type { Browser, Page } from 'playwright-core';
import { signUpAt } from './visitor.ts';

/** Of the storage in the tests of the card. */
export const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };

/** Web App Cloud Access at the Profile page. */
export const card = (page: Page) => page.getByRole('region', { name: 'Web App Cloud Access' });

/** A new browser profile in which somebody has just signed up, at the Profile page. */
export const signUpToCard = async (browser: Browser, origin: string, email: string): Promise<Page> => {
  const page = await signUpAt(browser, origin, { email });
  await card(page).getByText('No access keys yet').waitFor();
  return page;
};

/** Adds a row for the bucket `models` of the storage at `host`. */
export const addModels = async (page: Page, host: string, secret = keys.secretKey): Promise<void> => {
  await page.getByRole('button', { name: 'Add access keys' }).click();
  await page.getByLabel('Bucket').fill('models');
  await page.getByLabel('Key', { exact: true }).fill(keys.accessKey);
  await page.getByLabel('Secret / SAS', { exact: true }).fill(secret);
  await page.getByLabel('Host (Endpoint)').fill(host);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit models' }).waitFor();
};

/** Begins to log out. */
export const pressLogOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Profile menu' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
};

/** Logs out, with an answer to what is asked about keys. */
export const logOut = async (page: Page, answer: 'Keep them' | 'Remove them'): Promise<void> => {
  await pressLogOut(page);
  await page.getByRole('button', { name: answer }).click();
  await page.getByRole('button', { name: 'Log in' }).waitFor();
};
