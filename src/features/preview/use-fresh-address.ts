import { useEffect, useMemo, useState } from 'react';
import type { Source } from './source.ts';

/** Age at which an address is signed anew, a minute before it ends, milliseconds. */
const freshFor = 14 * 60_000;

/** How often that is looked at. No timer for the whole time: a computer that slept comes back with an address that ended. */
const lookEvery = 30_000;

/** An address of the object that is renewed before it ends; while nobody sees the page, only where it is needed then (`hidden`). */
export const useFreshAddress = (source: Source, hidden: boolean, download = false): string => {
  const [signed, setSigned] = useState(Date.now);
  useEffect(() => {
    const renew = (): void => {
      const now = Date.now();
      if (now - signed >= freshFor && (hidden || document.visibilityState === 'visible')) setSigned(now);
    };
    const timer = setInterval(renew, lookEvery);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [signed, hidden]);
  return useMemo(() => source.sign(signed, download), [source, signed, download]);
};
