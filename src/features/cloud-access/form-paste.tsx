import { Suspense, useRef, useState } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import type { Candidate } from './paste-model.ts';

const PastePanel = lazily(() => import('./paste-panel.tsx').then((file) => file.PastePanel));

interface FormPasteProps {
  /** what was pasted into a field; empty: not yet; undefined: closed */
  readonly text: string | undefined;
  readonly onText: (text: string | undefined) => void;
  readonly onRecognised: (recognised: boolean) => void;
  readonly rows: readonly CloudRow[];
  readonly several: boolean;
  readonly onTake: (taken: readonly Candidate[]) => void;
}

/** The way to fill a form by pasting. What was typed there stays while it is closed. */
export const FormPaste = ({ text, onText, onRecognised, rows, several, onTake }: FormPasteProps) => {
  const draft = useRef('');
  const [typed, setTyped] = useState(false);
  useUnsavedGuard(typed);
  const type = (next: string): void => {
    draft.current = next;
    setTyped(next !== '');
  };

  return (
    <div>
      <Disclosure
        summary="Paste keys, a SAS URL or a configuration"
        open={text !== undefined}
        onToggle={(open) => onText(open ? '' : undefined)}
      >
        {text !== undefined && (
          <Suspense fallback={<Skeleton label="Opening" lines={3} />}>
            <PastePanel
              key={text}
              text={text}
              draft={draft}
              onType={type}
              onRecognised={onRecognised}
              rows={rows}
              several={several}
              onTake={(taken) => {
                type('');
                onTake(taken);
              }}
              onCancel={() => {
                type('');
                onText(undefined);
              }}
            />
          </Suspense>
        )}
      </Disclosure>
    </div>
  );
};
