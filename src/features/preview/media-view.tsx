import { useMemo } from 'react';
import { readPicture } from '#api/read-picture.ts';
import { mayShow, whyUnshown, type ReadVerdict } from '#lib/read-verdict.ts';
import type { MediaObject } from '#ui/media-object.ts';
import { Media } from '#ui/media.tsx';
import styles from './preview.module.css';
import type { Source } from './source.ts';

interface MediaViewProps {
  readonly kind: 'picture' | 'video' | 'audio';
  readonly source: Source;
  readonly onRefused: (verdict: ReadVerdict) => void;
  /** gets the Content-Type where it is read */
  readonly onType: (type: string) => void;
}

/** A picture, video or sound. */
export const MediaView = ({ kind, source, onRefused, onType }: MediaViewProps) => (
  <Media
    kind={kind}
    source={useMemo(() => explained(source, onType), [source, onType])}
    name={source.name}
    className={styles[kind === 'audio' ? 'sound' : 'picture']}
    onRefused={onRefused}
  />
);

const explained = ({ sign, read, secret }: Source, onType: MediaViewProps['onType']): MediaObject<ReadVerdict> => ({
  sign,
  isPassing: mayShow,
  explain: async () => {
    try {
      const answer = await read(AbortSignal.timeout(30_000));
      if (!answer.ok) return whyUnshown(answer.verdict);
      onType(answer.response.headers.get('Content-Type') ?? '');
      void answer.response.body?.cancel();
      return { name: 'works' };
    } catch {
      return { name: 'broken_off' };
    }
  },
  load:
    secret &&
    (async (signal, onRead) => {
      const answer = await read(signal);
      if (answer.ok) onType(answer.response.headers.get('Content-Type') ?? '');
      return readPicture(answer, signal, onRead);
    }),
});
