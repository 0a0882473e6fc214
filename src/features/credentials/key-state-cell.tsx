import type { auth } from '#contract/index.ts';
import { Badge } from '#ui/badge.tsx';
import styles from './credentials.module.css';
import { refusedText, stateNames, type KeyState } from './key-state.ts';

const tones = {
  expired: 'danger',
  rotating_out: 'warning',
  expiring_soon: 'warning',
  stale: 'warning',
  never_used: 'neutral',
  active: 'neutral',
} as const;

/** Where a key is in its life, what takes its place, and who still tries it after its end. */
export const KeyStateCell = ({ credential, state }: { readonly credential: auth.Credential; readonly state: KeyState }) => (
  <span className={styles['facts']}>
    <Badge tone={tones[state]}>{stateNames[state]}</Badge>
    {credential.rotated_to !== undefined && (
      <span className={styles['note']}>
        to <code className={styles['key']}>{credential.rotated_to}</code>
      </span>
    )}
    {credential.refused !== undefined && <span className={styles['note']}>{refusedText(credential.refused)}</span>}
  </span>
);
