import type { ElementHandle, Page } from 'puppeteer-core';
import { vi } from 'vitest';

/** A page of Firefox, or a part of one. */
type Within = Page | ElementHandle;

/** Asks the browser's accessibility tree. Puppeteer's selectors do too, but three times as slowly; they leave this out of their types. */
interface Tree {
  queryAXTree(name: string, role?: string): AsyncIterable<ElementHandle>;
}

/** As patient as the browser tests in Chromium. */
const patience = { timeout: 15_000, interval: 50 };

/** Each that Firefox's accessibility tree has by this name, exactly, and that is to be seen. */
const seen = async (within: Within, name: string, role?: string): Promise<ElementHandle[]> => {
  const root = 'asLocator' in within ? within : await within.$(':root');
  const found: ElementHandle[] = [];
  // see Tree
  for await (const element of (root as ElementHandle & Tree).queryAXTree(name, role)) if (await element.isVisible()) found.push(element);
  return found;
};

/** Waits until something of this role and name is to be seen. */
export const find = (within: Within, role: string, name: string): Promise<ElementHandle> =>
  vi.waitFor(async () => {
    const [element] = await seen(within, name, role);
    if (element === undefined) throw new Error(`Not to be seen: ${role} ${name}`);
    return element;
  }, patience);

/** The same of a form's field: to the tree one of a password has no role. */
export const field = (within: Within, name: string): Promise<ElementHandle> =>
  vi.waitFor(async () => {
    for (const element of await seen(within, name))
      if (await element.evaluate((found) => found.matches('input, select, textarea'))) return element;
    throw new Error(`Not to be seen: field ${name}`);
  }, patience);

/** Waits until it is there and at rest, and clicks it. */
export const press = async (within: Within, role: string, name: string): Promise<void> =>
  (await find(within, role, name)).asLocator().click();

/** Writes into a field in place of what is in it. */
export const fill = async (within: Within, name: string, text: string): Promise<void> => (await field(within, name)).asLocator().fill(text);

/** What stands in a field. */
export const valueOf = async (within: Within, name: string): Promise<string> =>
  (await field(within, name)).evaluate((element) => (element as HTMLInputElement).value); // of a field

/** Waits until a text is to be seen. */
export const sees = async (within: Within, text: string): Promise<void> => {
  await within.waitForSelector(`::-p-text(${text})`, { visible: true, timeout: patience.timeout });
};

/** Waits until nothing of this role and name is to be seen any more. */
export const gone = (page: Page, role: string, name: string): Promise<void> =>
  vi.waitFor(async () => {
    if ((await seen(page, name, role)).length > 0) throw new Error(`Still to be seen: ${role} ${name}`);
  }, patience);
