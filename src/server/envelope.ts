import { errors, programErrors } from '#contract/errors.ts';
import type { Operation } from '#contract/index.ts';
import type { Failure } from './failure.ts';
import { isSince } from './path.ts';

/** What a call is answered with. The site makes a Response of it, with the headers that all have: to add them to a Response takes Node longer. */
export interface Answer {
  readonly status: number;
  /** by names in lower case */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an envelope says about its call. */
export interface Call {
  /** of our own making: hex digits */
  readonly id: string;
  readonly trx: string;
  /** '' where the path names none */
  readonly name: string;
  /** as asked for; '' where the path names none */
  readonly version: string;
  /** the operation that answers, once it was found */
  readonly operation: Operation | null;
}

/** The id that a caller gives to what the call is part of; null where it gives none. */
export const trxOf = (headers: Headers): string | null =>
  (headers.get('x-clearml-trx') ?? headers.get('x-trains-trx'))?.slice(0, 128) ?? null;

/** A number as Python writes it: with a fraction, or the SDK would take it for an integer and refuse it. */
const withFraction = (version: string): string => (Number.isInteger(Number(version)) ? `${Number(version)}.0` : String(Number(version)));

/** Versions are numbers below 2.1 and where the path could not be read (as ClearML's server writes them). */
const endpointOf = ({ name, version, operation }: Call): string => {
  const asked = version === '' ? '1.0' : version;
  const written = isSince(asked, '2.1') ? JSON.stringify : withFraction;
  const actual = operation === null ? 'null' : written(operation.since);
  return `{"name":${JSON.stringify(name)},"requested_version":${written(asked)},"actual_version":${actual}}`;
};

interface Result {
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
  readonly errorData: object;
}

/** What the envelope says of how it went, without the first brace. */
const resultText = ({ code, subcode, message, errorData }: Result): string => {
  const result = {
    result_code: code,
    result_subcode: subcode,
    result_msg: message,
    error_stack: code === 200 ? '' : null,
    error_data: errorData,
  };
  return JSON.stringify(result).slice(1);
};

/** The same of all that go well. */
const well = resultText({ code: 200, subcode: 0, message: 'OK', errorData: {} });

const envelope = (call: Call, status: number, result: string, data: unknown, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', server: 'clearml', ...headers },
  body: `{"meta":{"id":"${call.id}","trx":${JSON.stringify(call.trx)},"endpoint":${endpointOf(call)},${result},"data":${JSON.stringify(data)}}`,
});

/** The answer of an operation that went well. */
export const answered = (call: Call, data: unknown, headers?: Answer['headers']): Answer => envelope(call, 200, well, data, headers);

/** The answer that tells a failure. ClearML's own operations keep `error_data` empty but for errors that ClearML does not have. */
export const failed = (call: Call, failure: Failure): Answer => {
  const { code, subcode } = { ...errors, ...programErrors }[failure.error];
  const ours = call.operation?.origin === 'ours' || subcode >= 1000;
  const errorData = ours
    ? { error: failure.error, ...(failure.fields === undefined ? {} : { fields: failure.fields }), ...failure.data }
    : {};
  const { message, retryAfter } = failure;
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) };
  return envelope(call, code, resultText({ code, subcode, message, errorData }), {}, headers);
};

/** ClearML's answer to a body in a coding, whatever else is wrong with the call: a sentence, no envelope. */
export const encodedBody = (coding: string): Answer => ({
  status: 415,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `Content encoding is not supported (${coding.replace(/[^\w,. -]/g, '')})`,
});
