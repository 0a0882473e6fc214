import { useEffect, useRef, useState } from 'react';
import { readBuckets, readListing, type ListMark } from '#lib/listing.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import { readRow } from '#api/read-object.ts';

/** One line of a list. */
export interface Entry {
  /** whole: the bucket's name, the key, or a prefix that ends in `/` */
  readonly key: string;
  /** bytes; undefined: a folder or a bucket */
  readonly size?: number | undefined;
  /** milliseconds since 1970 */
  readonly modified?: number | undefined;
}

/** What to list; without a bucket the buckets of the row's host. */
export interface ListAsked {
  readonly row: CloudRow;
  readonly bucket: string | undefined;
  readonly prefix: string;
}

/** What was listed, by one answer or several. */
export interface ListPage {
  /** the row that worked: what was found out, such as the region, holds for the next page */
  readonly row: CloudRow;
  readonly entries: readonly Entry[];
  readonly next: ListMark | undefined;
  readonly complete: boolean;
}

type PageAnswer = ({ readonly ok: true } & ListPage) | { readonly ok: false; readonly verdict: ReadVerdict };

/** Entries of one answer. */
const limit = 200;

/** What has been listed so far; `pending` while more is on its way, `verdict` where the last answer was none, `cancelled` where it was stopped. */
export interface Listed {
  readonly entries: readonly Entry[] | undefined;
  /** all of it, to begin with another time; undefined: it is not yet of what is asked for */
  readonly page: ListPage | undefined;
  readonly more: (() => void) | undefined;
  /** whether these are all */
  readonly complete: boolean;
  readonly again: () => void;
  readonly cancel: () => void;
  readonly pending: boolean;
  readonly cancelled: boolean;
  readonly verdict: ReadVerdict | undefined;
}

/** One page of what is asked for. */
interface Wanted {
  readonly asked: ListAsked;
  /** the row to ask by */
  readonly row: CloudRow;
  readonly after?: ListMark;
  /** it is there already */
  readonly known?: true;
}

/** What came of it. */
interface Done {
  readonly wanted: Wanted;
  readonly verdict?: ReadVerdict;
  readonly cancelled?: true;
}

const isOf = (one: ListAsked, other: ListAsked): boolean => one.row === other.row && one.bucket === other.bucket;

/**
 * Lists in pages: the first at once, the others as they are asked for. Another prefix begins anew, and shows the old list until there is an
 * answer; another row or bucket shows nothing of the old one. What is `known` at first is not asked for again.
 */
export const useListing = (asked: ListAsked, known?: ListPage): Listed => {
  const [wanted, setWanted] = useState<Wanted>({ asked, row: asked.row, ...(known === undefined ? {} : { known: true }) });
  const [listed, setListed] = useState(known);
  const [done, setDone] = useState<Done | undefined>(known && { wanted });
  const cancel = useRef<() => void>(undefined);
  if (!isOf(wanted.asked, asked) || wanted.asked.prefix !== asked.prefix) {
    setWanted({ asked, row: asked.row });
    if (!isOf(wanted.asked, asked)) setListed(undefined);
  }

  useEffect(() => {
    if (wanted.known === true) return undefined;
    const stop = new AbortController();
    const refuse = (verdict: ReadVerdict): void => {
      if (wanted.after === undefined) setListed(undefined);
      setDone({ wanted, verdict });
    };
    cancel.current = () => {
      stop.abort();
      setDone({ wanted, cancelled: true });
    };
    list(wanted, stop.signal).then(
      (answer) => {
        if (!answer.ok) return refuse(answer.verdict);
        setListed((before) => (wanted.after === undefined ? answer : follow(before, answer)));
        setDone({ wanted });
      },
      () => stop.signal.aborted || refuse({ name: 'broken_off' }),
    );
    return () => stop.abort();
  }, [wanted]);

  const pending = done?.wanted !== wanted;
  const isListed = wanted.after !== undefined || (!pending && done.verdict === undefined && done.cancelled === undefined);
  const { entries, next: after, complete = true, row = asked.row } = listed ?? {};
  return {
    entries,
    page: isListed ? listed : undefined,
    more: after === undefined ? undefined : () => setWanted({ asked, row, after }),
    complete,
    again: () => setWanted({ ...wanted, row: asked.row }),
    cancel: () => cancel.current?.(),
    pending,
    cancelled: !pending && done.cancelled === true,
    verdict: pending ? undefined : done.verdict,
  };
};

const follow = (before: ListPage | undefined, answer: ListPage): ListPage => ({
  ...answer,
  entries: [...(before?.entries ?? []), ...answer.entries],
});

const list = async ({ asked: { bucket, prefix }, row, after }: Wanted, signal: AbortSignal): Promise<PageAnswer> => {
  const page = after === undefined ? {} : { after };
  const wanted =
    bucket === undefined ? ({ what: 'buckets' } as const) : ({ what: 'list', bucket, prefix, folders: true, limit, ...page } as const);
  const answer = await readRow(row, wanted, signal);
  if (!answer.ok) return answer;
  const xml = await answer.response.text();
  if (bucket === undefined)
    return { ok: true, row: answer.row, entries: readBuckets(xml).map((key) => ({ key })), next: undefined, complete: true };
  const { folders, objects, next, complete } = readListing(xml);
  // a server that does not heed its own mark begins anew, for ever
  if (next !== undefined && JSON.stringify(next) === JSON.stringify(after))
    return { ok: true, row: answer.row, entries: [], next: undefined, complete };
  // an object that is called like the folder itself only marks it
  const entries = [...folders.map((key) => ({ key })), ...objects.filter(({ key }) => key !== prefix)];
  return { ok: true, row: answer.row, entries, next, complete };
};
