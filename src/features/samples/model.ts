import type { debugImages } from '#contract/events.ts';
import type { ResponseOf } from '#contract/index.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { kindOfName } from '#lib/content-kind.ts';
import { verdictCopy } from '#lib/read-verdict-copy.ts';
import { verdictBefore } from '#lib/read-verdict.ts';
import { signedAddress } from '#lib/signed-address.ts';
import { locate, type Place } from '#lib/storage-address.ts';
import type { BucketPlace } from '#lib/used-buckets.ts';

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

type Page = ResponseOf<typeof debugImages>;

/** The samples of all pages, the latest iteration first; one that came twice stands once. */
export const groupsOf = (pages: readonly Page[]): readonly SampleGroup[] => {
  const all = [...new Map(pages.flatMap(samplesOf).map((sample) => [keyOf(sample), sample])).values()].toSorted(byName);
  const iterations = [...new Set(all.map(({ iter }) => iter))].toSorted((one, other) => other - one);
  return iterations.map((iter) => ({ iter, samples: all.filter((sample) => sample.iter === iter) }));
};

/** Tells samples apart. */
export const keyOf = ({ iter, metric, variant, url }: Sample): string => JSON.stringify([iter, metric, variant, url]);

const byName = (one: Sample, other: Sample): number => one.metric.localeCompare(other.metric) || one.variant.localeCompare(other.variant);

const samplesOf = ({ metrics }: Page): Sample[] =>
  (metrics ?? []).flatMap(({ iterations }) =>
    (iterations ?? []).flatMap(({ iter, events }) =>
      (events ?? []).flatMap(({ url, metric, variant }) =>
        url == null || url === '' ? [] : [{ url, iter, metric: metric ?? '', variant: variant ?? '' }],
      ),
    ),
  );

/** How a tile shows its sample. */
export type View =
  | {
      readonly kind: 'picture' | 'video' | 'audio';
      readonly address: string;
      /** what was signed for the address; undefined: it is as ClearML has it */
      readonly signed: Extract<Place, { kind: 'row' }> | undefined;
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
  /** milliseconds since 1970; signs */
  readonly now: number;
}

/** How a sample is shown; `page` is where the page stands. Nothing is sent. */
export const viewOf = (url: string, { rows, filesServer, now }: Access, page: { protocol: string; origin: string }): View => {
  const own = filesServer !== undefined && url.startsWith(`${filesServer.replace(/\/+$/, '')}/`);
  const place = locate(url, own ? [] : rows);
  if (place.kind === 'problem') return { kind: 'refused', word: 'Cannot be opened' };
  if (place.kind === 'no_row') return { kind: 'no_row', place: { bucket: place.bucket, host: place.host ?? '' } };
  if (place.kind === 'list' || place.kind === 'buckets') return { kind: 'other' };
  const kind = kindOfName(place.kind === 'web' ? new URL(place.url).pathname : place.key);
  if (kind !== 'picture' && kind !== 'video' && kind !== 'audio') return { kind: 'other' };
  if (place.kind === 'web') return { kind, address: place.url, signed: undefined };
  const verdict = verdictBefore(place.row, page.protocol, now);
  if (verdict !== undefined) return { kind: 'refused', word: verdictCopy(verdict, page.origin).title };
  const address = signedAddress(place.row, { what: 'object', bucket: place.bucket, key: place.key }, now);
  return { kind, address, signed: place };
};
