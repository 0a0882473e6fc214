import { AlertDialog } from '@base-ui/react/alert-dialog';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import styles from './dialog.module.css';
import { useFinalFocus } from './final-focus.ts';
import { Notice } from './notice.tsx';
import question from './question.module.css';
import { topmostDialog } from './topmost.ts';

interface QuestionProps {
  readonly title: string;
  /** what it will do and break */
  readonly children: ReactNode;
  /** the verb of the title */
  readonly confirmLabel: string;
  readonly cancelLabel?: string | undefined;
  readonly tone?: 'danger' | 'normal' | undefined;
  /** the answer is being carried out; it cannot be left meanwhile */
  readonly pending?: boolean | undefined;
  readonly error?: string | undefined;
  readonly confirmDisabled?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something is done. The focus starts on the way out. */
export const Question = ({ title, children, confirmLabel, cancelLabel = 'Cancel', tone = 'normal', ...answer }: QuestionProps) => {
  const { pending = false, error, confirmDisabled = false, onConfirm, onCancel } = answer;
  const cancel = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const finalFocus = useFinalFocus();

  return (
    <CSPProvider disableStyleElements>
      <AlertDialog.Root open onOpenChange={() => !pending && topmostDialog() === popup.current && onCancel()}>
        <AlertDialog.Portal>
          <AlertDialog.Backdrop className={styles['backdrop']} />
          <AlertDialog.Popup ref={popup} className={classes(styles['popup'], styles['s'])} initialFocus={cancel} finalFocus={finalFocus}>
            <header className={styles['header']}>
              <AlertDialog.Title className={styles['title']}>{title}</AlertDialog.Title>
            </header>
            <AlertDialog.Description className={styles['body']} render={<div />}>
              {children}
            </AlertDialog.Description>
            {error !== undefined && (
              <div className={question['error']}>
                <Notice tone="danger">{error}</Notice>
              </div>
            )}
            <footer className={styles['footer']}>
              <Button ref={cancel} aria-disabled={pending} onClick={() => !pending && onCancel()}>
                {cancelLabel}
              </Button>
              <Button
                variant={tone === 'danger' ? 'danger' : 'primary'}
                pending={pending}
                aria-disabled={confirmDisabled}
                onClick={() => !confirmDisabled && onConfirm()}
              >
                {confirmLabel}
              </Button>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </CSPProvider>
  );
};
