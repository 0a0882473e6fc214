import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import type { BytesRead } from '#lib/bytes-read.ts';
import { byteSize } from '#lib/byte-size.ts';
import { canRun } from '#lib/content-kind.ts';
import { dataAddress } from '#lib/data-address.ts';
import { longestPicture, type PictureRead } from '#lib/picture-read.ts';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';
import styles from './read-picture.module.css';
import { Reading } from './reading.tsx';

/** Reads a picture. Throws the signal's reason only. */
export type LoadPicture<Why> = (signal: AbortSignal, onRead: (read: BytesRead) => void) => Promise<PictureRead<Why>>;

interface ReadPictureProps<Why> {
  readonly load: LoadPicture<Why>;
  readonly name: string;
  readonly className: string | undefined;
  /** read as it comes into view */
  readonly lazy: boolean;
  readonly onRefused: (why: Why) => void;
  /** what was read is no picture that this browser knows */
  readonly onDamaged: () => void;
  /** the picture without its bytes, for where the page may not read; `cancel` stops it */
  readonly children: (cancel: () => void) => ReactNode;
}

type State =
  | { readonly status: 'unseen' | 'cancelled' | 'too_long' }
  | { readonly status: 'closed'; readonly cancel: () => void }
  | { readonly status: 'reading'; readonly read: BytesRead; readonly cancel: () => void }
  | { readonly status: 'read'; readonly url: string };

/** A picture that is read by the page, so that the document does not hold its address. */
export const ReadPicture = <Why,>({ load, name, className, lazy, onRefused, onDamaged, children }: ReadPictureProps<Why>) => {
  const [turn, setTurn] = useState(lazy ? 0 : 1);
  const state = useLoaded(load, turn, onRefused);
  switch (state.status) {
    case 'unseen':
      return <Unseen onSeen={() => setTurn(1)} />;
    case 'reading':
      return <Reading label={`Reading ${name}`} read={state.read} onCancel={state.cancel} />;
    case 'cancelled':
      return <Empty title="Reading was cancelled" action={<Button onClick={() => setTurn(turn + 1)}>Read again</Button>} />;
    case 'too_long':
      return <p className={styles['remark']}>A picture of more than {byteSize(longestPicture)} is not shown. Download it instead.</p>;
    case 'closed':
      return children(state.cancel);
    case 'read':
      return <img className={className} src={state.url} alt={name} decoding="async" onError={onDamaged} />;
  }
};

/** Reads at each turn but the first, which waits. */
const useLoaded = <Why,>(load: LoadPicture<Why>, turn: number, onRefused: (why: Why) => void): State => {
  const [state, setState] = useState<State>({ status: 'unseen' });
  const refuse = useEffectEvent(onRefused);
  useEffect(() => {
    if (turn === 0) return undefined;
    const stop = new AbortController();
    let url = '';
    const cancel = (): void => {
      stop.abort();
      setState({ status: 'cancelled' });
    };
    const tell = (read: BytesRead): void => {
      if (!stop.signal.aborted) setState({ status: 'reading', read, cancel });
    };
    const take = async (picture: PictureRead<Why>): Promise<void> => {
      if (stop.signal.aborted) return;
      if (picture.kind === 'refused') return refuse(picture.why);
      if (picture.kind === 'closed') return setState({ status: 'closed', cancel });
      if (picture.kind !== 'read') return setState({ status: picture.kind });
      const within = canRun('', picture.blob.type) ? await dataAddress(picture.blob) : undefined;
      if (stop.signal.aborted) return;
      url = within ?? URL.createObjectURL(picture.blob);
      setState({ status: 'read', url });
    };
    tell({ bytes: 0, total: undefined });
    load(stop.signal, tell).then(take, cancel);
    return () => {
      stop.abort();
      URL.revokeObjectURL(url);
    };
  }, [load, turn]);
  return state;
};

/** Stands where a picture will be, until it is nearly in view. */
const Unseen = ({ onSeen }: { readonly onSeen: () => void }) => {
  const place = useRef<HTMLDivElement>(null);
  const see = useEffectEvent(onSeen);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && see(), {
      rootMargin: '50%',
    });
    if (place.current !== null) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={place} className={styles['unseen']} />;
};
