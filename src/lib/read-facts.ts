import type { CloudRow } from './cloud-row.ts';
import type { Wanted } from './signed-address.ts';

/** What the browser got. `opaque`: an answer that this page may not read; `late`: nobody answered in time; `cut`: an answer without its end; `long`: one that is longer than a list is read. */
export type Attempt =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** its Content-Type */
      readonly type: string;
      /** the beginning of an error document */
      readonly body: string;
    }
  | { readonly kind: 'opaque' | 'redirect' | 'silence' | 'late' | 'cut' | 'long' };

/** What the server's probe found. `none`: there is no probe here, or it did not run. */
export type Probe =
  | { readonly kind: 'none' }
  /** the address is private; `allow` is the value for PROBE_ALLOW */
  | { readonly kind: 'not_allowed'; readonly allow: string }
  | {
      readonly kind: 'unreached';
      readonly error: 'dns' | 'refused' | 'timeout' | 'reset' | 'tls' | 'unreachable' | 'not_http';
      /** what Node calls it */
      readonly code: string;
    }
  | {
      readonly kind: 'reached';
      readonly status: number;
      /** what the storage itself calls the failure; empty: it does not say */
      readonly code: string;
      /** lower-case names */
      readonly headers: Readonly<Record<string, string>>;
    };

/** The page that reads. */
export interface Reader {
  readonly origin: string;
  /** host name */
  readonly host: string;
  readonly online: boolean;
  /** the browser's permission to ask hosts of the local network; undefined: it has no such guard */
  readonly localNetwork: PermissionName | undefined;
}

type PermissionName = 'granted' | 'denied' | 'prompt';

/** All that is known of one read. */
export interface ReadFacts {
  /** with whose keys what is read; undefined: a plain web address */
  readonly asked: { readonly row: CloudRow; readonly wanted: Wanted } | undefined;
  /** where it was asked for */
  readonly url: URL;
  readonly reader: Reader;
  readonly attempt: Attempt;
  readonly probe: Probe;
  /** this computer's time, milliseconds since 1970 */
  readonly now: number;
}
