import { base } from './base.ts';

/** Where Preview shows what an address names. */
export const previewAddress = (address: string): string => `${base}preview?url=${encodeURIComponent(address)}`;
