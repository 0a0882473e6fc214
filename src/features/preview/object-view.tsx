import { useState } from 'react';
import { kindOfName, type ContentKind } from '#lib/content-kind.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { Skeleton } from '#ui/skeleton.tsx';
import { Download } from './download.tsx';
import { HtmlView } from './html-view.tsx';
import { MediaView } from './media-view.tsx';
import styles from './preview.module.css';
import { Refusal } from './refusal.tsx';
import type { Source } from './source.ts';
import { TextView } from './text-view.tsx';
import { useObject } from './use-object.ts';

interface ObjectViewProps {
  readonly source: Source;
  /** signs anew and reads again */
  readonly onRetry: () => void;
}

/** One object as what it is, with the way to download it. */
export const ObjectView = ({ source, onRetry }: ObjectViewProps) => {
  const [verdict, setVerdict] = useState<ReadVerdict>();
  const kind = kindOfName(source.name);
  const media = kind === 'picture' || kind === 'video' || kind === 'audio';
  return (
    <figure className={styles['object']}>
      <figcaption className={styles['caption']}>
        <span className={styles['name']}>{source.name}</span>
        <span className={styles['host']}>from {source.host}</span>
        <Download source={source} onRefused={setVerdict} />
      </figcaption>
      {verdict !== undefined && <Refusal verdict={verdict} onRetry={onRetry} />}
      {verdict === undefined && media && <MediaView kind={kind} source={source} onRefused={setVerdict} />}
      {verdict === undefined && !media && <ReadView source={source} kind={kind} onRetry={onRetry} onRefused={setVerdict} />}
    </figure>
  );
};

interface ReadViewProps extends ObjectViewProps {
  /** undefined: the answer's Content-Type decides */
  readonly kind: ContentKind | undefined;
  readonly onRefused: (verdict: ReadVerdict) => void;
}

/** What has to be read before it can be shown: text, and whatever its name says nothing about. */
const ReadView = ({ source, kind: named, onRetry, onRefused }: ReadViewProps) => {
  const read = useObject(source.address, named);
  if (read.status === 'reading') return <Skeleton label={`Reading ${source.name}`} lines={8} />;
  if (read.status === 'refused') return <Refusal verdict={read.verdict} onRetry={onRetry} />;
  switch (read.kind) {
    case 'picture':
    case 'video':
    case 'audio':
      return <MediaView kind={read.kind} source={source} onRefused={onRefused} />;
    case 'html':
      return <HtmlView source={source} text={read.text} />;
    case 'json':
    case 'text':
      return <TextView text={read.text} json={read.kind === 'json'} />;
    case 'other':
      return <p className={styles['remark']}>There is no preview for this kind of object. Download it instead.</p>;
  }
};
