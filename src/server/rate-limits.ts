import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Failure } from './failure.ts';
import type { Settings } from './settings.ts';
import { hashSecret } from './secrets.ts';
import type { Store } from './store/store.ts';

/** Calls of one address to one operation: points in seconds. */
const perAddress = {
  'login.signup_user': { points: 60, duration: 3600 },
  'login.join_company': { points: 60, duration: 60 },
  'login.get_invite_info': { points: 200, duration: 300 },
} as const;

/** Failed log-ins by password: points in seconds. */
const failures = { account: { points: 20, duration: 900 }, address: { points: 100, duration: 900 } } as const;

const take = async (limiter: RateLimiterAbstract, key: string): Promise<void> => {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new Failure('too_many_requests', { retryAfter: refused.msBeforeNext / 1000 });
    throw refused;
  }
};

export interface RateLimits {
  /** Counts a call; throws 429 where the address made too many of this operation. */
  readonly call: (operation: string, address: string) => Promise<void>;
  /** Runs a log-in by password; counts it unless it succeeds (answers not null). Throws 429 without running it where too many failed. */
  readonly login: <T>(account: string, address: string, attempt: () => Promise<T | null>) => Promise<T | null>;
}

/** The limits, counted in the store so that they hold over all its processes; none with `RATE_LIMITS=off`. */
export const makeRateLimits = (store: Store, { rateLimits }: Pick<Settings, 'rateLimits'>): RateLimits => {
  if (!rateLimits) return { call: () => Promise.resolve(), login: (_account, _address, attempt) => attempt() };
  const calls = new Map(Object.entries(perAddress).map(([name, limit]) => [name, store.limiter({ keyPrefix: name, ...limit })]));
  const accounts = store.limiter({ keyPrefix: 'login.account', ...failures.account });
  const addresses = store.limiter({ keyPrefix: 'login.address', ...failures.address });
  return {
    call: async (operation, address) => {
      const limiter = calls.get(operation);
      if (limiter !== undefined) await take(limiter, address);
    },
    // taken before, so that attempts at the same time cannot slip through together; given back unless the password was wrong
    login: async (account, address, attempt) => {
      const limits = [
        [addresses, address],
        [accounts, hashSecret(account)],
      ] as const;
      const taken: (() => Promise<unknown>)[] = [];
      let wrong = false;
      try {
        for (const [limiter, key] of limits) {
          taken.push(() => limiter.reward(key));
          await take(limiter, key);
        }
        const result = await attempt();
        wrong = result === null;
        return result;
      } finally {
        if (!wrong) await Promise.all(taken.map((giveBack) => giveBack()));
      }
    },
  };
};
