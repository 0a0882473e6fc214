import { readRow, type WebAnswer } from '#api/read-object.ts';
import { readPicture } from '#api/read-picture.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { isPassing, mayShow, whyUnshown, type ReadVerdict, type VerdictName } from '#lib/read-verdict.ts';
import { secretInAddress, signedAddress } from '#lib/signed-address.ts';
import type { Place } from '#lib/storage-address.ts';
import type { MediaObject } from '#ui/media-object.ts';

/** An object to be read with a row. */
export type RowPlace = Extract<Place, { kind: 'row' }>;

/** Says how an object is read. Nothing is sent until it is loaded or does not show. */
export type BucketReads = (place: RowPlace) => MediaObject<ReadVerdict>;

/** What is known of a bucket. */
interface Known {
  /** with the region or style that was found out */
  row: CloudRow;
  /** why nothing of it shows; a passing one is for those that wait already */
  verdict: ReadVerdict | undefined;
  /** the last question, behind which the next one waits */
  asked: Promise<unknown>;
}

/** Verdicts on one object, or on a moment: another may be read all the same. None of them needs the server's probe. */
const ofOne: readonly VerdictName[] = ['works', 'no_object', 'no_permission', 'other', 'offline', 'broken_off'];

/**
 * Reads for a grid: what one object finds out about its bucket holds for the others, which then do not ask. The server answers few probes
 * (30 in 5 minutes), and a grid may hold a hundred samples that fail.
 */
export const makeBucketReads = (): BucketReads => {
  const rows = new WeakMap<CloudRow, Map<string, Known>>();
  const knownOf = (row: CloudRow, bucket: string): Known => {
    const buckets = rows.get(row) ?? new Map<string, Known>();
    const known = buckets.get(bucket) ?? { row, verdict: undefined, asked: Promise.resolve() };
    rows.set(row, buckets.set(bucket, known));
    return known;
  };
  return ({ row, bucket, key }) => {
    const known = knownOf(row, bucket);
    const wanted = { what: 'object', bucket, key } as const;
    const read = async (signal: AbortSignal): Promise<WebAnswer> => {
      if (known.verdict !== undefined) return { ok: false, verdict: known.verdict };
      const answer = await readRow(known.row, wanted, signal);
      if (answer.ok) known.row = answer.row;
      else if (!ofOne.includes(answer.verdict.name)) known.verdict = answer.verdict;
      return answer;
    };
    const ask = async (before: CloudRow): Promise<ReadVerdict> => {
      // it was found out meanwhile: another address is to be tried
      if (known.verdict === undefined && known.row !== before) return { name: 'works' };
      const answer = await read(AbortSignal.timeout(30_000));
      if (!answer.ok) return whyUnshown(answer.verdict);
      void answer.response.body?.cancel();
      return { name: 'works' };
    };
    const inTurn = <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
      const answer = known.asked.then(question);
      const asked = answer
        .catch(() => undefined)
        .then(() => {
          if (known.asked === asked && known.verdict !== undefined && isPassing(known.verdict)) known.verdict = undefined;
        });
      known.asked = asked;
      return answer;
    };
    return {
      sign: (now) => signedAddress(known.row, wanted, now),
      isPassing: mayShow,
      explain: () => {
        const before = known.row;
        return inTurn(() => ask(before)).catch((): ReadVerdict => ({ name: 'broken_off' }));
      },
      load:
        secretInAddress(row) === undefined
          ? undefined
          : async (signal, onRead) => readPicture(await inTurn(() => read(signal)), signal, onRead),
    };
  };
};
