import { timeLeft } from '#lib/time-format.ts';
import { useNow } from './use-now.ts';

/** Those keys that have not expired. */
export const useWorking = <Key extends { readonly expires?: string | undefined }>(credentials: readonly Key[]): Key[] => {
  const now = useNow();
  return credentials.filter(({ expires }) => timeLeft(expires, now) > 0);
};
