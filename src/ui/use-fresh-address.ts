import { useMemo, useState } from 'react';
import { addressLife } from '#lib/signed-address.ts';
import { useNowAndThen } from './use-now-and-then.ts';

/** What makes addresses of one object. */
export interface Signer {
  /** an address that ends 15 minutes after `now`, milliseconds since 1970; as a download or to be shown */
  readonly sign: (now: number, download?: boolean) => string;
}

export interface FreshAddress {
  readonly address: string;
  /** The address to ask by now: another where the one there is old, or signed in a way that turned out to be wrong. */
  readonly renew: () => string;
}

/** Age at which an address is signed anew, a minute before it ends, milliseconds. */
const freshFor = addressLife * 1000 - 60_000;

/** The time to sign for where an address was signed for `at`, milliseconds since 1970. One of the future is of a clock that was put right. */
export const freshTime = (at: number): number => {
  const now = Date.now();
  return at <= now && now - at < freshFor ? at : now;
};

/** An address of the object that is renewed before it ends, while somebody sees the page. */
export const useFreshAddress = (source: Signer, download = false): FreshAddress => {
  const [signed, setSigned] = useState(() => ({ at: Date.now() }));
  useNowAndThen(() => {
    const at = freshTime(signed.at);
    if (at !== signed.at && document.visibilityState === 'visible') setSigned({ at });
  });
  const address = useMemo(() => source.sign(signed.at, download), [source, signed, download]);
  const renew = (): string => {
    const at = freshTime(signed.at);
    const next = source.sign(at, download);
    if (next !== address) setSigned({ at });
    return next;
  };
  return { address, renew };
};
