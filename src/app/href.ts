import { base } from '#api/base.ts';

/** The address of one of the page's own paths for a plain link: below the base, so that it opens in a new tab too. */
export const href = (path: string): string => base + path.slice(1);
