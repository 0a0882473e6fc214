import { cannotServe, type ReadVerdict, type VerdictName } from './read-verdict.ts';
import type { Wanted } from './signed-address.ts';

/** One thing that has to go well before an object is read. */
export interface ReadStep {
  readonly label: string;
  /** `open`: not come so far, or not known */
  readonly state: 'done' | 'failed' | 'open';
}

const steps = {
  sent: 'The browser sends it',
  found: 'The host is found',
  answers: 'The host answers',
  trusted: 'Its certificate is trusted',
  storage: 'A storage answers',
  cors: 'This page may read the answer (CORS)',
  key: 'The key is known',
  signature: 'The signature is accepted',
  bucket: 'The bucket is there',
  allowed: 'The key may read there',
  object: 'The object is there',
} as const;

type Step = keyof typeof steps;

const ofSas: Partial<Record<Step, string>> = { signature: 'The SAS is accepted', allowed: 'The SAS may read there' };

/** The step that fails, in the order in which browsers and storages check. */
const failing: Readonly<Record<Exclude<VerdictName, 'works' | 'unknown' | 'too_large'>, Step>> = {
  offline: 'sent',
  mixed_content: 'sent',
  local_network: 'sent',
  dns: 'found',
  refused: 'answers',
  timeout: 'answers',
  tls: 'trusted',
  not_storage: 'storage',
  redirected: 'storage',
  cors: 'cors',
  wrong_key: 'key',
  wrong_region: 'signature',
  clock: 'signature',
  wrong_secret: 'signature',
  token_expired: 'signature',
  sas_expired: 'signature',
  sas_early: 'signature',
  sas_refused: 'signature',
  style: 'bucket',
  no_bucket: 'bucket',
  no_permission: 'allowed',
  no_object: 'object',
  other: 'storage',
  broken_off: 'storage',
};

interface Read {
  readonly what: Wanted['what'];
  /** there is a certificate to be trusted */
  readonly https: boolean;
  /** there is no key, but a SAS */
  readonly sas: boolean;
}

/** How far a read came. */
export const readSteps = (verdict: ReadVerdict, read: Read): readonly ReadStep[] => {
  const names = Object.keys(steps) as Step[]; // the keys of an object are its own
  const { failed, from = failed } = endOf(verdict);
  const known = from === undefined ? names.length : names.indexOf(from);
  return names.flatMap((name, index) => {
    if (!isIn(name, read)) return [];
    const label = (read.sas ? ofSas[name] : undefined) ?? steps[name];
    return { label, state: index < known ? 'done' : name === failed ? 'failed' : 'open' };
  });
};

/** The step that failed, and the one from which on nothing is known, where that is another. */
const endOf = (verdict: ReadVerdict): { readonly failed?: Step; readonly from?: Step } => {
  const { name } = verdict;
  if (name === 'works' || name === 'too_large') return {};
  if (name === 'unknown') return { from: 'found' };
  if (verdict.closed === true) return { failed: 'cors' };
  // a storage that is busy has looked at no key; without its own word, something before it may have answered
  if (name === 'other' && verdict.code !== '') return { from: 'key' };
  if (name === 'other' && cannotServe(verdict.status)) return { from: 'storage' };
  const failed = failing[name];
  if (verdict.unsent === true) return { failed, from: 'sent' };
  // silence does not say which step it was
  return name === 'timeout' ? { failed, from: 'found' } : { failed };
};

const isIn = (name: Step, { what, https, sas }: Read): boolean =>
  (name !== 'trusted' || https) &&
  (name !== 'key' || !sas) &&
  (name !== 'bucket' || what !== 'buckets') &&
  (name !== 'object' || what === 'object');
