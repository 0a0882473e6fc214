import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { DrawnPicture } from './drawn-picture.tsx';
import { recover, type Shown } from './media-object.ts';
import { ReadPicture } from './read-picture.tsx';
import { useFreshAddress } from './use-fresh-address.ts';

interface MediaProps<Why> extends Shown<Why> {
  readonly kind: 'picture' | 'video' | 'audio';
  readonly name: string;
  readonly className: string | undefined;
  /** it is one of many: loaded as it comes into view, and not again while it is there */
  readonly lazy?: boolean;
}

/**
 * A picture, video or sound by the browser's own elements, which need no CORS; a picture that is to be loaded is drawn where the page may
 * not read it. What they only call an error is tried by a fresh address, and explained where that is no other.
 *
 * A redirect takes such an element to the `Location` that the storage chose, and takes along what the storage put into it, which may be our
 * query; by `no-referrer` it does not say where it came from.
 */
export const Media = <Why,>(props: MediaProps<Why>) => {
  const { load, explain } = props.source;
  if (props.kind !== 'picture') return <Player {...props} />;
  if (load === undefined) return <Picture {...props} />;
  return (
    <ReadPicture {...props} load={load} lazy={props.lazy ?? false} onDamaged={() => void explain().then(props.onRefused)}>
      {(cancel) => <DrawnPicture {...props} onCancel={cancel} />}
    </ReadPicture>
  );
};

/** A new address is loaded beside the picture, which stays until it is there: browsers do so for every `src` that changes. */
const Picture = <Why,>({ lazy = false, ...props }: MediaProps<Why>) => {
  const { address, renew } = useFreshAddress(props.source, false);
  const [kept, setKept] = useState<string>();
  const shown = kept ?? address;
  return (
    <img
      className={props.className}
      src={shown}
      alt={props.name}
      loading={lazy ? 'lazy' : 'eager'}
      decoding="async"
      referrerPolicy="no-referrer"
      onLoad={lazy ? () => setKept(shown) : undefined}
      onError={() => void recover(props, shown, renew, () => setKept(undefined))}
    />
  );
};

/**
 * Video or audio. The attribute goes once the address is taken, which goes on being read: a signature in it is not to stand in the document.
 * It may play unseen. It gets another address only where it plays or is about to, and goes on where it was. */
const Player = <Why,>({ kind, name, className, lazy = false, ...props }: MediaProps<Why>) => {
  const { address, renew } = useFreshAddress(props.source, true);
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const asked = useRef('');
  const left = useRef<Left>(undefined);
  const goOn = (next: string): void => {
    if (player.current === null || asked.current === next) return;
    if (asked.current === '') player.current.src = next;
    else goOnAt(player.current, left, next);
    asked.current = next;
  };
  const start = useEffectEvent((next: string): void => {
    if (asked.current === '' || (player.current?.paused === false && !player.current.ended)) goOn(next);
  });
  useEffect(() => start(address), [address]);
  const arrive = (): void => {
    if (player.current === null || left.current === undefined) return;
    player.current.currentTime = left.current.time;
    player.current.playbackRate = left.current.rate;
    left.current = undefined;
  };
  const attributes = {
    className,
    controls: true,
    preload: lazy && kind === 'audio' ? 'none' : 'metadata',
    'aria-label': name,
    onPlay: () => goOn(renew()),
    onSeeking: () => goOn(renew()),
    onLoadStart: () => player.current?.removeAttribute('src'),
    onLoadedMetadata: arrive,
    onError: () => void recover(props, asked.current, renew, goOn),
  } as const;
  return kind === 'video' ? <video ref={player} {...attributes} /> : <audio ref={player} {...attributes} />;
};

/** Where a player was when it got another address. */
interface Left {
  readonly time: number;
  readonly rate: number;
  readonly playing: boolean;
}

/** A new `src` begins at the start, paused. */
const goOnAt = (player: HTMLMediaElement, left: { current: Left | undefined }, address: string): void => {
  left.current ??= { time: player.currentTime, rate: player.playbackRate, playing: !player.paused && !player.ended };
  player.src = address;
  // the browser may refuse to play by itself; the button is there
  if (left.current.playing) void player.play().catch(() => undefined);
};
