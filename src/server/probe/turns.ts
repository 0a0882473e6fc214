import { Failure } from '../failure.ts';

/** How many works may run at once: of one person, and of all together; `line`: so many may wait. */
interface Slots {
  readonly each: number;
  readonly all: number;
  readonly line: number;
}

/** For whom, and until when it is worth waiting. */
interface Turn {
  readonly who: string;
  readonly signal: AbortSignal;
}

/** Runs works by turns, so that nobody's keep all others waiting. Throws 429 where the line is full, and an Error once the signal ends the waiting. */
export const makeTurns = ({ each, all, line }: Slots): (<T>(turn: Turn, work: () => Promise<T>) => Promise<T>) => {
  const running = new Map<string, number>();
  const waiting = new Set<{ readonly who: string; readonly begin: () => void }>();
  let busy = 0;
  const count = (who: string, by: number): void => {
    busy += by;
    const own = (running.get(who) ?? 0) + by;
    if (own === 0) running.delete(who);
    else running.set(who, own);
  };
  const isFree = (who: string): boolean => busy < all && (running.get(who) ?? 0) < each;
  const wait = ({ who, signal }: Turn): Promise<void> =>
    new Promise((resolve, reject) => {
      const place = { who, begin: resolve };
      waiting.add(place);
      signal.addEventListener('abort', () => waiting.delete(place) && reject(new Error('too late')), { once: true });
    });
  const next = (): void => {
    const place = [...waiting].find(({ who }) => isFree(who));
    if (place === undefined) return;
    waiting.delete(place);
    count(place.who, 1);
    place.begin();
  };
  return async (turn, work) => {
    if (isFree(turn.who)) count(turn.who, 1);
    else if (waiting.size >= line) throw new Failure('too_many_requests', { retryAfter: 5 });
    else await wait(turn);
    try {
      return await work();
    } finally {
      count(turn.who, -1);
      next();
    }
  };
};
