import { matchRoutes } from 'react-router-dom';
import { base } from '#api/base.ts';
import { isLineFree } from '#ui/soon.ts';
import type { Handle, makeRouter } from './router.tsx';

/** Loads the page behind a link, and what it shows first, as soon as somebody reaches for it; not on a slow line. One listener for all links. Answers a function that ends it. */
export const prepareReached = ({ routes }: ReturnType<typeof makeRouter>): (() => void) => {
  const reach = ({ target }: Event): void => {
    const link = target instanceof Element && target.closest('a');
    if (!link || link.origin !== location.origin || !isLineFree()) return;
    for (const { route, params } of matchRoutes([...routes], link.pathname, base) ?? []) {
      if (typeof route.lazy === 'object') void route.lazy.Component?.()?.catch(() => undefined);
      const handle = route.handle as Handle | undefined; // untyped in the router
      void handle?.prepare(params['workspace'] ?? '', new URL(link.href)).catch(() => undefined);
    }
  };
  const ending = new AbortController();
  for (const event of ['pointerover', 'focusin']) document.addEventListener(event, reach, { signal: ending.signal });
  return () => ending.abort();
};
