import type { auth } from '#contract/index.ts';

/** How long the old key of a rotation can work on, in seconds. */
export const overlaps = [
  { value: '0', label: 'At once' },
  { value: '3600', label: 'In 1 hour' },
  { value: '86400', label: 'In 24 hours' },
  { value: '604800', label: 'In 7 days' },
] as const;

/** The newest of the keys that took the place of a key, one after the other; undefined where none of them is in the list. */
export const newestAfter = (credential: auth.Credential, credentials: readonly auth.Credential[]): auth.Credential | undefined => {
  const next = credentials.find(({ access_key }) => access_key === credential.rotated_to);
  return next === undefined ? undefined : (newestAfter(next, credentials) ?? next);
};
