import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { canvasSize } from '#lib/canvas-size.ts';
import { recover, type Shown } from './media-object.ts';
import { Player } from './player.tsx';
import { ReadPicture } from './read-picture.tsx';
import { useFreshAddress } from './use-fresh-address.ts';

interface MediaProps<Why> extends Shown<Why> {
  readonly kind: 'picture' | 'video' | 'audio';
  readonly name: string;
  readonly className: string | undefined;
  /** it is one of many: loaded as it comes into view */
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
  if (props.kind !== 'picture') return <Player {...props} kind={props.kind} />;
  if (load === undefined) return <Picture {...props} />;
  return (
    <ReadPicture {...props} load={load} lazy={props.lazy ?? false} onDamaged={() => void explain().then(props.onRefused)}>
      <DrawnPicture {...props} />
    </ReadPicture>
  );
};

/** What it shows stays, and is not loaded again. Its address is renewed only until it is asked for: as it comes into view, else at once. */
const Picture = <Why,>({ lazy = false, ...props }: MediaProps<Why>) => {
  const { source } = props;
  const { address, renew } = useFreshAddress(source);
  const [kept, setKept] = useState(lazy ? undefined : { source, address });
  const shown = kept?.source === source ? kept.address : address;
  return (
    <img
      className={props.className}
      src={shown}
      alt={props.name}
      loading={lazy ? 'lazy' : 'eager'}
      decoding="async"
      referrerPolicy="no-referrer"
      onLoad={() => setKept({ source, address: shown })}
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
