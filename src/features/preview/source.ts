import type { CloudRow } from '#lib/cloud-row.ts';
import { verdictBefore, type ReadVerdict } from '#lib/read-verdict.ts';
import { secretInAddress, signedAddress } from '#lib/signed-address.ts';
import { locate, type AddressProblem, type Place } from '#lib/storage-address.ts';
import { isMixedContent } from '#lib/storage-endpoint.ts';
import { readRow, readWeb, type WebAnswer } from '#api/read-object.ts';

/** An object that can be asked for. */
export interface Source {
  /** its last part, to name it and to guess its kind */
  readonly name: string;
  /** host that it is read from, for whoever looks at it */
  readonly host: string;
  /** where it is and whose keys read it; undefined: an address as it is, without keys */
  readonly place: { readonly row: CloudRow; readonly bucket: string; readonly key: string } | undefined;
  /** what its addresses show that holds for longer than they do; undefined: they may be given away */
  readonly secret: ReturnType<typeof secretInAddress>;
  /** an address to read for 15 minutes from `now`, milliseconds since 1970; as a download or to be shown */
  readonly sign: (now: number, download?: boolean) => string;
  /** Reads it by an address signed for this once. Throws the signal's AbortError only. */
  readonly read: (signal: AbortSignal, headers?: Readonly<Record<string, string>>) => Promise<WebAnswer>;
}

export type Opened =
  | {
      readonly kind: 'source';
      readonly source: Source;
      /** the bucket that it lies in, where no row is for it */
      readonly unkeyed?: Extract<Place, { kind: 'web' }>['unkeyed'];
    }
  | {
      readonly kind: 'list';
      readonly row: CloudRow;
      /** undefined: the buckets themselves */ readonly bucket: string | undefined;
      readonly prefix: string;
    }
  | { readonly kind: 'verdict'; readonly verdict: ReadVerdict; readonly row?: CloudRow }
  | { readonly kind: 'no_row'; readonly bucket: string; readonly host: string | undefined }
  | { readonly kind: 'problem'; readonly problem: AddressProblem };

/** Finds out how an address is read. Nothing is sent. */
export const open = (address: string, rows: readonly CloudRow[], pageProtocol: string): Opened => {
  const place = locate(address, rows);
  if (place.kind === 'no_row' || place.kind === 'problem') return place;
  if (place.kind === 'web') {
    if (isMixedContent(new URL(place.url).origin, pageProtocol)) return { kind: 'verdict', verdict: { name: 'mixed_content' } };
    return { kind: 'source', source: webSource(place.url), unkeyed: place.unkeyed };
  }
  const verdict = verdictBefore(place.row, pageProtocol, Date.now());
  if (verdict !== undefined) return { kind: 'verdict', verdict, row: place.row };
  if (place.kind === 'row') return { kind: 'source', source: rowSource(place) };
  return place.kind === 'list' ? place : { kind: 'list', row: place.row, bucket: undefined, prefix: '' };
};

/** The row that it is read with. */
export const rowOf = (opened: Opened): CloudRow | undefined => {
  if (opened.kind === 'source') return opened.source.place?.row;
  return 'row' in opened ? opened.row : undefined;
};

/** A plain address, of ClearML's file server for one: never with keys. */
const webSource = (url: string): Source => {
  const { pathname, host } = new URL(url);
  return {
    name: lastPart(pathname) || host,
    host,
    place: undefined,
    secret: undefined,
    sign: () => url,
    read: (signal, headers) => readWeb(url, signal, headers),
  };
};

const rowSource = ({ row, bucket, key }: NonNullable<Source['place']>): Source => {
  // what reading finds out (the region) holds for all that is signed later
  let right = row;
  const sign = (now: number, download = false): string => signedAddress(right, { what: 'object', bucket, key, download }, now);
  return {
    name: lastPart(key),
    host: new URL(sign(0)).host,
    place: { row, bucket, key },
    secret: secretInAddress(row),
    sign,
    read: async (signal, headers) => {
      const answer = await readRow(right, { what: 'object', bucket, key }, signal, headers);
      if (answer.ok) right = answer.row;
      return answer;
    },
  };
};

const lastPart = (path: string): string => path.split('/').findLast((part) => part !== '') ?? '';
