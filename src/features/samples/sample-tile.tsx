import { useMemo } from 'react';
import { base } from '#api/base.ts';
import { previewAddress } from '#api/preview-address.ts';
import { bucketAddress, type BucketPlace } from '#lib/used-buckets.ts';
import { withoutSecrets } from '#lib/without-secrets.ts';
import { TextLink } from '#ui/text-link.tsx';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';
import { viewOf, type Access, type Sample } from './model.ts';
import { SampleMedia } from './sample-media.tsx';
import styles from './samples.module.css';

/** One sample with what it is, and the way to Preview. */
export const SampleTile = ({ sample, access: { rows, filesServer, now } }: { readonly sample: Sample; readonly access: Access }) => {
  const view = useMemo(() => viewOf(sample.url, { rows, filesServer, now }, location), [sample.url, rows, filesServer, now]);
  const name = sample.variant || fileName(sample.url);
  const of = `${sample.metric === '' ? '' : `${sample.metric}, `}iteration ${sample.iter}`;
  return (
    <figure className={styles['tile']}>
      <div className={styles['frame']}>
        {view.kind === 'no_row' && <NoKey place={view.place} />}
        {view.kind === 'refused' && <p className={styles['word']}>{view.word}</p>}
        {view.kind === 'other' && <p className={styles['word']}>{fileName(sample.url)}</p>}
        {(view.kind === 'picture' || view.kind === 'video' || view.kind === 'audio') && <SampleMedia view={view} name={`${name}, ${of}`} />}
      </div>
      <figcaption className={styles['caption']}>
        <TextLink href={previewAddress(withoutSecrets(sample.url))}>{name}</TextLink>
        <span className={styles['of']}>{of}</span>
      </figcaption>
    </figure>
  );
};

const NoKey = ({ place }: { readonly place: BucketPlace }) => (
  <p className={styles['word']}>
    No key for {bucketAddress(place)}.{' '}
    <TextLink href={`${base}profile?${new URLSearchParams({ ...place }).toString()}#cloud-access`}>
      Add one<VisuallyHidden> for {bucketAddress(place)}</VisuallyHidden>
    </TextLink>
  </p>
);

const fileName = (url: string): string =>
  url
    .replace(/[?#].*$/s, '')
    .split('/')
    .at(-1) ?? url;
