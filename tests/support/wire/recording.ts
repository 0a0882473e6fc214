import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One call of a ClearML server as it was recorded, or one that brings a server to where the next recording begins (`prepare`). */
export interface Recording {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  /** sent, and not compared */
  readonly prepare?: true;
  /** seconds to wait before it is sent */
  readonly wait?: number;
  readonly request: RecordedRequest;
  readonly response?: RecordedResponse;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: readonly Header[];
  readonly auth?: { readonly basic: readonly string[] } | { readonly bearer: string } | { readonly raw: string };
  readonly body?: string;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  /** the envelope; absent where the answer was none */
  readonly json?: Envelope;
  readonly body?: string;
  /** what the token of the answer says, whose text is never recorded */
  readonly token_claims?: Readonly<Record<string, unknown>>;
}

export type Header = readonly [name: string, value: string];

export interface Envelope {
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
}

/** JSON in which the versions of an endpoint keep their type: `1.0` is a number with a fraction to Python, and `1` is none. */
export const parseExactly = (text: string): unknown =>
  JSON.parse(text.replace(/"((?:requested|actual)_version)": ?(\d[\d.]*)/g, '"$1": "number $2"'));

/** The groups of recordings: one server, configured in one way, from its start on. */
export const groups = ['fixed', 'guest', 'hashed', 'sdk', 'open'] as const;
export type Group = (typeof groups)[number];

/** Something that keeps calls from being replayed, as one sentence for whoever wants them to be. */
export class Trouble extends Error {}

const parseLine = (line: string, place: string): Recording => {
  try {
    return parseExactly(line) as Recording; // as the recorder wrote it
  } catch {
    throw new Trouble(`${place} is broken: it is no JSON.`);
  }
};

/** The calls in a file, in their order. Throws `Trouble` where a line is broken, and what Node throws where there is no such file. */
export const recordingsIn = (file: string): Recording[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => (line === '' ? [] : [parseLine(line, `Line ${at + 1} of ${file}`)]));

/** The calls of a group, in their order. */
export const readRecordings = (group: Group): Recording[] => recordingsIn(join(import.meta.dirname, `${group}.jsonl`));
