import { ApiError, type OwnFailure } from './api-error.ts';

/** What happened and what to do where the server said nothing about it: these words have to be there without it. Its own errors have theirs in `refusal-copy.ts`. */
const copy = {
  offline: 'The server cannot be reached. Check your connection and try again.',
  timeout: 'The server did not answer in time. Try again.',
  bad_answer: 'Something between this page and the server answered instead of it. Try again; if it stays, tell whoever runs the server.',
  unknown: 'That did not work. Try again.',
} satisfies Record<OwnFailure, string>;

/** A failure that only the browser sees. `message` is for logs; `status` is 0 where no answer came. */
export const unanswered = (failure: OwnFailure, message: string, status: number): ApiError =>
  new ApiError(failure, copy[failure], message, status);

/** The sentence for anything thrown. */
export const failureCopy = (error: unknown): string => (error instanceof ApiError ? error.copy : copy.unknown);
