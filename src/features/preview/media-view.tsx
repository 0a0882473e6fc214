import { useEffect, useRef, useState } from 'react';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import styles from './preview.module.css';
import type { Source } from './source.ts';
import { useFreshAddress } from './use-fresh-address.ts';

interface MediaViewProps {
  readonly kind: 'picture' | 'video' | 'audio';
  readonly source: Source;
  readonly onRefused: (verdict: ReadVerdict) => void;
}

/**
 * Loaded by the browser's own elements, which need no CORS. What they only call an error is read again to find out why, and shown where
 * that found how to sign.
 *
 * A redirect takes such an element to the `Location` that the server chose, without our query and, by `no-referrer`, without saying where
 * it came from: what was signed for a host is only ever sent to that host.
 */
export const MediaView = ({ source, onRefused, ...rest }: MediaViewProps) => {
  const [found, setFound] = useState<{ readonly for: Source; readonly source: Source }>();
  const again = found?.for === source;
  const ask = async (): Promise<void> => {
    const before = source.sign(0);
    const answer = await source.read(AbortSignal.timeout(30_000));
    if (answer.ok) void answer.response.body?.cancel();
    if (answer.ok && !again && source.sign(0) !== before) setFound({ for: source, source: { ...source } });
    else onRefused(answer.ok ? { name: 'works' } : answer.verdict);
  };
  const refused = (): void => void ask().catch(() => onRefused({ name: 'broken_off' }));
  const View = rest.kind === 'picture' ? Picture : Player;
  return <View kind={rest.kind} source={again ? found.source : source} onError={refused} />;
};

interface ViewProps extends Pick<MediaViewProps, 'kind' | 'source'> {
  readonly onError: () => void;
}

/** A new address is loaded beside the picture, which stays until it is there: browsers do so for every `src` that changes. */
const Picture = ({ source, onError }: ViewProps) => (
  <img
    className={styles['picture']}
    src={useFreshAddress(source, false)}
    alt={source.name}
    referrerPolicy="no-referrer"
    onError={onError}
  />
);

/** Video or audio. It may play unseen, and goes on where it was when its address changes. */
const Player = ({ kind, source, onError }: ViewProps) => {
  const address = useFreshAddress(source, true);
  const [first] = useState(address);
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  useEffect(() => {
    if (player.current !== null && player.current.src !== address) goOnAt(player.current, address);
  }, [address]);
  const attributes = { src: first, controls: true, preload: 'metadata', 'aria-label': source.name, onError } as const;
  return kind === 'video' ? (
    <video className={styles['picture']} ref={player} {...attributes} />
  ) : (
    <audio className={styles['sound']} ref={player} {...attributes} />
  );
};

/** A new `src` begins at the start, paused. */
const goOnAt = (player: HTMLMediaElement, address: string): void => {
  const { currentTime, playbackRate, paused, ended } = player;
  const goOn = (): void => {
    player.currentTime = currentTime;
    player.playbackRate = playbackRate;
    // the browser may refuse to play by itself; the button is there
    if (!paused && !ended) void player.play().catch(() => undefined);
  };
  player.addEventListener('loadedmetadata', goOn, { once: true });
  player.src = address;
};
