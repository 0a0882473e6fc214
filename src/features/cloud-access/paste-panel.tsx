import { useEffect, useState, type ClipboardEvent, type RefObject } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { readPaste } from '#lib/row-paste.ts';
import { Button } from '#ui/button.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './cloud-access.module.css';
import { understood } from './paste-copy.ts';
import type { Candidate } from './paste-model.ts';
import { PastedRows } from './pasted-rows.tsx';

interface PastePanelProps {
  /** what was pasted already, into a field */
  readonly text: string;
  /** what was typed here before; beside React, which would write it into the document */
  readonly draft: RefObject<string>;
  readonly onType: (text: string) => void;
  readonly onRecognised: (recognised: boolean) => void;
  readonly rows: readonly CloudRow[];
  readonly several: boolean;
  readonly onTake: (taken: readonly Candidate[]) => void;
  readonly onCancel: () => void;
}

/** Reads rows out of a text. What is pasted does not enter the document: it is read at once, and what was recognised is shown. */
export const PastePanel = ({ text, draft, onType, onRecognised, rows, several, onTake, onCancel }: PastePanelProps) => {
  const [pasted, setPasted] = useState(() => (text === '' ? undefined : readPaste(text)));
  const recognised = pasted !== undefined && pasted.rows.length + pasted.notes.length > 0;
  useUnsavedGuard(recognised);
  const hasRows = pasted !== undefined && pasted.rows.length > 0;
  useEffect(() => {
    onRecognised(hasRows);
    return () => onRecognised(false);
  }, [hasRows, onRecognised]);

  const paste = (event: ClipboardEvent): void => {
    event.preventDefault();
    // the form around has an ear for pasted text too
    event.stopPropagation();
    setPasted(readPaste(event.clipboardData.getData('text')));
  };

  if (recognised) return <PastedRows pasted={pasted} rows={rows} several={several} onTake={onTake} onCancel={onCancel} />;
  return (
    <div className={styles['inline']}>
      <TextArea
        ref={(area) => {
          if (area !== null) area.value = draft.current;
        }}
        label="Text with keys"
        mono
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={understood}
        error={pasted !== undefined ? 'Nothing in it is understood.' : undefined}
        onChange={({ target }) => onType(target.value)}
        onPaste={paste}
      />
      <div className={styles['buttons']}>
        <Button onClick={() => setPasted(readPaste(draft.current))}>Read the text</Button>
      </div>
    </div>
  );
};
