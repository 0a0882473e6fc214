import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { recover, type Shown } from './media-object.ts';
import { tryMedia } from './try-media.ts';
import { freshTime, type Signer } from './use-fresh-address.ts';
import { useNowAndThen } from './use-now-and-then.ts';

interface SteadyPlayer {
  readonly player: RefObject<(HTMLVideoElement & HTMLAudioElement) | null>;
  readonly listeners: Readonly<Record<'onPlay' | 'onPause' | 'onSeeking' | 'onLoadedMetadata' | 'onError', () => void>>;
}

/** Where a player was when it got another address. */
interface Left {
  readonly time: number;
  readonly rate: number;
  readonly playing: boolean;
}

/**
 * Gives a player an address, and another before that ends where it plays, maybe unseen, or is about to. Once it has shown its object it stays:
 * it goes on where it was by what it has, until another address answers.
 */
export const useSteadyPlayer = <Why>({ source, onRefused }: Shown<Why>): SteadyPlayer => {
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const signedAt = useRef(0);
  const asked = useRef('');
  const trial = useRef<{ readonly address: string; readonly stop: () => void }>(undefined);
  const left = useRef<Left>(undefined);
  const isShown = useRef(false);
  const isStuck = useRef(false);
  const plays = useRef(false);

  const renew = (by: Signer = source): string => by.sign((signedAt.current = freshTime(signedAt.current)));
  const take = (element: HTMLMediaElement, address: string): void => {
    if (asked.current !== '') left.current ??= { time: element.currentTime, rate: element.playbackRate, playing: plays.current };
    element.src = asked.current = address;
    isStuck.current = false;
    // the browser may refuse to play by itself; the button is there
    if (left.current?.playing === true) void element.play().catch(() => undefined);
  };
  const change = (address: string): void => {
    const element = player.current;
    if (element === null || trial.current?.address === address || (asked.current === address && !isStuck.current)) return;
    trial.current?.stop();
    trial.current = undefined;
    if (!isShown.current) return take(element, address);
    const stop = tryMedia(element, address, (answers) => {
      trial.current = undefined;
      if (answers) take(element, address);
      else if (isStuck.current) void mend(address);
    });
    trial.current = { address, stop };
  };
  const refuse = (why: Why): void => {
    // it may go on by now
    if (isStuck.current && (!isShown.current || isDamaged(player.current) || !source.isPassing(why))) onRefused(why);
  };
  const mend = (failed: string): Promise<void> => recover({ source, onRefused: refuse }, failed, renew, change);

  const start = useEffectEvent((by: Signer) => {
    if (asked.current === '' || plays.current) change(renew(by));
  });
  useEffect(() => start(source), [source]);
  useEffect(() => () => trial.current?.stop(), []);
  useNowAndThen(() => {
    if (plays.current || isStuck.current) change(renew());
  });
  const arrive = (): void => {
    isShown.current = true;
    if (player.current === null || left.current === undefined) return;
    player.current.currentTime = left.current.time;
    player.current.playbackRate = left.current.rate;
    left.current = undefined;
  };
  return {
    player,
    listeners: {
      onPlay: () => {
        plays.current = true;
        change(renew());
      },
      // a browser pauses what fails
      onPause: () => {
        if (!isStuck.current) plays.current = false;
      },
      onSeeking: () => change(renew()),
      onLoadedMetadata: arrive,
      onError: () => {
        isStuck.current = true;
        void mend(asked.current);
      },
    },
  };
};

/** By `MEDIA_ERR_DECODE`: it was read. */
const isDamaged = (player: HTMLMediaElement | null): boolean => player?.error?.code === 3;
