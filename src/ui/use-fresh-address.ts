import { useEffect, useMemo, useState } from 'react';
import { addressLife } from '#lib/signed-address.ts';

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

/** How often that is looked at. No timer for the whole time: a computer that slept comes back with an address that ended. */
const lookEvery = 30_000;

/** An address of the object that is renewed before it ends; while nobody sees the page, only where it is needed then (`hidden`). */
export const useFreshAddress = (source: Signer, hidden: boolean, download = false): FreshAddress => {
  const [signed, setSigned] = useState(() => ({ at: Date.now() }));
  useEffect(() => {
    const look = (): void => {
      const now = Date.now();
      if (now - signed.at >= freshFor && (hidden || document.visibilityState === 'visible')) setSigned({ at: now });
    };
    const timer = setInterval(look, lookEvery);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [signed, hidden]);
  const address = useMemo(() => source.sign(signed.at, download), [source, signed, download]);
  const renew = (): string => {
    const now = Date.now();
    const at = now - signed.at >= freshFor ? now : signed.at;
    const next = source.sign(at, download);
    if (next !== address) setSigned({ at });
    return next;
  };
  return { address, renew };
};
