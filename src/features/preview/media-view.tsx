import { useMemo } from 'react';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { Media, type MediaObject } from '#ui/media.tsx';
import styles from './preview.module.css';
import type { Source } from './source.ts';

interface MediaViewProps {
  readonly kind: 'picture' | 'video' | 'audio';
  readonly source: Source;
  readonly onRefused: (verdict: ReadVerdict) => void;
}

/** A picture, video or sound. */
export const MediaView = ({ kind, source, onRefused }: MediaViewProps) => (
  <Media
    kind={kind}
    source={useMemo(() => explained(source), [source])}
    name={source.name}
    className={styles[kind === 'audio' ? 'sound' : 'picture']}
    onRefused={onRefused}
  />
);

const explained = ({ sign, read }: Source): MediaObject<ReadVerdict> => ({
  sign,
  explain: async () => {
    try {
      const answer = await read(AbortSignal.timeout(30_000));
      if (!answer.ok) return answer.verdict;
      void answer.response.body?.cancel();
      return { name: 'works' };
    } catch {
      return { name: 'broken_off' };
    }
  },
});
