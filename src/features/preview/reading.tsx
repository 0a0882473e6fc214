import { byteSize } from '#lib/byte-size.ts';
import { Button } from '#ui/button.tsx';
import type { Read } from './count-bytes.ts';
import styles from './preview.module.css';

interface ReadingProps {
  /** what is under way */
  readonly label: string;
  readonly read: Read;
  readonly onCancel: () => void;
}

/** How much of something has come, and the way to stop it. */
export const Reading = ({ label, read: { bytes, total }, onCancel }: ReadingProps) => {
  // a body that is unpacked on its way is longer than what its server announced
  const known = total === undefined || bytes > total ? undefined : total;
  return (
    <div className={styles['reading']}>
      <progress aria-label={label} {...(known === undefined ? {} : { value: bytes, max: known })} />
      <span className={styles['remark']}>
        {byteSize(bytes)}
        {known !== undefined && ` of ${byteSize(known)}`}
      </span>
      <Button size="s" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
};
