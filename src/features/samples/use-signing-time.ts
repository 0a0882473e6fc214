import { useEffect, useState } from 'react';
import { addressLife } from '#lib/signed-address.ts';

/** So long before a link ends it is made anew, and so often that is looked at (a computer may have slept), ms. */
const margin = 60_000;
const interval = 15_000;

/** When links were signed last, milliseconds since 1970: at first, and again before they end, for as long as the page is open. */
export const useSigningTime = (): number => {
  const [signed, setSigned] = useState(Date.now);
  useEffect(() => {
    const look = (): void => setSigned((before) => (Date.now() - before < addressLife * 1000 - margin ? before : Date.now()));
    const timer = setInterval(look, interval);
    return () => clearInterval(timer);
  }, []);
  return signed;
};
