import fc from 'fast-check';
import { envelope, type Operation } from '#contract/index.ts';
import type { App } from '#server/site.ts';
import { bodies, bytesOf, fieldsOf, soundBodies, spoilt, type Spoilt, type Texts } from './bodies.ts';

/** One request of any kind. */
export interface Step {
  readonly operation: string;
  readonly caller: string;
  readonly version: string;
  readonly query: string;
  readonly method: string;
  readonly type: string | null;
  readonly body: unknown;
  readonly how: Spoilt;
}

/** The headers of each who calls, by what they are. */
export type Callers = Readonly<Record<string, Readonly<Record<string, string>>>>;

const usually = <T>(value: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(value), weight: 9 }, { arbitrary: fc.constantFrom(...others), weight: 1 });

/** What is usual about a request. */
const usual = { version: '', query: '', method: 'POST', type: 'application/json', how: null } as const;

/** Requests of an operation with nothing wrong but, perhaps, whose they are and what they name. */
export const soundStepsOf = (
  operation: Operation,
  { callers, texts }: { readonly callers: Callers; readonly texts: Texts },
): fc.Arbitrary<Step> =>
  fc
    .tuple(fc.constantFrom(...Object.keys(callers)), soundBodies(operation, texts))
    .map(([caller, body]) => ({ ...usual, operation: operation.name, caller, body }));

/** Requests of an operation. */
export const stepsOf = (
  operation: Operation,
  { callers, texts }: { readonly callers: Callers; readonly texts: Texts },
): fc.Arbitrary<Step> =>
  fc.record({
    operation: fc.constant(operation.name),
    caller: fc.constantFrom(...Object.keys(callers)),
    version: usually('', 'v2.23/', 'v2.5/', 'v1.0/', 'v999.0/', 'v2.99999999999999999999/'),
    query: usually(
      '',
      ...fieldsOf(operation.request).map((field) => `?${field}=x`),
      '?__proto__=1',
      '?a[constructor]=1',
      '?%',
      '?a=%ff%00',
    ),
    method: usually('POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'),
    type: usually<string | null>(
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      null,
    ),
    body: bodies(operation, texts),
    how: spoilt,
  });

const ask = (app: Pick<App, 'fetch'>, callers: Callers, step: Step): Promise<Response> => {
  const { operation, caller, version, query, method, type, body, how } = step;
  const headers = new Headers({ host: 'localhost:8080', ...callers[caller], ...(type === null ? {} : { 'content-type': type }) });
  // as the listener sends on what carries a body
  const moved = method === 'GET' || method === 'HEAD';
  const init = { method: moved ? 'POST' : method, headers, body: bytesOf(body, how) };
  const request = new Request(`http://localhost:8080/api/${version}${operation}${query}`, init);
  return app.fetch(request, { address: '127.0.0.1', ...(moved ? { method } : {}) });
};

/** Sends it; answers the status. Throws where the answer is not one: not 200 or 4xx, no envelope, or with a stack. */
export const statusOf = async (app: Pick<App, 'fetch'>, callers: Callers, step: Step): Promise<number> => {
  const answer = await ask(app, callers, step);
  const text = await answer.text();
  const { meta } = envelope.parse(JSON.parse(text));
  const isAnswer = answer.status === 200 || (answer.status >= 400 && answer.status < 500);
  const isWhole = meta.result_code === answer.status && (meta.error_stack ?? '') === '' && !/\\n +at |node_modules|\.ts:\d/.test(text);
  if (!isAnswer || !isWhole) throw new Error(`${answer.status} ${text.slice(0, 1000)}`);
  return answer.status;
};
