import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { canvasSize } from '#lib/canvas-size.ts';
import { ReadPicture, type LoadPicture } from './read-picture.tsx';
import { useFreshAddress, type Signer } from './use-fresh-address.ts';

/** An object to show. */
export interface MediaObject<Why> extends Signer {
  /** Reads it again to find out why it does not show, which may also find out how to sign. Never fails. */
  readonly explain: () => Promise<Why>;
  /** reads a picture whose address would show a secret that outlives it; undefined: its address may stand in the document */
  readonly load?: LoadPicture<Why> | undefined;
}

interface MediaProps<Why> {
  readonly kind: 'picture' | 'video' | 'audio';
  readonly source: MediaObject<Why>;
  readonly name: string;
  readonly className: string | undefined;
  /** it is one of many: loaded as it comes into view, and not again while it is there */
  readonly lazy?: boolean;
  readonly onRefused: (why: Why) => void;
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
      <DrawnPicture {...props} />
    </ReadPicture>
  );
};

/** Calls `take` with another address than the one that failed, where there is one by now or after asking. */
const recover = async <Why,>(
  { source, onRefused }: Pick<MediaProps<Why>, 'source' | 'onRefused'>,
  failed: string,
  renew: () => string,
  take: (address: string) => void,
): Promise<void> => {
  const next = renew();
  if (next !== failed) return take(next);
  const why = await source.explain();
  const found = renew();
  if (found === failed) onRefused(why);
  else take(found);
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

/** A picture by an element that is not in the document, which so does not hold its address; it lasts, as it is drawn once. */
const DrawnPicture = <Why,>({ source, name, className, onRefused }: MediaProps<Why>) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const refuse = useEffectEvent(onRefused);
  useEffect(() => {
    const image = new Image();
    const now = Date.now();
    let asked = '';
    const ask = (address: string): void => {
      image.src = asked = address;
    };
    image.referrerPolicy = 'no-referrer';
    image.onload = () => canvas.current && draw(image, canvas.current);
    image.onerror = () => void recover({ source, onRefused: refuse }, asked, () => source.sign(now), ask);
    ask(source.sign(now));
    return () => {
      image.onload = image.onerror = null;
      image.src = '';
    };
  }, [source]);
  return <canvas ref={canvas} role="img" aria-label={name} className={className} width="0" height="0" />;
};

/** Vector graphics without a size of their own get the one that browsers give to what has none. */
const draw = (image: HTMLImageElement, canvas: HTMLCanvasElement): void => {
  const [width, height] = canvasSize(image.naturalWidth || 300, image.naturalHeight || 150);
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
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
