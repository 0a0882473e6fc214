import { groups, readRecordings, type RecordedResponse } from '../wire/recording.ts';

export type Fields = Record<string, unknown>;

/** What a ClearML Server wraps every answer in. */
export interface Envelope {
  meta: {
    id: string;
    trx: string;
    endpoint: { name: string; requested_version: string | number; actual_version: string | null };
    result_code: number;
    result_subcode: number;
    result_msg: string;
    error_stack: string | null;
    error_data: Fields;
  };
  data: Fields;
}

const recordings = groups.flatMap(readRecordings);

/** What a real ClearML Server 2.0.0 (API 2.31) answered there. */
export const answerOf = (id: string): RecordedResponse => {
  const { response } = recordings.find((recording) => recording.id === id) ?? {};
  if (response === undefined) throw new Error(`There is no recording ${id}`);
  return response;
};

/** A copy of what it answered in JSON. */
export const envelopeOf = (id: string): Envelope => structuredClone(answerOf(id).json) as Envelope; // none other is asked for

export const headerOf = (id: string, name: string): string => {
  const found = answerOf(id).headers.find(([one]) => one === name);
  if (found === undefined) throw new Error(`Recording ${id} has no ${name}`);
  return found[1];
};

/** A call that the server refuses. */
export class Refusal extends Error {
  readonly code: number;
  readonly subcode: number;
  constructor(code: number, subcode: number, message: string) {
    super(message);
    this.code = code;
    this.subcode = subcode;
  }
}

/** The refusal that was recorded there, its message with these values: `name=…`, `field '…'`. */
export const refusal = (id: string, values: Readonly<Record<string, string>> = {}): Refusal => {
  const { result_code: code, result_subcode: subcode, result_msg: recordedMessage } = envelopeOf(id).meta;
  const message = Object.entries(values).reduce(
    (text, [name, value]) =>
      text.replace(new RegExp(`\\b${name}(=| ')[^,']*`), (_found, separator: string) => `${name}${separator}${value}`),
    recordedMessage,
  );
  return new Refusal(code, subcode, message);
};

/** As was recorded there with another message, or also another subcode. */
export const refusalSaying = (id: string, message: string, subcode?: number): Refusal => {
  const recordedRefusal = refusal(id);
  return new Refusal(recordedRefusal.code, subcode ?? recordedRefusal.subcode, message);
};
