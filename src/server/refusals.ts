import { causeOf } from './cause.ts';
import type { Parts } from './handler.ts';
import { addRefusals, type Refusals } from './store/ended-credentials.ts';

/** Refusals of a key are written once in so many ms: a program in a loop must not make the database write without end. */
const writeEvery = 1_000;

/** What is not written yet, by access key; with a count of 0 while none came after the last writing. */
const waiting = new WeakMap<Parts['store'], Map<string, Refusals>>();

/**
 * Counts that somebody tried a key that is over, with its secret. It is written when the answer is on its way, so that the time which that takes
 * does not tell that the secret was right.
 */
export const countRefusal = ({ store, log }: Pick<Parts, 'store' | 'log'>, refusal: Omit<Refusals, 'count'>): void => {
  const ofStore = waiting.get(store) ?? new Map<string, Refusals>();
  waiting.set(store, ofStore);
  const { accessKey } = refusal;
  const before = ofStore.get(accessKey);
  ofStore.set(accessKey, { ...refusal, count: (before?.count ?? 0) + 1 });
  if (before !== undefined) return;
  const write = (): void => {
    const counted = ofStore.get(accessKey);
    if (counted === undefined || counted.count === 0) {
      ofStore.delete(accessKey);
      return;
    }
    ofStore.set(accessKey, { ...counted, count: 0 });
    addRefusals(store.db, counted).catch((error: unknown) => log.warn({ cause: causeOf(error) }, 'Refusals of a key were not counted'));
    setTimeout(write, writeEvery).unref();
  };
  setImmediate(write);
};
