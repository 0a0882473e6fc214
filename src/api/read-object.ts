import { verdictOf, type ReadVerdict } from '#lib/read-verdict.ts';

/** An object's answer with its body still to be read, or why there is none. */
export type ObjectAnswer = { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly verdict: ReadVerdict };

/** As much of an error document as is read, characters. */
const errorLength = 16_384;

/** Asks a storage server for an object, without cookies and without saying from which page. Throws the signal's AbortError only. */
export const readObject = async (address: string, signal: AbortSignal): Promise<ObjectAnswer> => {
  const options: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', signal };
  let response: Response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (signal.aborted) throw error;
    // A page may not read the answer, or there is none: an opaque request tells which.
    const answers = await fetch(address, { ...options, mode: 'no-cors' }).then(
      () => true,
      () => false,
    );
    signal.throwIfAborted();
    return { ok: false, verdict: { name: answers ? 'cors' : 'unreachable' } };
  }
  if (response.ok) return { ok: true, response };
  const body = await response.text().catch(() => '');
  signal.throwIfAborted();
  return { ok: false, verdict: verdictOf({ status: response.status, body: body.slice(0, errorLength), now: Date.now() }) };
};
