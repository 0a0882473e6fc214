import { envelope, workspaceHeader, type Envelope, type Operation, type RequestOf, type ResponseOf } from '#contract/index.ts';
import { isSignedOut, type ApiError } from './api-error.ts';
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
 * Calls one operation and answers its data, parsed; where the session had run out, so that nothing was done, once more when it is renewed.
 * Throws ApiError, or the signal's AbortError.
 */
export const call = async <O extends Operation>(operation: O, request: RequestOf<O>, options: CallOptions = {}): Promise<ResponseOf<O>> => {
  try {
    return await callOnce(operation, request, options);
  } catch (error) {
    if (options.authorization !== undefined || !isSignedOut(error) || !(await renewed(options.signal))) throw error;
    return callOnce(operation, request, options);
  }
};

let allowed = true;

/** Whether calls are made. A page that is about to go makes none: what waits to be sent is not of whoever is logged in now. */
export const allowCalls = (now: boolean): void => void (allowed = now);

/** The same without waiting for another session. */
export const callOnce = async <O extends Operation>(
  operation: O,
  request: RequestOf<O>,
  options: CallOptions = {},
): Promise<ResponseOf<O>> => {
  if (!allowed) return new Promise(() => undefined);
  const answer = await send(operation, request, options);
  const parsed = envelope.safeParse(await json(answer, operation.name));
  if (!parsed.success) throw unanswered('bad_answer', `${operation.name}: not an envelope`, answer.status);
  const { meta, data } = parsed.data;
  if (meta.result_code !== 200) throw await refusal(answer, meta);
  const result = operation.response.safeParse(data);
  if (!result.success) throw unanswered('bad_answer', `${operation.name}: ${result.error.message}`, answer.status);
  return result.data as ResponseOf<O>; // just parsed by this operation's own schema
};

const send = async (operation: Operation, request: unknown, { workspace, signal, authorization }: CallOptions): Promise<Response> => {
  const timeout = AbortSignal.timeout(patience);
  try {
    return await fetch(`${base}api/${operation.name}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        ...(workspace === undefined ? {} : { [workspaceHeader]: workspace }),
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
      body: JSON.stringify(request),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw unanswered(timeout.aborted ? 'timeout' : 'offline', `${operation.name}: ${String(error)}`, 0);
  }
};

const json = async (answer: Response, name: string): Promise<unknown> => {
  try {
    return await answer.json();
  } catch {
    throw unanswered('bad_answer', `${name}: status ${answer.status}, not JSON`, answer.status);
  }
};

/** What refusals mean is not part of the first load. Where even that does not come, the server has gone in the meantime. */
const refusal = async (answer: Response, meta: Envelope['meta']): Promise<ApiError> => {
  try {
    const { refusalOf } = await import('./refusal.ts');
    return refusalOf(answer, meta);
  } catch {
    return unanswered('offline', meta.result_msg, answer.status);
  }
};
