import { compare, envelopeOf, tokenOf } from './compare.ts';
import type { Difference } from './compare-values.ts';
import { Ledger } from './ledger.ts';
import type { Recording } from './recording.ts';
import { send, type Answer } from './send.ts';

/** One call as it went this time. */
export interface Replayed {
  readonly recording: Recording;
  readonly answer: Answer;
  readonly differences: readonly Difference[];
}

export interface ReplayOptions {
  /** texts for placeholders that only whoever runs the server knows */
  readonly given?: Readonly<Record<string, string>>;
  /** waits so many seconds; the clock of a test goes on instead */
  readonly wait?: (seconds: number) => Promise<void>;
  readonly ledger?: Ledger;
}

const sleep = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const isCompressed = ({ response }: Recording): boolean =>
  response?.headers.some(([name, value]) => name === 'Content-Encoding' && value === 'gzip') === true;

/** Sends recorded calls to a server one after the other, and tells for each in what the answer differs; those that prepare others differ in nothing. Compressed answers are asked for where they were recorded. */
export async function* replay(
  base: URL,
  recordings: readonly Recording[],
  { given = {}, wait = sleep, ledger = new Ledger(given) }: ReplayOptions = {},
): AsyncGenerator<Replayed> {
  for (const recording of recordings) {
    await wait(recording.wait ?? 0);
    const answer = await send(base, recording.request, ledger, { gzip: isCompressed(recording) });
    ledger.learn(recording, tokenOf(answer), envelopeOf(answer)?.data);
    const { prepare, response } = recording;
    yield { recording, answer, differences: prepare === true || response === undefined ? [] : compare(response, answer, ledger) };
  }
}
