import { makeAccessKey, makeSecretKey } from './rules/access-key.ts';

type Random = (bytes: number) => Uint8Array;

/** An id: 32 lower-case hex digits, 128 random bits. */
export const newId = (random: Random): string => Buffer.from(random(16)).toString('hex');

/** So many random bytes are asked for at a time. */
const stocked = 4096;

/** Makes ids out of a stock: the system takes as long for the bytes of one as for those of all. For ids that nobody needs to guess, such as those of calls. */
export const makeIds = (random: Random): (() => string) => {
  let stock = '';
  return () => {
    if (stock === '') stock = Buffer.from(random(stocked)).toString('hex');
    const id = stock.slice(0, 32);
    stock = stock.slice(32);
    return id;
  };
};

/** The secret of a link: base64url, 192 random bits, no padding. */
export const newSecret = (random: Random): string => Buffer.from(random(24)).toString('base64url');

/** Access key of app credentials, see `rules/access-key.ts`. */
export const newAccessKey = makeAccessKey;

/** Secret key of app credentials, see `rules/access-key.ts`. */
export const newSecretKey = makeSecretKey;
