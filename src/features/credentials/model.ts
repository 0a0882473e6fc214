import type { FailureName } from '#api/api-error.ts';
import type { Configuration, auth } from '#contract/index.ts';
import { keyName } from '#lib/key-label.ts';

/** What a key is called in a list: with the key itself where another one there has the same label, as one that rotates out has. */
export const nameAmong = (credential: auth.Credential, credentials: readonly auth.Credential[]): string => {
  const name = keyName(credential);
  const shared = credentials.some((other) => other.access_key !== credential.access_key && keyName(other) === name);
  return shared ? `${name} (${credential.access_key})` : name;
};

/** So many letters of a key tell it from the others. */
export const telling = 10;

/** The label to send: none where nothing but spaces was typed. */
export const labelToSend = (typed: string | null | undefined): string | null => {
  const trimmed = (typed ?? '').trim();
  return trimmed === '' ? null : trimmed;
};

/** Whether keys can expire, be read-only and be rotated; a ClearML Server knows none of these. */
export const keysHaveLives = ({ deployment }: Configuration): boolean => deployment !== 'connected';

/** Whether a revocation failed because there is no such key any more; ClearML says `invalid_user` for that. */
export const saysGone = (failure: FailureName): boolean => failure === 'unknown_access_key' || failure === 'invalid_user';
