import { makeAccessKey, makeSecretKey } from './rules/access-key.ts';

type Random = (bytes: number) => Uint8Array;

/** An id: 32 lower-case hex digits, 128 random bits. */
export const newId = (random: Random): string => Buffer.from(random(16)).toString('hex');

/** The secret of a link: base64url, 192 random bits, no padding. */
export const newSecret = (random: Random): string => Buffer.from(random(24)).toString('base64url');

/** Access key of app credentials, see `rules/access-key.ts`. */
export const newAccessKey = makeAccessKey;

/** Secret key of app credentials, see `rules/access-key.ts`. */
export const newSecretKey = makeSecretKey;
