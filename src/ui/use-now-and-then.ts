import { useEffect, useEffectEvent } from 'react';

/** No timer for a whole time to wait: a computer that slept comes back when that is over. */
const every = 30_000;

/** Calls `look` every half a minute, and once somebody looks at the page or the network is back. */
export const useNowAndThen = (look: () => void): void => {
  const turn = useEffectEvent(look);
  useEffect(() => {
    const onTurn = (): void => turn();
    const timer = setInterval(onTurn, every);
    document.addEventListener('visibilitychange', onTurn);
    window.addEventListener('online', onTurn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onTurn);
      window.removeEventListener('online', onTurn);
    };
  }, []);
};
