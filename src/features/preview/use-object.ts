import { useEffect, useState } from 'react';
import { readWeb } from '#api/read-object.ts';
import { kindOfType, type ContentKind } from '#lib/content-kind.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { readStart, type TextStart } from './read-start.ts';

export type ReadState =
  | { readonly status: 'reading' }
  | { readonly status: 'refused'; readonly verdict: ReadVerdict }
  | { readonly status: 'read'; readonly kind: 'html' | 'json' | 'text'; readonly text: TextStart }
  | { readonly status: 'read'; readonly kind: Exclude<ContentKind, 'html' | 'json' | 'text'> };

/** Reads an object; of what is not text, only the headers. Where `named` is undefined, its Content-Type says what it is. */
export const useObject = (address: string, named: ContentKind | undefined): ReadState => {
  const [state, setState] = useState<ReadState>({ status: 'reading' });
  useEffect(() => {
    const stop = new AbortController();
    read(address, named, stop.signal).then(setState, (error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return () => stop.abort();
  }, [address, named]);
  return state;
};

const read = async (address: string, named: ContentKind | undefined, signal: AbortSignal): Promise<ReadState> => {
  const answer = await readWeb(address, signal);
  if (!answer.ok) return { status: 'refused', verdict: answer.verdict };
  const kind = named ?? kindOfType(answer.response.headers.get('Content-Type') ?? '');
  if (kind === 'html' || kind === 'json' || kind === 'text') return { status: 'read', kind, text: await readStart(answer.response) };
  void answer.response.body?.cancel();
  return { status: 'read', kind };
};
