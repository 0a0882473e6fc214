import { Square, SquareCheck } from 'lucide-react';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import styles from './credentials.module.css';

/** What becomes of the secret: `shown` and nowhere else yet, `refused` after an attempt to close, `kept` by whoever looks at it. */
export type SecretState = 'shown' | 'refused' | 'kept';

interface SecretFooterProps {
  readonly secret: SecretState;
  readonly onKept: () => void;
  readonly onClose: () => void;
}

/** The ways out of the dialog with the secret. */
export const SecretFooter = ({ secret, onKept, onClose }: SecretFooterProps) => (
  <>
    {secret === 'refused' && (
      <div className={styles['refusal']}>
        <Notice tone="danger" title="The secret key would be lost">
          Copy it or the snippet, download the file, or say “I saved it”; then this can be closed.
        </Notice>
      </div>
    )}
    <Button
      aria-pressed={secret === 'kept'}
      icon={secret === 'kept' ? <SquareCheck aria-hidden="true" /> : <Square aria-hidden="true" />}
      onClick={onKept}
    >
      I saved it
    </Button>
    <Button onClick={onClose}>Close</Button>
  </>
);
