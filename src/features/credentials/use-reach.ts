import { useEffect, useState } from 'react';
import { reachApi, reachServer, type Reach } from '#api/reach-server.ts';
import type { ServerKind } from './server-urls.ts';

/** As long nobody may have typed on before an address is asked; milliseconds. */
const pause = 400;

/** What this browser finds at a server’s address, undefined until it is known. */
export const useReach = (kind: ServerKind, url: string | undefined): Reach | undefined => {
  const [found, setFound] = useState<{ readonly url: string; readonly reach: Reach }>();

  useEffect(() => {
    if (url === undefined) return undefined;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      (kind === 'api' ? reachApi : reachServer)(url, ended.signal).then(
        (reach) => setFound({ url, reach }),
        () => undefined, // it was ended
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [kind, url]);

  return found !== undefined && found.url === url ? found.reach : undefined;
};
