import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { siteQuery, type Site } from './boot.ts';

/** Where the page is served from, and what is behind it. The loaders have read it. */
export const useSite = (): Site => useSuspenseQuery(siteQuery).data;

/** The same for what stands on pages of which none may have read it; undefined until one has. */
export const useKnownSite = (): Site | undefined => useQuery({ ...siteQuery, enabled: false }).data;
