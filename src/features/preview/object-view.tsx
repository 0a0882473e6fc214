import { Suspense, useState } from 'react';
import { kindOfName, type ContentKind } from '#lib/content-kind.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { rowTitle } from '#lib/row-name.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Download } from './download.tsx';
import { HtmlView } from './html-view.tsx';
import styles from './preview.module.css';
import { Reading } from '#ui/reading.tsx';
import { Refusal } from './refusal.tsx';
import type { Source } from './source.ts';
import { TextView } from './text-view.tsx';
import { useObject } from './use-object.ts';

const MediaView = lazily(() => import('./media-view.tsx').then((file) => file.MediaView));

interface ObjectViewProps {
  readonly source: Source;
  /** signs anew and reads again */
  readonly onRetry: () => void;
}

/** One object as what it is, with the way to download it. */
export const ObjectView = ({ source, onRetry }: ObjectViewProps) => {
  const [told, setTold] = useState<{ readonly of: Source; readonly verdict: ReadVerdict }>();
  const verdict = told?.of === source ? told.verdict : undefined;
  const [type, setType] = useState('');
  const setVerdict = (next: ReadVerdict): void => setTold({ of: source, verdict: next });
  const kind = kindOfName(source.name);
  const media = kind === 'picture' || kind === 'video' || kind === 'audio';
  return (
    <figure className={styles['object']}>
      <figcaption className={styles['caption']}>
        <span className={styles['name']}>{source.name}</span>
        <span className={styles['host']}>
          {source.place === undefined ? `From ${source.host}, without keys` : `Read with the row ${rowTitle(source.place.row)}`}
        </span>
        <Download source={source} type={type} onRefused={setVerdict} />
      </figcaption>
      {verdict !== undefined && <Refusal verdict={verdict} onRetry={onRetry} />}
      <Suspense fallback={<Skeleton label={`Loading ${source.name}`} lines={8} />}>
        {verdict === undefined && media && <MediaView kind={kind} source={source} onRefused={setVerdict} onType={setType} />}
        {verdict === undefined && !media && (
          <ReadView source={source} kind={kind} onRetry={onRetry} onRefused={setVerdict} onType={setType} />
        )}
      </Suspense>
    </figure>
  );
};

interface ReadViewProps extends ObjectViewProps {
  /** undefined: the answer's Content-Type decides */
  readonly kind: ContentKind | undefined;
  readonly onRefused: (verdict: ReadVerdict) => void;
  /** gets the Content-Type once it is read; the same function each time */
  readonly onType: (type: string) => void;
}

/** What has to be read before it can be shown: text, and whatever its name says nothing about. */
const ReadView = ({ source, kind: named, onRetry, onRefused, onType }: ReadViewProps) => {
  const state = useObject(source, named, onType);
  if (state.status === 'reading') return <Reading label={`Reading ${source.name}`} read={state.read} onCancel={state.cancel} />;
  if (state.status === 'cancelled') return <Empty title="Reading was cancelled" action={<Button onClick={onRetry}>Read again</Button>} />;
  if (state.status === 'refused') return <Refusal verdict={state.verdict} onRetry={onRetry} />;
  if ('part' in state && state.part.text === '' && !state.part.more) return <Empty title="This object is empty" />;
  switch (state.kind) {
    case 'picture':
    case 'video':
    case 'audio':
      return <MediaView kind={state.kind} source={source} onRefused={onRefused} onType={onType} />;
    case 'html':
      return <HtmlView source={source} part={state.part} type={state.type} />;
    case 'json':
    case 'text':
      return <TextView source={source} part={state.part} json={state.kind === 'json'} />;
    case 'other':
      return <p className={styles['remark']}>There is no preview for this kind of object. Download it instead.</p>;
  }
};
