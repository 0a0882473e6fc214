import { useEffect, useRef, useState } from 'react';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import type { BytesRead } from '#lib/bytes-read.ts';
import { beginning, laterPart, type Border, type TextPart } from './read-part.ts';
import type { Source } from './source.ts';

/** Parts that are kept and shown at once: a text of any length takes no more room than these. */
const most = 4;

type Asking =
  | { readonly status: 'idle' }
  | { readonly status: 'reading'; readonly read: BytesRead }
  | {
      readonly status: 'refused';
      /** of the part that was asked for */ readonly number: number;
      readonly verdict: ReadVerdict;
    };

interface Parts {
  readonly shown: readonly TextPart[];
  readonly asking: Asking;
  /** Reads a part by its number and puts it beside those that are shown. */
  readonly ask: (number: number) => void;
  readonly cancel: () => void;
}

/** The parts of a text that are shown, one behind the other, from its first on. */
export const useParts = (source: Source, first: TextPart): Parts => {
  const [shown, setShown] = useState<readonly TextPart[]>([first]);
  const [asking, setAsking] = useState<Asking>({ status: 'idle' });
  // each was read after the one before it, and may be asked for again
  const borders = useRef(new Map([[first.number, borderOf(first)]]));
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const ask = (number: number): void => {
    const { signal } = (stop.current = new AbortController());
    setAsking({ status: 'reading', read: { bytes: 0, total: undefined } });
    laterPart(source, number, borders.current.get(number - 1) ?? beginning, first, signal, (read) =>
      setAsking({ status: 'reading', read }),
    ).then(
      (answer) => {
        if (answer.ok) {
          borders.current.set(number, borderOf(answer.part));
          setShown((before) => beside(before, answer.part));
        }
        setAsking(answer.ok ? { status: 'idle' } : { status: 'refused', number, verdict: answer.verdict });
      },
      () => setAsking(signal.aborted ? { status: 'idle' } : { status: 'refused', number, verdict: { name: 'broken_off' } }),
    );
  };
  return { shown, asking, ask, cancel: () => stop.current?.abort() };
};

/** Of a part that may be let go. */
const borderOf = ({ over, shift }: TextPart): Border => ({ over, shift });

/** With one more at its end or start, and one less at the other side where there are too many. */
const beside = (shown: readonly TextPart[], part: TextPart): readonly TextPart[] =>
  part.number > (shown[0]?.number ?? 0) ? [...shown, part].slice(-most) : [part, ...shown].slice(0, most);
