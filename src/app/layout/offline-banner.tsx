import { useSyncExternalStore } from 'react';
import { Notice } from '#ui/notice.tsx';
import styles from './shell.module.css';

const subscribe = (listener: () => void): (() => void) => {
  const events = ['online', 'offline'] as const;
  for (const event of events) window.addEventListener(event, listener);
  return () => events.forEach((event) => window.removeEventListener(event, listener));
};

/** Says that the browser has no connection, while it has none. */
export const OfflineBanner = () => {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    // said over a modal dialog too, which silences what has no `aria-live`
    <div role="status" aria-live="polite" className={styles['offline']}>
      {!online && <Notice tone="warning">You are offline. What you type is kept; save it once you are back.</Notice>}
    </div>
  );
};
