import { judge, needsProbe } from '#lib/judge.ts';
import type { Attempt, ReadFacts } from '#lib/read-facts.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { isSigned } from '#lib/without-secrets.ts';
import { askProbe } from './ask-probe.ts';
import { localNetworkState } from './local-network.ts';

/** Why a read failed, with what the server's probe finds at `address`, unless its path reads as if it held a secret; its query must not. Throws the signal's AbortError only. */
export const explainRead = async (
  asked: ReadFacts['asked'],
  address: string,
  tried: Attempt,
  signal: AbortSignal,
): Promise<ReadVerdict> => {
  const facts: ReadFacts = {
    asked,
    url: new URL(address),
    reader: { origin: location.origin, host: location.hostname, online: navigator.onLine, localNetwork: await localNetworkState() },
    attempt: tried,
    probe: { kind: 'none' },
    now: Date.now(),
  };
  const verdict = judge(facts);
  const { origin, pathname } = facts.url;
  return needsProbe(facts, verdict) && !isSigned(origin + pathname) ? judge({ ...facts, probe: await askProbe(address, signal) }) : verdict;
};
