import type { ErrorName } from '#contract/index.ts';

/**
 * What only the browser can see: `offline` (no connection), `timeout`, `bad_answer` (not an envelope: HTML of a proxy, half an answer, an unknown shape),
 * `unknown` (a code this build does not know).
 */
export type OwnFailure = 'offline' | 'timeout' | 'bad_answer' | 'unknown';

/** Why a call failed, as a name: an error of the contract, or what only the browser can see. */
export type FailureName = ErrorName | OwnFailure;

/** A failed call. `message` is the server's own text and is for logs; the interface shows `copy`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly failure: FailureName,
    /** what happened and what to do, in a sentence */
    readonly copy: string,
    message: string,
    /** HTTP status; 0 where no answer came */
    readonly status: number,
    /** what is wrong with which field of the request: path joined by dots → rule */
    readonly fields: Readonly<Record<string, string>> = {},
    /** entry of PROBE_ALLOW that would allow a probe */
    readonly allow?: string,
  ) {
    super(message);
  }
}

/** The failure's name of anything thrown; what is not an ApiError is a fault of ours and stays `unknown`. */
export const failureOf = (error: unknown): FailureName => (error instanceof ApiError ? error.failure : 'unknown');

/** Whether a call failed because nobody is logged in. */
export const isSignedOut = (error: unknown): boolean => ['missing_credentials', 'invalid_token'].includes(failureOf(error));

/** Whether the server cannot be reached for now: by the way to it, as a proxy says in a page of its own, or for want of its database. */
export const isAway = ({ failure, status }: ApiError): boolean =>
  ['offline', 'timeout', 'database_unavailable'].includes(failure) || (failure === 'bad_answer' && status > 501 && status < 505);
