import { useSuspenseQuery } from '@tanstack/react-query';
import { siteQuery, type Site } from './boot.ts';

/** Where the page is served from, and what is behind it. The loaders have read it. */
export const useSite = (): Site => useSuspenseQuery(siteQuery).data;
