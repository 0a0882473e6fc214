import { byteSize } from '#lib/byte-size.ts';
import type { BytesRead } from '#lib/bytes-read.ts';
import { Button } from './button.tsx';
import styles from './reading.module.css';

interface ReadingProps {
  /** what is under way */
  readonly label: string;
  /** undefined: nobody counts */
  readonly read?: BytesRead;
  readonly onCancel: () => void;
}

/** How much of something has come, and the way to stop it. */
export const Reading = ({ label, read, onCancel }: ReadingProps) => {
  // a body that is unpacked on its way is longer than what its server announced
  const known = read?.total === undefined || read.bytes > read.total ? undefined : read.total;
  return (
    <div className={styles['reading']}>
      <progress aria-label={label} {...(known === undefined ? {} : { value: read?.bytes, max: known })} />
      {read !== undefined && (
        <span className={styles['bytes']}>
          {byteSize(read.bytes)}
          {known !== undefined && ` of ${byteSize(known)}`}
        </span>
      )}
      <Button size="s" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
};
