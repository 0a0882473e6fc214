import type { AddressStyle, CloudRow } from './cloud-row.ts';
import { readSas, type Sas } from './sas.ts';
import { isMixedContent, providerOf } from './storage-endpoint.ts';

/** What came of reading from a bucket. A verdict has all in it that its words and its remedy need. */
export type ReadVerdict =
  | { readonly name: PlainVerdict }
  | { readonly name: 'dns'; readonly host: string }
  | { readonly name: 'refused'; readonly how: 'refused' | 'reset' | 'unreachable' }
  | { readonly name: 'tls'; readonly fault: TlsFault; /** what Node calls it */ readonly code: string }
  | { readonly name: 'local_network'; /** the person said no; else nobody answered the browser's question */ readonly denied: boolean }
  | CorsVerdict
  | { readonly name: 'redirected'; /** origin, where it is known */ readonly to?: string }
  | { readonly name: 'not_storage'; readonly how: 'html' | 'not_http' }
  | { readonly name: 'wrong_region'; /** the right one, where the server says it */ readonly region?: string }
  | {
      readonly name: 'clock';
      /** how far this computer is ahead, negative: behind; where the server says its time */
      readonly minutes?: number;
    }
  | { readonly name: 'no_permission'; /** as the storage names it: `s3:GetObject`, `r` */ readonly permission: string }
  | { readonly name: 'sas_expired' | 'sas_early'; readonly sas: Sas }
  | { readonly name: 'sas_refused'; readonly sas: Sas; readonly why: SasFault }
  | { readonly name: 'style'; /** the one that works */ readonly style: Exclude<AddressStyle, ''> }
  | { readonly name: 'other'; readonly status: number; readonly code: string }
  | {
      readonly name: 'unknown';
      readonly left: readonly Cause[];
      /** the value of PROBE_ALLOW with which the server would look from its side */
      readonly allow?: string;
    };

/** The storage answers, but not for this page. */
export interface CorsVerdict {
  readonly name: 'cors';
  /** of the row, empty: AWS; undefined: a plain web address */
  readonly host: string | undefined;
  readonly bucket: string;
  /** what the storage answered to the server, where that was refused too */
  readonly status?: number;
}

type PlainVerdict =
  | 'works'
  | 'offline'
  | 'mixed_content'
  | 'timeout'
  | 'broken_off'
  | 'wrong_key'
  | 'wrong_secret'
  | 'token_expired'
  | 'no_bucket'
  | 'no_object';

/** What is wrong with a certificate; `no_tls`: what answers does not speak TLS. */
export type TlsFault = 'untrusted' | 'expired' | 'early' | 'other_name' | 'no_tls' | 'other';

/** Why Azure does not take a SAS that is in its time. `unsaid`: it does not say. */
export type SasFault = 'signature' | 'kind' | 'service' | 'protocol' | 'address' | 'unsaid';

/** What may be behind silence, where nothing tells more. `here`: the server reaches the storage, this browser does not. */
export type Cause = 'dns' | 'refused' | 'tls' | 'local_network' | 'blocker' | 'here';

export type VerdictName = ReadVerdict['name'];

/** What can be told before anything is sent: a request that the browser would block, a SAS that is over. */
export const verdictBefore = (row: CloudRow, pageProtocol: string, now: number): ReadVerdict | undefined => {
  if (isMixedContent(row.host, pageProtocol)) return { name: 'mixed_content' };
  if (providerOf(row.host) !== 'azure') return undefined;
  const sas = readSas(row.secret);
  return sas.until !== undefined && sas.until <= now ? { name: 'sas_expired', sas } : undefined;
};
