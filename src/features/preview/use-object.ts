import { useEffect, useState } from 'react';
import { kindOfType, type ContentKind } from '#lib/content-kind.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import type { BytesRead } from '#lib/bytes-read.ts';
import { firstPart, type TextPart } from './read-part.ts';
import type { Source } from './source.ts';

type TextKind = 'html' | 'json' | 'text';

export type ReadState =
  | { readonly status: 'reading'; readonly read: BytesRead; readonly cancel: () => void }
  | { readonly status: 'cancelled' }
  | { readonly status: 'refused'; readonly verdict: ReadVerdict }
  | {
      readonly status: 'read';
      readonly kind: TextKind;
      readonly part: TextPart;
      /** what its bucket says that it is */ readonly type: string;
    }
  | { readonly status: 'read'; readonly kind: Exclude<ContentKind, TextKind> };

/** Reads an object, and tells its Content-Type; of what is not text, only the headers. Where `named` is undefined, its Content-Type says what it is. */
export const useObject = (source: Source, named: ContentKind | undefined, onType: (type: string) => void): ReadState => {
  const [state, setState] = useState<ReadState>();
  useEffect(() => {
    const stop = new AbortController();
    const cancel = (): void => stop.abort('cancelled');
    const tell = (read: BytesRead): void => setState({ status: 'reading', read, cancel });
    tell({ bytes: 0, total: undefined });
    read(source, named, stop.signal, { onType, onRead: tell }).then(setState, () => {
      if (!stop.signal.aborted) setState({ status: 'refused', verdict: { name: 'broken_off' } });
      else if (stop.signal.reason === 'cancelled') setState({ status: 'cancelled' });
    });
    return () => stop.abort('left');
  }, [source, named, onType]);
  return state ?? { status: 'reading', read: { bytes: 0, total: undefined }, cancel: () => undefined };
};

const read = async (
  source: Source,
  named: ContentKind | undefined,
  signal: AbortSignal,
  { onType, onRead }: { readonly onType: (type: string) => void; readonly onRead: (read: BytesRead) => void },
): Promise<ReadState> => {
  const answer = await source.read(signal);
  if (!answer.ok) return { status: 'refused', verdict: answer.verdict };
  const type = answer.response.headers.get('Content-Type') ?? '';
  onType(type);
  const kind = named ?? kindOfType(type);
  if (kind === 'html' || kind === 'json' || kind === 'text') {
    return { status: 'read', kind, type, part: await firstPart(answer.response, onRead) };
  }
  void answer.response.body?.cancel();
  return { status: 'read', kind };
};
