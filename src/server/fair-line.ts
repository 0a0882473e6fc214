import { Failure } from './failure.ts';

/** Who waits for a slot: let in, or sent away. */
interface Waiting {
  readonly enter: () => void;
  readonly refuse: (failure: Failure) => void;
}

/** Runs a work of somebody when it is its turn. */
type FairLine = <T>(whose: string, work: () => Promise<T>) => Promise<T>;

/**
 * Runs at most `slots` works at the same time; up to `places` others wait. Everybody has a queue, and the slots serve the queues in turn, so that
 * nobody waits behind all that somebody else sent. Where one more than `places` would wait, the newest of the longest queue is told to come back
 * (429); among equals it is the one that arrives.
 */
export const fairLine = (slots: number, places: number): FairLine => {
  let free = slots;
  let taken = 0;
  /** none is empty; the first is the next in turn */
  const queues = new Map<string, Waiting[]>();

  const refuseOne = (arriving: string): void => {
    let longest: readonly [string, Waiting[]] = [arriving, queues.get(arriving) ?? []];
    for (const each of queues) if (each[1].length > longest[1].length) longest = each;
    const [whose, queue] = longest;
    const newest = queue.pop();
    if (queue.length === 0) queues.delete(whose);
    taken -= 1;
    newest?.refuse(new Failure('too_many_requests', { retryAfter: 1 }));
  };

  const wait = (whose: string): Promise<void> =>
    new Promise((enter, refuse) => {
      queues.set(whose, [...(queues.get(whose) ?? []), { enter, refuse }]);
      taken += 1;
      if (taken > places) refuseOne(whose);
    });

  const next = (): void => {
    const [first] = queues;
    if (first === undefined) {
      free += 1;
      return;
    }
    const [whose, queue] = first;
    const oldest = queue.shift();
    // to the end of the round
    queues.delete(whose);
    if (queue.length > 0) queues.set(whose, queue);
    taken -= 1;
    oldest?.enter();
  };

  return async (whose, work) => {
    if (free > 0) free -= 1;
    else await wait(whose);
    try {
      return await work();
    } finally {
      next();
    }
  };
};
