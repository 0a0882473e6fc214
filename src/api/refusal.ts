import { errorData, errorName, errors, type ErrorData } from '#contract/errors.ts';
import type { Envelope } from '#contract/index.ts';
import { ApiError } from './api-error.ts';
import { unanswered } from './failure-copy.ts';
import { refusalCopy } from './refusal-copy.ts';

/** What an answer without success says: its error by name, in words, and what is wrong with which field. */
export const refusalOf = (answer: Response, meta: Envelope['meta']): ApiError => {
  const told: Partial<ErrorData> = errorData.safeParse(meta.error_data ?? {}).data ?? {};
  const failure = told.error !== undefined && told.error in errors ? told.error : errorName(meta.result_code, meta.result_subcode);
  if (failure === undefined) return unanswered('unknown', meta.result_msg, answer.status);
  const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  const copy = failure === 'too_many_requests' && Number.isFinite(seconds) ? tooMany(seconds) : refusalCopy[failure];
  return new ApiError(failure, copy, meta.result_msg, answer.status, told.fields, told.allow);
};

const tooMany = (seconds: number): string => `Too many attempts. Try again in ${wait(seconds)}.`;

const wait = (seconds: number): string => {
  if (seconds < 60) return seconds <= 1 ? 'a second' : `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
};
