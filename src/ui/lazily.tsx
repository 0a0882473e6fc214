import { use, type ComponentType, type FunctionComponent } from 'react';

/** A component of a chunk of its own, and the way to fetch that ahead of its first use. */
export type Lazy<P> = FunctionComponent<P> & {
  /** Starts loading; harmless when repeated. A load that failed is tried anew. */
  readonly preload: () => void;
};

/** Loads a component when it is first shown, below a Suspense. Once it is there it shows at once, without the fallback. */
export const lazily = <P extends object>(load: () => Promise<ComponentType<P>>): Lazy<P> => {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  let failed = false;

  const start = (): Promise<ComponentType<P>> => {
    failed = false;
    const attempt = load();
    attempt.then(
      (component) => void (loaded = component),
      () => void (failed = true),
    );
    return (loading = attempt);
  };

  const Lazily = (props: P) => {
    const Component = loaded ?? use(loading ?? start());
    return <Component {...props} />;
  };
  return Object.assign(Lazily, {
    preload: () => {
      if (loading === undefined || failed) void start();
    },
  });
};
