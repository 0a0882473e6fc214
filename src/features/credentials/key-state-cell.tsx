import type { auth } from '#contract/index.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import styles from './credentials.module.css';
import { refusedText, stateNames, type KeyState } from './key-state.ts';
import { telling } from './model.ts';

const tones = {
  expired: 'danger',
  rotating_out: 'warning',
  expiring_soon: 'warning',
  stale: 'warning',
  never_used: 'neutral',
  active: 'success',
} as const;

interface KeyStateCellProps {
  readonly credential: auth.Credential;
  /** tells it from the others */
  readonly name: string;
  readonly state: KeyState;
  /** it is to end before its overlap with the next one does */
  readonly onEnd: () => void;
}

/** Where a key is in its life, what takes its place, and who still tries it after its end. */
export const KeyStateCell = ({ credential, name, state, onEnd }: KeyStateCellProps) => (
  <span className={styles['facts']}>
    <Badge tone={tones[state]}>{stateNames[state]}</Badge>
    {credential.rotated_to !== undefined && (
      <span className={styles['note']}>
        to <code>{credential.rotated_to.slice(0, telling)}…</code>
      </span>
    )}
    {state === 'rotating_out' && (
      <Button size="s" aria-label={`End now ${name}`} onClick={onEnd}>
        End now
      </Button>
    )}
    {credential.refused !== undefined && <span className={styles['note']}>{refusedText(credential.refused)}</span>}
  </span>
);
