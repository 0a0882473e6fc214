import type { Shown } from './media-object.ts';
import { useSteadyPlayer } from './use-steady-player.ts';

interface PlayerProps<Why> extends Shown<Why> {
  readonly kind: 'video' | 'audio';
  readonly name: string;
  readonly className: string | undefined;
  /** it is one of many: a sound is asked for as it is played */
  readonly lazy?: boolean;
}

/**
 * Video or audio. The attribute goes once the address is taken, which goes on being read: a signature in it is not to stand in the document.
 */
export const Player = <Why,>({ kind, name, className, lazy = false, ...shown }: PlayerProps<Why>) => {
  const { player, listeners } = useSteadyPlayer(shown);
  const attributes = {
    className,
    controls: true,
    preload: lazy && kind === 'audio' ? 'none' : 'metadata',
    'aria-label': name,
    onLoadStart: () => player.current?.removeAttribute('src'),
    ...listeners,
  } as const;
  return kind === 'video' ? <video ref={player} {...attributes} /> : <audio ref={player} {...attributes} />;
};
