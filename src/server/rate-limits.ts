import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Failure } from './failure.ts';
import type { Settings } from './settings.ts';
import { hashSecret } from './secrets.ts';
import type { Store } from './store/store.ts';
import type { Tell } from './tell.ts';

/** Calls of one address (of IPv6: of one network) to one operation: points in seconds. */
const perAddress = {
  'login.signup_user': { points: 60, duration: 3600 },
  'login.join_company': { points: 60, duration: 60 },
  'login.get_invite_info': { points: 200, duration: 300 },
  'login.get_password_link_info': { points: 200, duration: 300 },
} as const;

/** Calls of one user to one operation: points in seconds. */
const perUser = {
  'storage.probe_url': { points: 30, duration: 300 },
  'organization.create_company': { points: 30, duration: 3600 },
} as const;

/** Failed log-ins by password: points in seconds. */
const failures = { account: { points: 20, duration: 900 }, address: { points: 100, duration: 900 } } as const;

/** Takes a point; answers whether it was the last one. Throws 429 where none is left. */
const take = async (limiter: RateLimiterAbstract, key: string): Promise<boolean> => {
  try {
    return (await limiter.consume(key)).remainingPoints === 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new Failure('too_many_requests', { retryAfter: refused.msBeforeNext / 1000 });
    throw refused;
  }
};

type Limits = Readonly<Record<string, { readonly points: number; readonly duration: number }>>;

/** Counts calls of somebody to an operation; throws 429 where there were too many. The last one before is told, and not each refusal: there may be thousands. */
type Count = (operation: string, who: string, tell: Tell) => Promise<void>;

const counting = (limits: Limits, limiter: Store['limiter'], known: (who: string) => { readonly user?: string }): Count => {
  const limiters = new Map(Object.entries(limits).map(([name, limit]) => [name, limiter({ keyPrefix: name, ...limit })]));
  return async (operation, who, tell) => {
    const found = limiters.get(operation);
    if (found !== undefined && (await take(found, who))) tell('limit.reached', { limit: operation, ...known(who) });
  };
};

/** The limits for each user, counted by `limiter`; none with `RATE_LIMITS=off`. */
export const makeUserLimits = (limiter: Store['limiter'], { rateLimits }: Pick<Settings, 'rateLimits'>): Count =>
  rateLimits ? counting(perUser, limiter, (user) => ({ user })) : () => Promise.resolve();

interface LoginAttempt {
  readonly account: string;
  readonly network: string;
  readonly tell: Tell;
}

export interface RateLimits {
  /** Counts a call; throws 429 where the network made too many of this operation. */
  readonly call: Count;
  /** The same for a user. */
  readonly user: Count;
  /** Runs a log-in by password; counts it unless it succeeds (answers not null). Throws 429 without running it where too many failed. */
  readonly login: <T>(who: LoginAttempt, attempt: () => Promise<T | null>) => Promise<T | null>;
}

/** The limits, counted in the store so that they hold over all its processes; none with `RATE_LIMITS=off`. */
export const makeRateLimits = (store: Store, { rateLimits }: Pick<Settings, 'rateLimits'>): RateLimits => {
  const user = makeUserLimits(store.limiter, { rateLimits });
  if (!rateLimits) return { call: () => Promise.resolve(), user, login: (_who, attempt) => attempt() };
  const accounts = store.limiter({ keyPrefix: 'login.account', ...failures.account });
  const addresses = store.limiter({ keyPrefix: 'login.address', ...failures.address });
  return {
    call: counting(perAddress, store.limiter, () => ({})),
    user,
    // taken before, so that attempts at the same time cannot slip through together; given back unless the password was wrong
    login: async ({ account, network, tell }, attempt) => {
      const limits = [
        ['login.address', addresses, network],
        ['login.account', accounts, hashSecret(account)],
      ] as const;
      const reached: string[] = [];
      const taken: (() => Promise<unknown>)[] = [];
      let wrong = false;
      try {
        for (const [limit, limiter, key] of limits) {
          taken.push(() => limiter.reward(key));
          if (await take(limiter, key)) reached.push(limit);
        }
        const result = await attempt();
        wrong = result === null;
        return result;
      } finally {
        if (wrong) for (const limit of reached) tell('limit.reached', { limit });
        else await Promise.all(taken.map((giveBack) => giveBack()));
      }
    },
  };
};
