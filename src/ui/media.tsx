import { useState } from 'react';
import { DrawnPicture } from './drawn-picture.tsx';
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
      {(cancel) => <DrawnPicture {...props} onCancel={cancel} />}
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
