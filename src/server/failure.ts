import type { ErrorName } from '#contract/index.ts';
import { messages } from './messages.ts';

/** An error of the contract, thrown by whatever finds it and turned into an envelope by dispatch. Nothing else may carry a message to a caller. */
export class Failure extends Error {
  readonly error: ErrorName;
  /** what is wrong with which field: path joined by dots → rule */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** further members of `error_data`, for our own operations */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /** seconds, for `Retry-After` */
  readonly retryAfter: number | undefined;

  /** `detail` goes behind the error's own message, as ClearML writes it: ` (extra)` or `: k=v, k=v`. Never a secret. */
  constructor(
    error: ErrorName,
    {
      detail = '',
      fields,
      data,
      retryAfter,
    }: { detail?: string; fields?: Record<string, string>; data?: Record<string, unknown>; retryAfter?: number } = {},
  ) {
    super(messages[error] + detail);
    this.error = error;
    this.fields = fields;
    this.data = data;
    this.retryAfter = retryAfter;
  }
}

/** A path that names no operation; the words are ClearML's. */
export class InvalidPath extends Failure {
  override readonly message: string;
  constructor(path: string) {
    super('malformed_request');
    this.message = `Invalid request path ${path.slice(0, 200)}`;
  }
}
