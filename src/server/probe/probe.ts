import type { ResponseOf } from '#contract/index.ts';
import type * as storage from '#contract/storage.ts';
import { Failure } from '../failure.ts';
import type { Context } from '../handler.ts';
import { ask } from './ask.ts';
import { unreachedBy, type Unreached } from './faults.ts';
import { addressesOf } from './names.ts';
import { entryFor, isAllowed } from './permit.ts';
import { reachedWith, type Reached } from './report.ts';
import { readTarget, type Target } from './target.ts';
import { makeTurns } from './turns.ts';

/** For the line, name, connection, TLS, headers and body together, ms. */
const patience = 5000;
/** At once in this process; others wait in line. */
const turns = makeTurns({ each: 8, all: 16, line: 64 });

interface Probing extends Pick<Context, 'settings' | 'resolve' | 'clock' | 'webUrl'> {
  /** the user, who has some of the slots and not all */
  readonly who: string;
}

/** Looks the name up once, checks every address of it, and asks one of those. Throws `probe_not_allowed`. */
const reach = async (target: Target, probing: Probing, signal: AbortSignal): Promise<Reached | Unreached> => {
  const addresses = await addressesOf(target.host, probing, signal);
  if (!isAllowed(probing.settings.probeAllow, target, addresses))
    throw new Failure('probe_not_allowed', { data: { allow: entryFor(target) } });
  const answer = await ask(target, { addresses, origin: new URL(probing.webUrl).origin, signal });
  return reachedWith(answer, target.url, probing.clock());
};

/**
 * Asks a storage for somebody who typed its address. It is written nowhere: it may carry a signature. Throws `probe_refused` for an address
 * that no probe asks, `probe_not_allowed` for a private one that PROBE_ALLOW does not list, and 429 where too many wait already.
 */
export const probe = async (address: string, probing: Probing, within = patience): Promise<ResponseOf<typeof storage.probeUrl>> => {
  const target = readTarget(address);
  const signal = AbortSignal.timeout(within);
  const began = probing.clock();
  const result = await turns({ who: probing.who, signal }, () => reach(target, probing, signal)).catch((error: unknown): Unreached => {
    if (error instanceof Failure) throw error;
    return signal.aborted ? { reached: false, error_code: 'timeout' } : unreachedBy(error, target.url.protocol === 'https:');
  });
  return { ...result, timing_ms: Math.max(0, Math.round(probing.clock() - began)) };
};
