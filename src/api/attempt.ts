import type { Attempt } from '#lib/read-facts.ts';
import { readText } from './read-text.ts';

export interface AttemptOptions {
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** a redirect takes the signature of an address along, wherever it leads */
  readonly redirect: 'follow' | 'manual';
}

/** An answer with its body still to be read, or what the browser got instead. */
export type Attempted = { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly attempt: Attempt };

/** As much of an error document as is read, bytes. */
const errorLength = 16_384;

/** After this without a word, a host counts as silent; milliseconds. */
const patience = 15_000;

/** Without cookies, and without saying from which page. */
const discreet = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const satisfies RequestInit;

/** Asks a storage. Throws the signal's AbortError only. */
export const attempt = async (address: string, { signal, headers, redirect }: AttemptOptions): Promise<Attempted> => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  const either = AbortSignal.any([signal, late.signal]);
  try {
    const response = await fetch(address, { ...discreet, redirect, headers, signal: either });
    if (response.type === 'opaqueredirect') return { ok: false, attempt: { kind: 'redirect' } };
    if (response.ok) return { ok: true, response };
    return { ok: false, attempt: await refusal(response, signal) };
  } catch {
    const kind = late.signal.aborted ? 'late' : await unreadable(address, either);
    signal.throwIfAborted();
    return { ok: false, attempt: { kind } };
  } finally {
    clearTimeout(timer);
  }
};

const refusal = async (response: Response, signal: AbortSignal): Promise<Attempt> => {
  const read = await readText(response, errorLength, signal);
  return read === undefined ? { kind: 'cut' } : answerOf(response, read.text);
};

/** An answer by its error document, or by what stands in the place of one. */
export const answerOf = ({ status, headers }: Response, text: string): Attempt => ({
  kind: 'answer',
  status,
  type: headers.get('Content-Type') ?? '',
  body: text.slice(0, errorLength),
});

/** A page may not read the answer, or there is none: a request whose answer nobody reads tells which. It follows redirects, so it goes unsigned. */
const unreadable = async (address: string, signal: AbortSignal): Promise<'opaque' | 'silence'> => {
  const { origin, pathname } = new URL(address);
  const heard = new AbortController();
  try {
    await fetch(`${origin}${pathname}`, { ...discreet, mode: 'no-cors', signal: AbortSignal.any([signal, heard.signal]) });
    return 'opaque';
  } catch {
    return 'silence';
  } finally {
    // it may be large, and is not read
    heard.abort();
  }
};
