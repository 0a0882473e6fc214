import { auth, envelope, server } from '#contract/index.ts';

/**
 * What this browser finds at an address. `silent`: no answer, or a certificate that it does not trust. `unreadable`: an answer that this page
 * may not read. `foreign`: an answer, and not of ClearML's API. `unchecked`: a page on https may not even ask there.
 */
export type Reach = Unreached | { readonly state: 'answers'; readonly version?: string | undefined };
interface Unreached {
  readonly state: 'silent' | 'unreadable' | 'foreign' | 'unchecked';
}

/** After this a server counts as silent; milliseconds. */
const patience = 8_000;

/** Whether anything answers at an address; what, another origin may not know. Throws the signal's AbortError only. */
export const reachServer = async (address: string, signal: AbortSignal): Promise<Reach> => {
  if (isMixed(address)) return { state: 'unchecked' };
  const answer = await ask(address, signal, { method: 'HEAD', mode: 'no-cors', headers: { Accept: 'text/html' } });
  return { state: answer === undefined ? 'silent' : 'answers' };
};

/** Whether ClearML's API answers at an address, and which version of it. Throws the signal's AbortError only. */
export const reachApi = async (address: string, signal: AbortSignal): Promise<Reach> => {
  if (isMixed(address)) return { state: 'unchecked' };
  const answer = await ask(`${address}/${server.info.name}`, signal, {});
  if (answer === undefined) {
    const { state } = await reachServer(address, signal);
    return { state: state === 'answers' ? 'unreadable' : state };
  }
  const parsed = envelope.safeParse(await answer.json().catch(() => undefined));
  signal.throwIfAborted();
  const info = server.info.response.safeParse(parsed.data?.data);
  return info.success ? { state: 'answers', version: info.data.api_version } : { state: 'foreign' };
};

/** What becomes of a log-in with a key pair: it works, is refused, fails for another reason, or the address is not one where this page can log in. */
export type PairVerdict = { readonly state: 'works' } | { readonly state: 'refused' } | { readonly state: 'failed' } | Unreached;

/** Life of the token that a trial is answered with, which nobody uses; seconds. */
const trialLife = 60;

/** Logs in with a key pair at an address of ClearML's API, past the session of this browser. Throws the signal's AbortError only. */
export const tryPair = async (address: string, accessKey: string, secretKey: string, signal: AbortSignal): Promise<PairVerdict> => {
  if (isMixed(address)) return { state: 'unchecked' };
  const answer = await ask(`${address}/${auth.login.name}`, signal, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ expiration_sec: trialLife }),
  });
  if (answer === undefined) return { state: (await reachServer(address, signal)).state === 'answers' ? 'unreadable' : 'silent' };
  const parsed = envelope.safeParse(await answer.json().catch(() => undefined));
  signal.throwIfAborted();
  if (!parsed.success) return { state: 'foreign' };
  const { result_code: code } = parsed.data.meta;
  return { state: code === 200 ? 'works' : code === 401 || code === 403 ? 'refused' : 'failed' };
};

/** The answer, undefined without one. What headers it needs beyond the plainest, another origin has to allow first. */
const ask = async (address: string, signal: AbortSignal, options: RequestInit): Promise<Response | undefined> => {
  try {
    return await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      ...options,
    });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
};

const isMixed = (address: string): boolean => location.protocol === 'https:' && address.startsWith('http:');
