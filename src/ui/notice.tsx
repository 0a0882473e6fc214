import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './notice.module.css';

interface NoticeProps {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const;

/** A few words that must not be overlooked. One of danger is read out as it appears. */
export const Notice = ({ tone, title, children }: NoticeProps) => {
  const Icon = icons[tone];
  return (
    <div className={classes(styles['notice'], styles[tone])} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon aria-hidden="true" className={styles['icon']} />
      <div className={styles['words']}>
        {title !== undefined && <p className={styles['title']}>{title}</p>}
        <div className={styles['text']}>{children}</div>
      </div>
    </div>
  );
};
