import type { AnswerOf } from '#contract/by-name.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { kindOfName } from '#lib/content-kind.ts';
import { verdictCopy } from '#lib/read-verdict-copy.ts';
import { verdictBefore, type ReadVerdict } from '#lib/read-verdict.ts';
import { locate } from '#lib/storage-address.ts';
import { isMixedContent } from '#lib/storage-endpoint.ts';
import { bucketWithoutRow, type BucketPlace } from '#lib/used-buckets.ts';
import type { MediaObject } from '#ui/media-object.ts';
import type { BucketReads } from './bucket-reads.ts';

/** One debug sample. */
export interface Sample {
  readonly url: string;
  readonly iter: number;
  readonly metric: string;
  readonly variant: string;
}

/** The samples of one iteration, by metric and variant. */
export interface SampleGroup {
  readonly iter: number;
  readonly samples: readonly Sample[];
}

type Answer = AnswerOf<'events.debug_images'>;

/** The samples of all pages, the latest iteration first; one that came twice stands once. */
export const groupsOf = (pages: readonly Answer[]): readonly SampleGroup[] => {
  const all = [...new Map(pages.flatMap(samplesOf).map((sample) => [keyOf(sample), sample])).values()].toSorted(byName);
  const iterations = [...new Set(all.map(({ iter }) => iter))].toSorted((one, other) => other - one);
  return iterations.map((iter) => ({ iter, samples: all.filter((sample) => sample.iter === iter) }));
};

/** Tells samples apart. */
export const keyOf = ({ iter, metric, variant, url }: Sample): string => JSON.stringify([iter, metric, variant, url]);

const byName = (one: Sample, other: Sample): number => one.metric.localeCompare(other.metric) || one.variant.localeCompare(other.variant);

const samplesOf = ({ metrics }: Answer): Sample[] =>
  (metrics ?? []).flatMap(({ iterations }) =>
    (iterations ?? []).flatMap(({ iter, events }) =>
      (events ?? []).flatMap(({ url, metric, variant }) =>
        url == null || url === '' ? [] : [{ url, iter, metric: metric ?? '', variant: variant ?? '' }],
      ),
    ),
  );

/** Why a sample does not show, in a word. */
export interface Why {
  readonly word: string;
  /** it may show in a moment */
  readonly passing: boolean;
}

/** How a tile shows its sample. */
export type View =
  | {
      readonly kind: 'picture' | 'video' | 'audio';
      readonly source: MediaObject<Why>;
      /** the bucket that it lies in, where no row is for it: everybody may read it, or it needs keys */
      readonly unkeyed?: BucketPlace | undefined;
    }
  /** nothing that stands in a grid: Preview shows it */
  | { readonly kind: 'other' }
  | { readonly kind: 'no_row'; readonly place: BucketPlace }
  /** why it is not shown, in a word */
  | { readonly kind: 'refused'; readonly word: string };

/** What samples are read with. */
export interface Access {
  readonly rows: readonly CloudRow[];
  /** ClearML's file server, whose addresses are read as they are: its cookie comes along */
  readonly filesServer: string | undefined;
  readonly reads: BucketReads;
  /** milliseconds since 1970 */
  readonly now: number;
}

interface Page {
  readonly protocol: string;
  readonly origin: string;
}

/** How a sample is shown; `page` is where the page stands. Nothing is sent. */
export const viewOf = (url: string, { rows, filesServer, reads, now }: Access, page: Page): View => {
  const own = filesServer !== undefined && url.startsWith(`${filesServer.replace(/\/+$/, '')}/`);
  const place = locate(url, own ? [] : rows);
  if (place.kind === 'problem') return { kind: 'refused', word: 'Cannot be opened' };
  if (place.kind === 'no_row') return { kind: 'no_row', place: { bucket: place.bucket, host: place.host ?? '' } };
  if (place.kind === 'list' || place.kind === 'buckets') return { kind: 'other' };
  const kind = kindOfName(place.kind === 'web' ? new URL(place.url).pathname : place.key);
  if (kind !== 'picture' && kind !== 'video' && kind !== 'audio') return { kind: 'other' };
  const verdict = place.kind === 'web' ? webVerdict(place.url, page) : verdictBefore(place.row, page.protocol, now);
  if (verdict !== undefined) return { kind: 'refused', word: wordOf(verdict, page) };
  if (place.kind === 'row') return { kind, source: worded(reads(place), page) };
  return { kind, source: asItIs(place.url), ...(own ? {} : { unkeyed: bucketWithoutRow(place) }) };
};

const webVerdict = (url: string, { protocol }: Page): ReadVerdict | undefined =>
  isMixedContent(new URL(url).origin, protocol) ? { name: 'mixed_content' } : undefined;

/** An address that cannot be read to find out more: a page may not read answers of other servers that get cookies. */
const asItIs = (url: string): MediaObject<Why> => ({
  sign: () => url,
  isPassing: ({ passing }) => passing,
  explain: () => Promise.resolve({ word: 'Does not load', passing: true }),
});

const worded = ({ sign, explain, isPassing, load }: MediaObject<ReadVerdict>, page: Page): MediaObject<Why> => {
  const whyOf = (verdict: ReadVerdict): Why => ({ word: wordOf(verdict, page), passing: isPassing(verdict) });
  return {
    sign,
    isPassing: ({ passing }) => passing,
    explain: async () => whyOf(await explain()),
    load:
      load &&
      (async (...reading) => {
        const read = await load(...reading);
        return read.kind === 'refused' ? { kind: 'refused', why: whyOf(read.why) } : read;
      }),
  };
};

const wordOf = (verdict: ReadVerdict, { origin }: Page): string => {
  // it was read, and still does not show
  if (verdict.name === 'works') return 'Damaged, or of a kind that this browser does not know';
  return verdictCopy(verdict, origin).title;
};
