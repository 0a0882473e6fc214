import type { organization, ResponseOf } from '#contract/index.ts';
import { Time } from '#ui/time.tsx';
import styles from './members.module.css';

type Key = ResponseOf<typeof organization.getDepartureImpact>['credentials'][number];

/** What a key is called, and when and from where it was last used. */
export const KeyFacts = ({ credential: { access_key, label, last_used, last_used_from } }: { readonly credential: Key }) => (
  <>
    {label === undefined ? <code className={styles['key']}>{access_key}</code> : <strong>{label}</strong>}
    {', '}
    {last_used === undefined || last_used === null ? (
      'never used'
    ) : (
      <>
        last used <Time value={last_used} />
        {last_used_from === undefined || last_used_from === null ? '' : ` from ${last_used_from}`}
      </>
    )}
  </>
);
