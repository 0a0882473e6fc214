import { lazy, useState, type ComponentType, type FunctionComponent } from 'react';

/** A component of a chunk of its own, and the way to fetch that ahead of its first use. */
export type Lazy<P> = FunctionComponent<P> & {
  /** Starts loading; harmless when repeated. A load that failed is tried anew. */
  readonly preload: () => void;
};

/**
 * Loads a component when it is first shown, below a Suspense. Once it is there it shows at once, without the fallback.
 * By `lazy`, because `act` in tests never resumes what `use` suspended within a press.
 */
export const lazily = <P extends object>(load: () => Promise<ComponentType<P>>): Lazy<P> => {
  let loaded: ComponentType<P> | undefined;
  let begun: { readonly Deferred: ComponentType<P>; failed: boolean } | undefined;

  const start = (): ComponentType<P> => {
    const attempt = load();
    const Deferred = lazy(async () => ({ default: await attempt })) as unknown as FunctionComponent<P>; // it takes the props of what it loads
    const attempted = { Deferred, failed: false };
    attempt.then(
      (component) => void (loaded = component),
      () => void (attempted.failed = true),
    );
    begun = attempted;
    return Deferred;
  };

  const Lazily = (props: P) => {
    // chosen once for as long as it is mounted: another type later would mount it anew
    const [Component] = useState<ComponentType<P>>(() => loaded ?? begun?.Deferred ?? start());
    return <Component {...props} />;
  };
  return Object.assign(Lazily, {
    preload: () => {
      if (begun === undefined || begun.failed) start();
    },
  });
};
