import type { Findable } from '#ui/search-option.tsx';

/** What can be gone to or done. */
export interface SearchEntry extends Findable {
  /** other words that somebody may look for it by */
  readonly words?: string | undefined;
  readonly choose: () => void;
}

/** By what keys of buckets are looked for: where they stand, and to add some. */
export const storageWords = 'bucket storage s3 aws amazon azure google cloud gcs minio sas secret token';
