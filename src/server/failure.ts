import type { AnyErrorName } from '#contract/errors.ts';
import { messages } from './messages.ts';

/** An error of the contract, thrown by whatever finds it and turned into an envelope by dispatch. Nothing else may carry a message to a caller. */
export class Failure extends Error {
  readonly error: AnyErrorName;
  /** what is wrong with which field: path joined by dots → rule */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** further members of `error_data`, for our own operations */
  readonly data: Readonly<Record<string, unknown>> | undefined;
  /** seconds, for `Retry-After` */
  readonly retryAfter: number | undefined;

  /** `detail` goes behind the error's own message, as ClearML writes it: ` (extra)` or `: k=v, k=v`. Never a secret. */
  constructor(
    error: AnyErrorName,
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

/** A request that cannot be read; ClearML says each time why. */
export class Malformed extends Failure {
  override readonly message: string;
  constructor(message: string) {
    super('malformed_request');
    this.message = message;
  }
}

/** One answer to whatever proves nothing: an unknown name, a wrong password, a mistyped secret. */
export const notLocated = (): Failure => new Failure('invalid_credentials', { detail: ' (failed to locate provided credentials)' });
