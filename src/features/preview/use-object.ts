import { useEffect, useState } from 'react';
import { readObject } from '#api/read-object.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { readStart, type TextStart } from './read-start.ts';

export type ReadState =
  | { readonly status: 'reading' }
  | { readonly status: 'refused'; readonly verdict: ReadVerdict }
  | { readonly status: 'read'; /** Content-Type */ readonly type: string; /** the beginning, where it is text */ readonly text: TextStart };

/** Reads an object. Of what is not text by its Content-Type, only the headers. Its address has to stay the same while mounted. */
export const useObject = (address: string, isText: (contentType: string) => boolean): ReadState => {
  const [state, setState] = useState<ReadState>({ status: 'reading' });
  useEffect(() => {
    const stop = new AbortController();
    read(address, isText, stop.signal).then(setState, (error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return () => stop.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- how to judge the type does not change what is read
  }, [address]);
  return state;
};

const read = async (address: string, isText: (contentType: string) => boolean, signal: AbortSignal): Promise<ReadState> => {
  const answer = await readObject(address, signal);
  if (!answer.ok) return { status: 'refused', verdict: answer.verdict };
  const type = answer.response.headers.get('Content-Type') ?? '';
  if (isText(type)) return { status: 'read', type, text: await readStart(answer.response) };
  await answer.response.body?.cancel();
  return { status: 'read', type, text: { text: '', cut: false } };
};
