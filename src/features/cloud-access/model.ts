import type { CloudRow } from '#lib/cloud-row.ts';

/** Bucket and key of what was typed under an object; an Azure row for all of an account takes the container from its front. */
export const wantedObject = (row: CloudRow, typed: string): { readonly bucket: string; readonly key: string } => {
  const slash = typed.indexOf('/');
  if (row.bucket !== '' || slash < 0) return { bucket: row.bucket, key: typed };
  return { bucket: typed.slice(0, slash), key: typed.slice(slash + 1) };
};

/** What stands for a secret where it is not shown; nothing stands for none. */
export const mask = (secret: string): string => (secret === '' ? '' : '••••••••');
