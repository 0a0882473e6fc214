import type { RowFields } from './cloud-row.ts';

/** What tells rows apart for whoever reads their names. */
type RowPlace = Pick<RowFields, 'bucket' | 'host'>;

/** A row's host without its scheme; AWS S3 where it has none. */
export const hostName = (host: string): string => host.replace(/^https?:\/\//, '') || 'AWS S3';

/** A row among others: its bucket, without one its host; both where two share the bucket's name. */
export const rowName = (row: RowPlace, rows: readonly RowPlace[]): string => {
  if (row.bucket === '') return hostName(row.host);
  return rows.filter(({ bucket }) => bucket === row.bucket).length > 1 ? `${row.bucket} at ${hostName(row.host)}` : row.bucket;
};

/** A row alone, whole: `models at minio.lan:9000`, `all buckets at AWS S3`. */
export const rowTitle = ({ bucket, host }: RowPlace): string => `${bucket || 'all buckets'} at ${hostName(host)}`;
