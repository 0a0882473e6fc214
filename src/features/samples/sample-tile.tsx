import { useMemo, useState } from 'react';
import { base } from '#api/base.ts';
import { previewAddress } from '#api/preview-address.ts';
import { bucketAddress, type BucketPlace } from '#lib/used-buckets.ts';
import { hasUserInfo, withoutSecrets } from '#lib/without-secrets.ts';
import { Button } from '#ui/button.tsx';
import { Media } from '#ui/media.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';
import { viewOf, type Access, type Sample, type View, type Why } from './model.ts';
import styles from './samples.module.css';

/** One sample with what it is, and the way to Preview. */
export const SampleTile = ({ sample, access }: { readonly sample: Sample; readonly access: Access }) => {
  const name = sample.variant || fileName(sample.url);
  const of = `${sample.metric === '' ? '' : `${sample.metric}, `}iteration ${sample.iter}`;
  return (
    <figure className={styles['tile']}>
      <div className={styles['frame']}>
        <Shown url={sample.url} access={access} name={`${name}, ${of}`} />
      </div>
      <figcaption className={styles['caption']}>
        {hasUserInfo(sample.url) ? <span>{name}</span> : <TextLink href={previewAddress(withoutSecrets(sample.url))}>{name}</TextLink>}
        <span className={styles['of']}>{of}</span>
      </figcaption>
    </figure>
  );
};

interface ShownProps {
  readonly url: string;
  readonly access: Access;
  readonly name: string;
}

const Shown = ({ url, access, name }: ShownProps) => {
  const view = useMemo(() => viewOf(url, access, location), [url, access]);
  const [refused, setRefused] = useState<{ readonly view: View; readonly why: Why }>();
  if (refused?.view === view) {
    return 'unkeyed' in view && view.unkeyed !== undefined ? (
      <NoKey place={view.unkeyed} />
    ) : (
      <Refused {...refused.why} name={name} onRetry={() => setRefused(undefined)} />
    );
  }
  switch (view.kind) {
    case 'no_row':
      return <NoKey place={view.place} />;
    case 'refused':
      return <p className={styles['word']}>{view.word}</p>;
    case 'other':
      return <p className={styles['word']}>{fileName(url)}</p>;
    default: {
      const className = styles[view.kind === 'audio' ? 'sound' : 'media'];
      return (
        <Media
          lazy
          kind={view.kind}
          source={view.source}
          name={name}
          className={className}
          onRefused={(why) => setRefused({ view, why })}
        />
      );
    }
  }
};

const Refused = ({ word, passing, name, onRetry }: Why & { readonly name: string; readonly onRetry: () => void }) => (
  <div className={styles['refused']}>
    <p className={styles['word']}>{word}</p>
    {passing && (
      <Button size="s" onClick={onRetry}>
        Retry <VisuallyHidden>{name}</VisuallyHidden>
      </Button>
    )}
  </div>
);

const NoKey = ({ place }: { readonly place: BucketPlace }) => (
  <p className={styles['word']}>
    No key for {bucketAddress(place)}.{' '}
    <TextLink href={`${base}profile?${new URLSearchParams({ ...place }).toString()}#cloud-access`}>
      Add one<VisuallyHidden> for {bucketAddress(place)}</VisuallyHidden>
    </TextLink>
  </p>
);

const fileName = (url: string): string =>
  withoutSecrets(url)
    .replace(/[?#].*$/s, '')
    .split('/')
    .at(-1) ?? url;
