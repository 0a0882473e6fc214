import type { Parts } from './handler.ts';
import { migrations } from './store/migrations.ts';
import { tooNew, versionOf } from './store/version.ts';

/** Between two looks, ms. */
const pause = 10_000;

/**
 * Looks from time to time whether a newer process has changed the tables meanwhile, and says so, once: what this one wrote from then on
 * could be wrong. Answers a function that ends it.
 */
export const watchTables = ({ store }: Pick<Parts, 'store'>, say: (why: string) => void, every = pause): (() => void) => {
  const look = async (): Promise<void> => {
    // a database that is away for now is no reason
    const version = await versionOf(store.db).catch(() => 0);
    const why = tooNew(version, migrations.length);
    if (why === null) return;
    clearInterval(timer);
    say(why);
  };
  const timer = setInterval(() => void look(), every).unref();
  return () => clearInterval(timer);
};
