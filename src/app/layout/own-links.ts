import type { MouseEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { base } from '#api/base.ts';

/**
 * Follows links to the page's own addresses without loading the document again. One handler around everything, so that
 * `ui` and the features can use plain links. What a browser does otherwise with a link (new tab, download) it still does.
 */
export const useOwnLinks = (): ((event: MouseEvent) => void) => {
  const navigate = useNavigate();
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (link === null || modified || event.defaultPrevented || link.target !== '' || link.hasAttribute('download')) return;
    const { origin, pathname, search, hash } = new URL(link.href, location.href);
    if (origin !== location.origin || !pathname.startsWith(base)) return;
    event.preventDefault();
    void navigate(`/${pathname.slice(base.length)}${search}${hash}`);
  };
};
