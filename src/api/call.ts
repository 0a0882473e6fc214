import type { AnswerOf, OperationName, RequestTo } from '#contract/by-name.ts';
import { userHeader, workspaceHeader } from '#contract/first-load.ts';
import { isSignedOut } from './api-error.ts';
import { base } from './base.ts';
import { unanswered } from './failure-copy.ts';
import { renewed } from './renewal.ts';

/** After this a call counts as failed; milliseconds. */
const patience = 30_000;

export interface CallOptions {
  /** id of the workspace to act in; without it the server takes the personal one */
  readonly workspace?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** value of the `Authorization` header; only logging in by password sends one */
  readonly authorization?: string | undefined;
}

/**
 * Calls an operation and answers its data, parsed; where the session had run out, so that nothing was done, once more when it is renewed.
 * Throws ApiError, or the signal's AbortError.
 */
export const call = async <Name extends OperationName>(
  name: Name,
  request: RequestTo<Name>,
  options: CallOptions = {},
): Promise<AnswerOf<Name>> => {
  try {
    return await callOnce(name, request, options);
  } catch (error) {
    if (options.authorization !== undefined || !isSignedOut(error) || !(await renewed(options.signal))) throw error;
    return callOnce(name, request, options);
  }
};

let allowed = true;

/** Whether calls are made. A page that is about to go makes none: what waits to be sent is not of whoever is logged in now. */
export const allowCalls = (now: boolean): void => void (allowed = now);

let shownUser: () => string | undefined = () => undefined;

/** Names, by their id and where that is known, whoever the page is shown to: by the cookie of anybody else nothing is done. */
export const callFor = (user: typeof shownUser): void => void (shownUser = user);

/** The same without waiting for another session. */
export const callOnce = async <Name extends OperationName>(
  name: Name,
  request: RequestTo<Name>,
  options: CallOptions = {},
): Promise<AnswerOf<Name>> => {
  if (!allowed) return new Promise(() => undefined);
  // what reads answers has all schemas with it: it is not part of the first load, and comes while the first call is under way
  const reading = import('./read-answer.ts').catch(() => undefined);
  const answer = await send(name, request, options);
  const told = await json(answer, name);
  const reader = await reading;
  // the server has gone in the meantime, or another one has come
  if (reader === undefined) throw unanswered('offline', `${name}: nothing to read the answer by`, answer.status);
  return reader.readAnswer(name, answer, told);
};

const send = async (name: OperationName, request: unknown, { workspace, signal, authorization }: CallOptions): Promise<Response> => {
  const timeout = AbortSignal.timeout(patience);
  const user = shownUser();
  try {
    return await fetch(`${base}api/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        ...(user === undefined ? {} : { [userHeader]: user }),
        ...(workspace === undefined ? {} : { [workspaceHeader]: workspace }),
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
      body: JSON.stringify(request),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw unanswered(timeout.aborted ? 'timeout' : 'offline', `${name}: ${String(error)}`, 0);
  }
};

const json = async (answer: Response, name: string): Promise<unknown> => {
  try {
    return await answer.json();
  } catch {
    throw unanswered('bad_answer', `${name}: status ${answer.status}, not JSON`, answer.status);
  }
};
