import type { Page } from 'playwright-core';

/** The addresses in the history of the page's tab, its current one too. */
export const historyOf = async (page: Page): Promise<string[]> => {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url }) => url);
};

/** Everything that the browser stored for the page, as text: storages, databases, caches, and its history, of whose states a page sees its own. */
export const stored = async (page: Page): Promise<string> => [await storedIn(page), ...(await historyOf(page))].join('\n');

const storedIn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const text = new TextDecoder('latin1');
    const all: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error(name));
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        const bytes = (_: string, value: unknown): unknown =>
          value instanceof ArrayBuffer || value instanceof Uint8Array
            ? text.decode(value)
            : value instanceof CryptoKey
              ? `key ${value.extractable}`
              : value;
        all.push(`${store}: ${JSON.stringify(values, bytes)}`);
      }
      database.close();
    }
    for (const name of window.isSecureContext ? await caches.keys() : []) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) all.push(request.url, await ((await cache.match(request))?.text() ?? ''));
    }
    all.push(JSON.stringify(history.state));
    return all.join('\n');
  });
