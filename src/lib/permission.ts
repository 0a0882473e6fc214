import type { ReadFacts } from './read-facts.ts';
import { providerOf } from './storage-endpoint.ts';

const names = {
  s3: { object: 's3:GetObject', list: 's3:ListBucket', buckets: 's3:ListAllMyBuckets' },
  google: { object: 'storage.objects.get', list: 'storage.objects.list', buckets: 'storage.buckets.list' },
  azure: { object: 'r', list: 'l', buckets: 'l' },
} as const;

/** What a storage calls the permission that a read needs; empty for a plain web address. */
export const permissionFor = (asked: ReadFacts['asked']): string => {
  if (asked === undefined) return '';
  const provider = providerOf(asked.row.host);
  return names[provider === 'aws' ? 's3' : provider][asked.wanted.what];
};
