import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { useUpdated } from '../updated.ts';
import styles from './shell.module.css';

/** Asks for a reload once a part of the page could not be loaded; what is typed stays until somebody agrees. */
export const UpdatedBanner = () =>
  useUpdated() && (
    <Notice tone="info" title="Updated, reload">
      <div className={styles['updated']}>
        <span>The server has a newer version of this page.</span>
        <Button size="s" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    </Notice>
  );
