import { useState } from 'react';
import { readWeb } from '#api/read-object.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { Button } from '#ui/button.tsx';
import { TextLink } from '#ui/text-link.tsx';
import type { Source } from './source.ts';

interface DownloadProps {
  readonly source: Source;
  readonly onRefused: (verdict: ReadVerdict) => void;
}

/** Saves the object: by its short-lived address, else through the page, so that no long-lived signature enters the list of downloads. */
export const Download = ({ source, onRefused }: DownloadProps) => {
  const [pending, setPending] = useState(false);
  if (source.download !== undefined) {
    // in a tab of its own, because a refusal would be a page in place of this one
    return (
      <TextLink href={source.download} target="_blank" rel="noreferrer">
        Download
      </TextLink>
    );
  }

  const save = async (): Promise<void> => {
    setPending(true);
    const answer = await readWeb(source.address, AbortSignal.timeout(600_000));
    if (answer.ok) saveBlob(await answer.response.blob(), source.name);
    else onRefused(answer.verdict);
  };
  return (
    <Button
      size="s"
      pending={pending}
      onClick={() =>
        void save()
          .catch(() => onRefused({ name: 'broken_off' }))
          .finally(() => setPending(false))
      }
    >
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
