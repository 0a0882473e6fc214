import type { CloudRow, RowFields } from './cloud-row.ts';
import { locate, type Place } from './storage-address.ts';
import { providerOf } from './storage-endpoint.ts';

/** A bucket where it is: what a row for it begins with. */
export type BucketPlace = Pick<RowFields, 'bucket' | 'host'>;

/** How a bucket is written: `s3://models`, `s3://minio.example:9000/models`, `gs://models`, `azure://account.blob.core.windows.net/models`. */
export const bucketAddress = ({ bucket, host }: BucketPlace): string => {
  const provider = providerOf(host);
  if (provider === 'google') return `gs://${bucket}`;
  return host === '' ? `s3://${bucket}` : `${provider === 'azure' ? 'azure' : 's3'}://${host.replace(/^https?:\/\//, '')}/${bucket}`;
};

/** The bucket of an address for which no row has keys; undefined where there is a row, or no bucket to see. */
export const bucketWithoutRow = (place: Place): BucketPlace | undefined => {
  if (place.kind === 'web') return place.unkeyed;
  return place.kind === 'no_row' ? { bucket: place.bucket, host: place.host ?? '' } : undefined;
};

/** The buckets of addresses (of objects, or of folders and buckets to put them in) for which no row has keys, each once, in their order. */
export const bucketsWithoutRow = (addresses: Iterable<string>, rows: readonly CloudRow[]): readonly BucketPlace[] => {
  const found = new Map<string, BucketPlace>();
  for (const address of addresses) {
    const bucket = bucketWithoutRow(locate(address, rows));
    if (bucket === undefined || bucket.bucket === '') continue;
    found.set(bucketAddress(bucket), bucket);
  }
  return [...found.values()];
};
