import { errors, type Operation } from '#contract/index.ts';
import { Failure } from './failure.ts';

/** What an envelope says about its call. */
export interface Call {
  readonly id: string;
  readonly trx: string;
  /** '' where the path names none */
  readonly name: string;
  /** as asked for; '' where the path names none */
  readonly version: string;
  /** the operation that answers, once it was found */
  readonly operation: Operation | null;
}

/** Versions are numbers below 2.1 and where the path could not be read (as ClearML's server writes them). */
const shownVersion = (call: Call): string | number => {
  if (call.version === '') return 1;
  const [major = 0, minor = 0] = call.version.split('.').map(Number);
  return major < 2 || (major === 2 && minor < 1) ? Number(call.version) : call.version;
};

const envelope = (call: Call, code: number, subcode: number, message: string, errorData: object, data: unknown): Response => {
  const requested = shownVersion(call);
  const since = call.operation?.since ?? null;
  const meta = {
    id: call.id,
    trx: call.trx,
    endpoint: {
      name: call.name,
      requested_version: requested,
      actual_version: since !== null && typeof requested === 'number' ? Number(since) : since,
    },
    result_code: code,
    result_subcode: subcode,
    result_msg: message,
    error_stack: code === 200 ? '' : null,
    error_data: errorData,
  };
  return new Response(JSON.stringify({ meta, data }), { status: code, headers: { 'content-type': 'application/json' } });
};

/** The answer of an operation that went well. */
export const answered = (call: Call, data: unknown): Response => envelope(call, 200, 0, 'OK', {}, data);

/** The answer that tells a failure. ClearML's own operations keep `error_data` empty but for errors that ClearML does not have. */
export const failed = (call: Call, failure: Failure): Response => {
  const { code, subcode } = errors[failure.error];
  const ours = call.operation?.origin === 'ours' || subcode >= 1000;
  const errorData = ours
    ? { error: failure.error, ...(failure.fields === undefined ? {} : { fields: failure.fields }), ...failure.data }
    : {};
  const response = envelope(call, code, subcode, failure.message, errorData, {});
  if (failure.retryAfter !== undefined) response.headers.set('retry-after', String(Math.max(1, Math.ceil(failure.retryAfter))));
  return response;
};
