import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import type { Operation } from '#contract/index.ts';
import { envelope } from '#contract/operation.ts';
import { readManifest } from '#server/chunks.ts';

/** Done to a page so that something is to be seen of it. */
export type Deed = (page: Page) => Promise<void>;

/** The address of an operation, as `page.route` takes it. */
export const patternOf = ({ name }: Pick<Operation, 'name'>): string => `**/api/${name}`;

const route =
  (urls: readonly string[], handle: (route: Route) => unknown): Deed =>
  async (page) => {
    for (const url of urls) await page.route(url, handle);
  };

/** What is asked for at these addresses never comes. */
export const holdBack = (...urls: readonly string[]): Deed => route(urls, () => undefined);

/** What is asked for at these addresses fails each time. */
export const fail = (url: string, status = 500): Deed => route([url], (asked) => asked.fulfill({ status }));

/** These operations are never answered. */
export const holdCalls = (...operations: readonly Pick<Operation, 'name'>[]): Deed => holdBack(...operations.map(patternOf));

/** These operations fail each time. */
export const failCalls = (...operations: readonly Pick<Operation, 'name'>[]): Deed =>
  route(operations.map(patternOf), (asked) => asked.fulfill({ status: 500 }));

/** These operations are answered as where the server's disk is full; `full-disk.test.ts` sees that this is its answer. */
export const refuseWrites = (...operations: readonly Pick<Operation, 'name'>[]): Deed =>
  route(operations.map(patternOf), (asked) => {
    const endpoint = { name: asked.request().url().split('/').at(-1) ?? '', requested_version: '2.31', actual_version: '2.31' };
    const result = { result_code: 500, result_subcode: 102, result_msg: 'Database is temporarily unavailable' };
    const meta = envelope.shape.meta.parse({ id: 'a', trx: 'a', endpoint, ...result, error_stack: null, error_data: {} });
    return asked.fulfill({ status: 500, json: { meta, data: {} } });
  });

/** The built file of a source, as `page.route` takes it. */
const codeOf = (source: string): string => {
  const file = readManifest(join(import.meta.dirname, '../../dist/client'))[source]?.file;
  if (file === undefined) throw new Error(`${source} is no chunk of its own`);
  return `**/${file}`;
};

/** The code of these sources never comes. */
export const holdCode = (...sources: readonly string[]): Deed => holdBack(...sources.map(codeOf));

/** The code of these sources cannot be had. */
export const failCode = (...sources: readonly string[]): Deed => route(sources.map(codeOf), (asked) => asked.abort());

/** The document brings no answers along, as where plain files are served: the page asks for each. */
export const withoutAnswers: Deed = async (page) => {
  await page.route(
    ({ pathname }) => /\/(?:profile)?$/.test(pathname),
    async (asked) => {
      const response = await asked.fetch();
      const document = await response.text();
      const body = document.replace(/(<script[^>]* id="boot">).*?<\/script>/s, '$1</script>');
      if (body === document) throw new Error('It brought none along anyway');
      await asked.fulfill({ response, body });
    },
  );
};

/** One after the other. */
export const all =
  (...deeds: readonly Deed[]): Deed =>
  async (page) => {
    for (const deed of deeds) await deed(page);
  };
