import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { readBlob } from '#api/read-blob.ts';
import type { BytesRead } from '#lib/bytes-read.ts';
import { canRun } from '#lib/content-kind.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { Button } from '#ui/button.tsx';
import { Reading } from '#ui/reading.tsx';
import { saveFile } from '#ui/save-file.ts';
import { TextLink } from '#ui/text-link.tsx';
import { useFreshAddress } from '#ui/use-fresh-address.ts';
import styles from './preview.module.css';
import type { Source } from './source.ts';

interface DownloadProps {
  readonly source: Source;
  /** its Content-Type, once it is known */
  readonly type: string;
  readonly onRefused: (verdict: ReadVerdict) => void;
}

/**
 * Saves the object. By a link only where its address may be given away, asks for a download, and would be no page if the storage overheard
 * that; else through the page: no secret enters the list of downloads, and no script runs in a tab of its own. What lies at an address of
 * the web is left to the browser where the page may not read it.
 */
export const Download = ({ source, type, onRefused }: DownloadProps) => {
  const [closed, setClosed] = useState<Source>();
  const runs = canRun(source.name, type);
  if (source.place !== undefined && source.secret === undefined && !runs) return <DownloadLink source={source} />;
  if (closed === source && !runs) {
    return (
      <>
        <span className={styles['remark']}>This page may not read it, so the browser opens it by itself.</span>
        <DownloadLink source={source} />
      </>
    );
  }
  const isLeft = source.place === undefined && !runs;
  return <DownloadThrough source={source} onRefused={isLeft ? () => setClosed(source) : onRefused} />;
};

/** In a tab of its own, because a refusal would be a page in place of this one. Signed at each press. */
const DownloadLink = ({ source }: Pick<DownloadProps, 'source'>) => {
  const { address } = useFreshAddress(source, true);
  const sign = ({ currentTarget }: MouseEvent<HTMLAnchorElement>): void => void (currentTarget.href = source.sign(Date.now(), true));
  return (
    <TextLink href={address} download={source.name} target="_blank" rel="noreferrer" onClick={sign} onAuxClick={sign}>
      Download
    </TextLink>
  );
};

const DownloadThrough = ({ source, onRefused }: Omit<DownloadProps, 'type'>) => {
  const [read, setRead] = useState<BytesRead>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const save = async (signal: AbortSignal): Promise<void> => {
    const answer = await source.read(signal);
    if (!answer.ok) return onRefused(answer.verdict);
    const blob = await readBlob(answer.response, Number.POSITIVE_INFINITY, signal, setRead);
    if (blob !== undefined) saveFile(source.name, blob);
  };
  const start = (): void => {
    const { signal } = (stop.current = new AbortController());
    setRead({ bytes: 0, total: undefined });
    void save(signal)
      .catch(() => signal.aborted || onRefused({ name: 'broken_off' }))
      .finally(() => setRead(undefined));
  };
  if (read !== undefined) return <Reading label={`Downloading ${source.name}`} read={read} onCancel={() => stop.current?.abort()} />;
  return (
    <Button size="s" onClick={start}>
      Download
    </Button>
  );
};
