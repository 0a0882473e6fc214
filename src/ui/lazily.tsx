import { createContext, lazy, use, useCallback, useEffect, useState, type ComponentType, type FunctionComponent } from 'react';
import { Button } from './button.tsx';
import { FailurePanel } from './failure-panel.tsx';
import styles from './lazily.module.css';

/** A component of a chunk of its own, and the way to fetch that ahead of its first use. */
export type Lazy<P> = FunctionComponent<P> & {
  /** Starts loading; harmless when repeated. A load that failed is tried anew. */
  readonly preload: () => void;
};

const Retry = createContext<() => void>(() => undefined);

/** What a part that can be closed is given for that: a dialog the one, a question the other. */
interface Closes {
  readonly onClose?: () => void;
  readonly onCancel?: () => void;
}

const title = 'This part of the page did not load';

/** Stands where a part would, so that everything around it stays, and what is typed there too; over the page where that part can be closed. */
const Missing = ({ onCancel, onClose = onCancel }: Closes) => {
  const panel = (
    <FailurePanel
      title={title}
      message="The server was not reached, or has a newer version of this page. What you typed elsewhere is still there."
      onRetry={use(Retry)}
    />
  );
  if (onClose === undefined) return panel;
  // the browser's own dialog: that of the page may be what did not load
  return (
    <dialog
      ref={(dialog) => dialog?.showModal()}
      className={styles['missing']}
      role="alertdialog"
      aria-label={title}
      onClose={() => onClose()}
    >
      {panel}
      <Button onClick={() => onClose()}>Close</Button>
    </dialog>
  );
};

/**
 * Loads a component when it is first shown, below a Suspense. Once it is there it shows at once, without the fallback. Where it does not
 * come, a panel with Retry stands in its place, until it is shown the next time.
 * By `lazy`, because `act` in tests never resumes what `use` suspended within a press.
 */
export const lazily = <P extends object>(load: () => Promise<ComponentType<P>>): Lazy<P> => {
  let loaded: ComponentType<P> | undefined;
  let begun: { readonly Deferred: ComponentType<P>; failed: boolean } | undefined;

  const start = (): ComponentType<P> => {
    const attempt = load();
    const Deferred = lazy(async () => ({ default: await attempt.catch(() => Missing) })) as unknown as FunctionComponent<P>; // it takes the props of what it loads
    const attempted = { Deferred, failed: false };
    attempt.then(
      (component) => void (loaded = component),
      () => void (attempted.failed = true),
    );
    begun = attempted;
    return Deferred;
  };
  const again = (): ComponentType<P> => loaded ?? (begun === undefined || begun.failed ? start() : begun.Deferred);

  const Lazily = (props: P) => {
    // chosen once for as long as it is mounted: another type later would mount it anew
    const [Component, choose] = useState<ComponentType<P>>(() => loaded ?? begun?.Deferred ?? start());
    const retry = useCallback(() => choose(again), []);
    useEffect(
      () => () => {
        if (begun?.failed === true) begun = undefined;
      },
      [],
    );
    return (
      <Retry value={retry}>
        <Component {...props} />
      </Retry>
    );
  };
  return Object.assign(Lazily, {
    preload: () => {
      if (begun === undefined || begun.failed) start();
    },
  });
};
