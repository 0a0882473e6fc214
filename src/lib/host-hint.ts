import type { BucketPlace } from './used-buckets.ts';

/** What to say of a bucket of AWS that is called like a host: an address without a port does not tell which of the two it is. Empty for any other. */
export const hostHint = ({ bucket, host }: BucketPlace): string =>
  host === '' && bucket.includes('.') ? `If ${bucket} is a server of your own, enter it as Host, not as Bucket.` : '';
