import { readWeb } from '#api/read-object.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import styles from './preview.module.css';
import type { Source } from './source.ts';

interface MediaViewProps {
  readonly kind: 'picture' | 'video' | 'audio';
  readonly source: Source;
  readonly onRefused: (verdict: ReadVerdict) => void;
}

/** Loaded by the browser's own elements, which need no CORS. What they only call an error is read again to find out why. */
export const MediaView = ({ kind, source, onRefused }: MediaViewProps) => {
  const ask = async (): Promise<void> => {
    const answer = await readWeb(source.address, AbortSignal.timeout(30_000));
    if (answer.ok) void answer.response.body?.cancel();
    onRefused(answer.ok ? { name: 'works' } : answer.verdict);
  };
  const refused = (): void => void ask().catch(() => onRefused({ name: 'broken_off' }));

  switch (kind) {
    case 'picture':
      return <img className={styles['picture']} src={source.address} alt={source.name} referrerPolicy="no-referrer" onError={refused} />;
    case 'video':
      return (
        <video className={styles['picture']} src={source.address} controls preload="metadata" aria-label={source.name} onError={refused} />
      );
    case 'audio':
      return <audio src={source.address} controls preload="metadata" aria-label={source.name} onError={refused} />;
  }
};
