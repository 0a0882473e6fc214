import { Check, Copy } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { copyText } from './clipboard.ts';
import styles from './copy-button.module.css';
import { IconButton } from './icon-button.tsx';
import { Status } from './status.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** its accessible name */
  readonly label: string;
  /** what stands in it; else an icon */
  readonly children?: ReactNode;
  readonly onCopied?: (() => void) | undefined;
  /** it is what most came for; only with a text in it */
  readonly primary?: boolean | undefined;
  /** why it cannot be pressed */
  readonly reason?: string | undefined;
}

/** Copies a text, and says whether that worked. */
export const CopyButton = ({ text, label, children, onCopied, primary = false, reason }: CopyButtonProps) => {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');

  useEffect(() => {
    if (outcome !== 'copied') return undefined;
    const timer = setTimeout(() => setOutcome('none'), 2500);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async (): Promise<void> => {
    const copied = await copyText(text);
    setOutcome(copied ? 'copied' : 'refused');
    if (copied) onCopied?.();
  };

  const icon =
    outcome === 'copied' ? <Check aria-hidden="true" className={primary ? undefined : styles['done']} /> : <Copy aria-hidden="true" />;
  return (
    <span className={styles['copy']}>
      {children === undefined ? (
        <IconButton label={label} icon={icon} reason={reason} onClick={() => void copy()} />
      ) : (
        <Button variant={primary ? 'primary' : undefined} aria-label={label} icon={icon} reason={reason} onClick={() => void copy()}>
          <span className={classes(styles['words'], outcome === 'copied' && styles['copied'])}>
            <span>{children}</span>
          </span>
        </Button>
      )}
      <Status>
        {outcome === 'copied' && <VisuallyHidden>Copied</VisuallyHidden>}
        {outcome === 'refused' && 'The browser refused to copy: select the text and copy it by keyboard.'}
      </Status>
    </span>
  );
};
