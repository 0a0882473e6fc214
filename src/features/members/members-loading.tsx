import { Skeleton } from '#ui/skeleton.tsx';
import styles from './members-table.module.css';

/** The place of the table while it is on its way. */
export const MembersLoading = () => (
  <div className={styles['list']}>
    <Skeleton lines={8} label="Loading members" />
  </div>
);
