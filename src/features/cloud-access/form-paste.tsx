import { Suspense } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import type { Candidate } from './paste-model.ts';

const PastePanel = lazily(() => import('./paste-panel.tsx').then((file) => file.PastePanel));

interface FormPasteProps {
  /** what was pasted into a field; empty: not yet; undefined: closed */
  readonly text: string | undefined;
  readonly onText: (text: string | undefined) => void;
  readonly rows: readonly CloudRow[];
  readonly several: boolean;
  readonly onTake: (taken: readonly Candidate[]) => void;
}

/** The way to fill a form by pasting. */
export const FormPaste = ({ text, onText, rows, several, onTake }: FormPasteProps) => (
  <div>
    <Disclosure
      summary="Paste keys, a SAS URL or a configuration"
      open={text !== undefined}
      onToggle={(open) => onText(open ? '' : undefined)}
    >
      {text !== undefined && (
        <Suspense fallback={<Skeleton label="Opening" lines={3} />}>
          <PastePanel key={text} text={text} rows={rows} several={several} onTake={onTake} onDiscard={() => onText(undefined)} />
        </Suspense>
      )}
    </Disclosure>
  </div>
);
