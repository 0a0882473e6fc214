import { count, number } from './count.ts';

/** `2 of 10 members`; without a limit `2 members`. */
export const seatsText = ({ allocated, allowed }: { readonly allocated: number; readonly allowed?: number | null | undefined }): string =>
  allowed === null || allowed === undefined ? count(allocated, 'member') : `${number(allocated)} of ${number(allowed)} members`;
