import type { CloudRow } from '#lib/cloud-row.ts';
import { verdictBefore, type ReadVerdict } from '#lib/read-verdict.ts';
import { signedAddress } from '#lib/signed-address.ts';
import { locate, type AddressProblem } from '#lib/storage-address.ts';
import { providerOf } from '#lib/storage-endpoint.ts';

/** An object that can be asked for. */
export interface Source {
  /** its last part, to name it and to guess its kind */
  readonly name: string;
  /** host that it is read from, for whoever looks at it */
  readonly host: string;
  /** the address to read, valid for minutes */
  readonly address: string;
  /** the same as a download; undefined: through the page, because the address would show a long-lived signature */
  readonly download: string | undefined;
}

export type Opened =
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'verdict'; readonly verdict: ReadVerdict }
  | { readonly kind: 'no_row'; readonly bucket: string; readonly host: string | undefined }
  | { readonly kind: 'problem'; readonly problem: AddressProblem };

/** Finds out how an address is read, and signs it; `now` is milliseconds since 1970. Nothing is sent. */
export const open = (address: string, rows: readonly CloudRow[], pageProtocol: string, now: number): Opened => {
  const place = locate(address, rows);
  if (place.kind === 'no_row' || place.kind === 'problem') return place;
  if (place.kind === 'web') {
    if (pageProtocol === 'https:' && place.url.startsWith('http:')) return { kind: 'verdict', verdict: { name: 'mixed_content' } };
    const { pathname, host } = new URL(place.url);
    return { kind: 'source', source: { name: lastPart(pathname) || host, host, address: place.url, download: place.url } };
  }
  const { row, bucket, key } = place;
  const verdict = verdictBefore(row, pageProtocol, now);
  if (verdict !== undefined) return { kind: 'verdict', verdict };
  const signed = signedAddress(row, { what: 'object', bucket, key }, now);
  const download = providerOf(row.host) === 'azure' ? undefined : signedAddress(row, { what: 'object', bucket, key, download: true }, now);
  return { kind: 'source', source: { name: lastPart(key) || key, host: new URL(signed).host, address: signed, download } };
};

const lastPart = (path: string): string => path.split('/').findLast((part) => part !== '') ?? '';
