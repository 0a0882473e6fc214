import type { AddressStyle, CloudRow } from './cloud-row.ts';
import { readSas, type Sas } from './sas.ts';
import { isMixedContent, providerOf } from './storage-endpoint.ts';

/** What came of reading from a bucket. A verdict has all in it that its words and its remedy need. */
export type ReadVerdict = Found & {
  /** the answer is closed to this page: what is wrong was told to the server */
  readonly closed?: true;
  /** the bucket may belong before the host, which only the person can say */
  readonly perhapsVirtual?: true;
  /** it was found before anything was sent */
  readonly unsent?: true;
};

type Found =
  | { readonly name: PlainVerdict }
  | { readonly name: 'dns'; readonly host: string }
  | { readonly name: 'refused'; readonly how: 'refused' | 'reset' | 'unreachable' }
  | { readonly name: 'tls'; readonly fault: TlsFault; /** what Node calls it */ readonly code: string }
  | { readonly name: 'local_network'; /** the person said no; else nobody answered the browser's question */ readonly denied: boolean }
  | CorsVerdict
  | { readonly name: 'redirected'; /** origin, where it is known */ readonly to?: string }
  | { readonly name: 'not_storage'; readonly how: 'html' | 'not_http' }
  | {
      readonly name: 'wrong_region';
      /** the right one, where the server says it */
      readonly region?: string;
      /** whose it is, where that is no bucket's */
      readonly of?: 'host';
    }
  | {
      readonly name: 'clock';
      /** how far this computer is ahead, negative: behind; where the server says its time */
      readonly minutes?: number;
    }
  | { readonly name: 'no_permission'; /** as the storage names it: `s3:GetObject`, `r` */ readonly permission: string }
  | { readonly name: 'sas_expired' | 'sas_early'; readonly sas: Sas }
  | { readonly name: 'sas_refused'; readonly sas: Sas; readonly why: SasFault }
  | { readonly name: 'style'; /** the one that works */ readonly style: Exclude<AddressStyle, ''> }
  | { readonly name: 'too_large'; /** the address of one, by which less is listed */ readonly folder: string }
  | { readonly name: 'other'; readonly status: number; readonly code: string }
  | {
      readonly name: 'unknown';
      readonly left: readonly Cause[];
      /** what the server found in its place, of a host that may be another one there or none */
      readonly server?: ServerView;
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
  /** the storage lets this page read, by what it answered to the server */
  readonly allowed?: true;
  /** the browser's own element, which needs no CORS, did not show it either */
  readonly unshown?: true;
}

/** Why an object does not show by the browser's own element, by what came of reading it. */
export const whyUnshown = (verdict: ReadVerdict): ReadVerdict => (verdict.name === 'cors' ? { ...verdict, unshown: true } : verdict);

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

/** How the server fared with a host that did not answer the browser. */
export type ServerView = 'dns' | 'refused' | 'timeout' | 'unreachable';

/** What may be behind silence, where nothing tells more. `here`: the server reaches the storage, this browser does not. */
export type Cause = 'dns' | 'refused' | 'tls' | 'local_network' | 'blocker' | 'here';

export type VerdictName = ReadVerdict['name'];

/** Whether a status says that the server could not serve just now, or was asked too often. */
export const isBusy = (status: number): boolean => status === 503 || status === 429;

/** Whether it says nothing of the request: the server is busy, or fails by itself. */
export const cannotServe = (status: number): boolean => isBusy(status) || status >= 500;

/** More than a clock in use is wrong by, milliseconds: of a SAS that is over for less than this, only Azure's own clock tells. */
const day = 86_400_000;

/** What can be told before anything is sent: a request that the browser would block, a SAS that is over by any clock. */
export const verdictBefore = (row: CloudRow, pageProtocol: string, now: number): ReadVerdict | undefined => {
  // AWS is asked over https, whatever its host says
  if (providerOf(row.host) !== 'aws' && isMixedContent(row.host, pageProtocol)) return { name: 'mixed_content' };
  if (providerOf(row.host) !== 'azure') return undefined;
  const sas = readSas(row.secret);
  return sas.until !== undefined && sas.until <= now - day ? { name: 'sas_expired', sas, unsent: true } : undefined;
};

/** Whether it may be over in a moment: there is no network, no whole answer, or the storage could not serve. */
export const isPassing = (verdict: ReadVerdict): boolean =>
  verdict.name === 'other' ? cannotServe(verdict.status) : passing.includes(verdict.name);

const passing: readonly VerdictName[] = ['offline', 'dns', 'refused', 'timeout', 'broken_off', 'unknown'];

/** Whether the browser's own element may show it in a moment: that is over already, passes, or the page may not see what it is. */
export const mayShow = (verdict: ReadVerdict): boolean => verdict.name === 'works' || verdict.name === 'cors' || isPassing(verdict);
