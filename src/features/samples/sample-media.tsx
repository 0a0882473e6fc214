import { useState } from 'react';
import { readRow } from '#api/read-object.ts';
import { verdictCopy } from '#lib/read-verdict-copy.ts';
import { signedAddress } from '#lib/signed-address.ts';
import type { View } from './model.ts';
import styles from './samples.module.css';

interface SampleMediaProps {
  readonly view: Extract<View, { readonly address: string }>;
  readonly name: string;
}

/**
 * A picture, video or sound by the browser's own elements, which need no CORS and send the cookie of ClearML's file server. What has been
 * loaded, or is playing, keeps its address when links are made anew. What only shows as an error is read again to find out why, and shown where
 * that found how to sign.
 */
export const SampleMedia = ({ view: { kind, address: fresh, signed }, name }: SampleMediaProps) => {
  const [kept, setKept] = useState<string>();
  const [refused, setRefused] = useState<{ readonly address: string; readonly word: string }>();
  const [found, setFound] = useState<string>();
  const address = kept ?? found ?? fresh;
  if (refused?.address === fresh) return <p className={styles['word']}>{refused.word}</p>;

  const ask = async (): Promise<string | undefined> => {
    if (signed === undefined) return 'Does not load';
    const wanted = { what: 'object', bucket: signed.bucket, key: signed.key } as const;
    const answer = await readRow(signed.row, wanted, AbortSignal.timeout(30_000));
    if (!answer.ok) return verdictCopy(answer.verdict, location.origin).title;
    void answer.response.body?.cancel();
    if (answer.row === signed.row || found !== undefined) return 'Damaged, or of a kind that this browser does not know';
    setFound(signedAddress(answer.row, wanted, Date.now()));
    return undefined;
  };
  const fail = (): void => {
    setKept(undefined);
    if (address !== (found ?? fresh)) return; // an address that ended: the fresh one is tried
    void ask()
      .catch(() => 'No answer')
      .then((word) => word !== undefined && setRefused({ address: fresh, word }));
  };
  const shared = { src: address, onError: fail };
  const playing = { controls: true, 'aria-label': name, onPlay: () => setKept(address), onPause: () => setKept(undefined) };
  switch (kind) {
    case 'picture':
      return (
        <img
          {...shared}
          className={styles['media']}
          alt={name}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onLoad={() => setKept(address)}
        />
      );
    case 'video':
      return <video {...shared} {...playing} className={styles['media']} preload="metadata" />;
    case 'audio':
      return <audio {...shared} {...playing} className={styles['sound']} preload="none" />;
  }
};
