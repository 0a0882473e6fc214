import { useRef, useState, type MouseEvent } from 'react';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { Button } from '#ui/button.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { useFreshAddress } from '#ui/use-fresh-address.ts';
import type { BytesRead } from '#lib/bytes-read.ts';
import { countedBody, totalOf } from '#api/count-bytes.ts';
import { Reading } from '#ui/reading.tsx';
import type { Source } from './source.ts';

interface DownloadProps {
  readonly source: Source;
  readonly onRefused: (verdict: ReadVerdict) => void;
}

/** Saves the object: by an address that may be given away, else through the page, so that no secret that outlives it enters the list of downloads. */
export const Download = (props: DownloadProps) =>
  props.source.secret === undefined ? <DownloadLink source={props.source} /> : <DownloadThrough {...props} />;

/** In a tab of its own, because a refusal would be a page in place of this one. Signed at each press. */
const DownloadLink = ({ source }: Pick<DownloadProps, 'source'>) => {
  const { address } = useFreshAddress(source, false, true);
  const sign = ({ currentTarget }: MouseEvent<HTMLAnchorElement>): void => void (currentTarget.href = source.sign(Date.now(), true));
  return (
    <TextLink href={address} target="_blank" rel="noreferrer" onClick={sign} onAuxClick={sign}>
      Download
    </TextLink>
  );
};

const DownloadThrough = ({ source, onRefused }: DownloadProps) => {
  const [read, setRead] = useState<BytesRead>();
  const stop = useRef<AbortController>(undefined);

  const save = async (signal: AbortSignal): Promise<void> => {
    const answer = await source.read(signal);
    if (!answer.ok) return onRefused(answer.verdict);
    const total = totalOf(answer.response);
    // a blob grows outside the page's memory
    saveBlob(await countedBody(answer.response, signal, (bytes) => setRead({ bytes, total })).blob(), source.name);
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

const saveBlob = (blob: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};
