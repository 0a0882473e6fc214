import type { auth } from '#contract/index.ts';
import { keyName } from '#lib/key-label.ts';
import { Notice } from '#ui/notice.tsx';
import { Time } from '#ui/time.tsx';
import styles from './credentials.module.css';
import { refusedText } from './key-state.ts';

/** Revoked keys that some program still logs in with. */
export const EndedCredentials = ({ credentials }: { readonly credentials: readonly auth.EndedCredential[] }) => (
  <Notice tone="warning" title="Revoked keys that are still tried">
    <ul className={styles['ended']}>
      {credentials.map((credential) => (
        <li key={credential.access_key}>
          {keyName(credential)}
          {keyName(credential) !== credential.access_key && (
            <>
              {' '}
              (<code className={styles['key']}>{credential.access_key}</code>)
            </>
          )}
          , revoked <Time value={credential.ended} />: {refusedText(credential.refused)} <Time value={credential.refused.last} />
        </li>
      ))}
    </ul>
  </Notice>
);
