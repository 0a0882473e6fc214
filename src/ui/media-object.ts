import type { LoadPicture } from './read-picture.tsx';
import type { Signer } from './use-fresh-address.ts';

/** An object to show. */
export interface MediaObject<Why> extends Signer {
  /** Reads it again to find out why it does not show, which may also find out how to sign. Never fails. */
  readonly explain: () => Promise<Why>;
  /** whether that may be over in a moment, such as no network */
  readonly isPassing: (why: Why) => boolean;
  /** reads a picture whose address would show a secret that outlives it; undefined: its address may stand in the document */
  readonly load?: LoadPicture<Why> | undefined;
}

/** Where an object is shown. */
export interface Shown<Why> {
  readonly source: MediaObject<Why>;
  readonly onRefused: (why: Why) => void;
}

/** Calls `take` with another address than the one that failed, where there is one by now or after asking. */
export const recover = async <Why>(
  { source, onRefused }: Shown<Why>,
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
