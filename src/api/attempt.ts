import type { Attempt } from '#lib/read-facts.ts';

export interface AttemptOptions {
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** a redirect takes the signature of an address along, wherever it leads */
  readonly redirect: 'follow' | 'manual';
}

/** An answer with its body still to be read, or what the browser got instead. */
export type Attempted = { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly attempt: Attempt };

/** As much of an error document as is kept, characters. */
const errorLength = 16_384;

/** After this without a word, a host counts as silent; milliseconds. */
const patience = 15_000;

/** Asks a storage, without cookies and without saying from which page. Throws the signal's AbortError only. */
export const attempt = async (address: string, { signal, headers, redirect }: AttemptOptions): Promise<Attempted> => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  const options: RequestInit = {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect,
    signal: AbortSignal.any([signal, late.signal]),
  };
  try {
    const response = await fetch(address, { ...options, headers });
    if (response.type === 'opaqueredirect') return { ok: false, attempt: { kind: 'redirect' } };
    if (response.ok) return { ok: true, response };
    return { ok: false, attempt: await refusal(response) };
  } catch {
    signal.throwIfAborted();
    if (late.signal.aborted) return { ok: false, attempt: { kind: 'late' } };
    return { ok: false, attempt: { kind: await unreadable(address, options, signal) } };
  } finally {
    clearTimeout(timer);
  }
};

/** An error document. */
export const refusal = async (response: Response): Promise<Attempt> => ({
  kind: 'answer',
  status: response.status,
  type: response.headers.get('Content-Type') ?? '',
  body: (await response.text()).slice(0, errorLength),
});

/** A page may not read the answer, or there is none: a request whose answer nobody reads tells which. */
const unreadable = async (address: string, options: RequestInit, signal: AbortSignal): Promise<'opaque' | 'redirect' | 'silence'> => {
  try {
    const { type } = await fetch(address, { ...options, mode: 'no-cors' });
    return type === 'opaqueredirect' ? 'redirect' : 'opaque';
  } catch {
    signal.throwIfAborted();
    return 'silence';
  }
};
