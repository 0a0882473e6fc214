import { fold } from './fold.ts';

/** What people are sorted by: the name without accents, in lower case, so that its order needs no collation. */
export const sortName = (name: string): string => fold(name.normalize('NFD').replace(/\p{M}/gu, ''));
