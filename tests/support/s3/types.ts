import type { IncomingHttpHeaders } from 'node:http';
import type { Certificate } from '../upstream/certificates.ts';
import type { Generated } from './body.ts';
import type { Code } from './refusals.ts';

export interface S3Object {
  readonly type: string;
  readonly body: string | Uint8Array | Generated;
  /** when it was written; the first day of 2026 unless said */
  readonly modified?: Date;
}

export interface S3Options {
  readonly accessKey?: string;
  readonly secretKey?: string;
  /** the session token that must come along; without it none may */
  readonly sessionToken?: string;
  readonly region?: string;
  /** whose words and headers it answers with */
  readonly kind?: 'aws' | 'minio';
  /** where a bucket may stand: in the path, in the host; `path` unless said */
  readonly styles?: 'path' | 'virtual' | 'both';
  /** names that buckets stand before in the host; one of AWS in another region than `region` redirects to the right one */
  readonly domains?: readonly string[];
  /** the version in which it lists objects, whatever is asked for; 2 unless said */
  readonly lists?: 1 | 2;
  /** https with this certificate */
  readonly tls?: Certificate;
  /** the CORS document of each bucket, or of all: JSON or XML of S3, JSON of Google; without it every page may read */
  readonly cors?: string | Readonly<Record<string, string>>;
  /** bucket → key → object */
  readonly buckets?: Readonly<Record<string, Readonly<Record<string, S3Object>>>>;
}

export type Rules = Required<Omit<S3Options, 'sessionToken' | 'tls' | 'cors'>> & Pick<S3Options, 'sessionToken' | 'tls' | 'cors'>;

/** What a test can switch while the server runs. */
export interface S3Faults {
  /** answers name no origin, so that a page may not read them */
  noCors: boolean;
  /** only pages of this origin may read */
  corsFor: string | undefined;
  /** how far the server's clock is ahead, milliseconds */
  ahead: number;
  /** the keys are right but may not list buckets */
  noListing: boolean;
  /** the keys are right but may not read objects */
  noReading: boolean;
  /** what is answered whatever is asked for */
  instead: S3Fault | undefined;
}

/** An error of S3; a connection that ends before the answer or in the middle of it; a page of HTML; a redirect to this address. */
export type S3Fault = Code | 'closed' | 'half' | 'html' | { readonly redirect: string };

/** A request as it came, and what became of its answer. */
export interface S3Seen {
  readonly method: string;
  /** path and query */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  status: number | undefined;
  /** bytes of the body given to the network so far */
  bytes: number;
  /** whether the answer went out to its end, once that is known */
  whole: boolean | undefined;
}

/** A request as far as it is read; `bucket` and `key` are empty where it names none. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  /** as it was sent */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly bucket: string;
  readonly key: string;
  readonly style: 'path' | 'virtual';
  /** the region that the host names, of AWS */
  readonly hostRegion: string | undefined;
}

export interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Generated;
  /** the part of the body that goes out, all unless said */
  readonly range?: { readonly from: number; readonly to: number };
}
