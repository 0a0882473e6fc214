import type { CloudRow } from '#lib/cloud-row.ts';

/** A row as it is named to whoever reads with it: `models at minio.lan:9000`. */
export const rowTitle = ({ bucket, host }: Pick<CloudRow, 'bucket' | 'host'>): string => `${bucket || 'all buckets'} at ${hostTitle(host)}`;

/** Its host without the scheme, AWS where it has none. */
export const hostTitle = (host: string): string => host.replace(/^https?:\/\//, '') || 'AWS';
