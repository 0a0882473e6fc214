import { count } from '#lib/count.ts';
import { labelOf } from '#lib/key-label.ts';
import styles from './key-list.module.css';
import { Time } from './time.tsx';
import { useWorking } from './use-working.ts';

interface Key {
  readonly access_key: string;
  readonly label?: string | undefined;
  readonly last_used?: string | null | undefined;
  readonly last_used_from?: string | null | undefined;
  readonly expires?: string | undefined;
  readonly read_only?: boolean | undefined;
}

/** "last used 3 minutes ago from train-box-3", or "never used". */
export const LastUse = ({ credential: { last_used, last_used_from } }: { readonly credential: Key }) =>
  last_used === undefined || last_used === null ? (
    'never used'
  ) : (
    <>
      last used <Time value={last_used} />
      {last_used_from === undefined || last_used_from === null ? '' : ` from ${last_used_from}`}
    </>
  );

/** What a key is called, whose it is where that is news (`owner`, a name), what limits it, and when and from where it was last used. */
export const KeyFacts = ({ credential, owner }: { readonly credential: Key; readonly owner?: string | undefined }) => {
  const { access_key, expires, read_only } = credential;
  const label = labelOf(credential);
  const works = useWorking([credential]).length > 0;
  return (
    <>
      {label === undefined ? <code className={styles['key']}>{access_key}</code> : <strong>{label}</strong>}
      {owner === undefined ? ', ' : ` of ${owner}, `}
      {read_only === true && 'read-only, '}
      {expires !== undefined && (
        <>
          {works ? 'expires' : 'expired'} <Time value={expires} />
          {', '}
        </>
      )}
      <LastUse credential={credential} />
    </>
  );
};

interface KeyListProps<Listed extends Key> {
  readonly credentials: readonly Listed[];
  readonly ownerOf?: ((credential: Listed) => string) | undefined;
}

/** Keys that stop working, in a question about it, and below them those that have expired before. */
export const KeyList = <Listed extends Key>({ credentials, ownerOf }: KeyListProps<Listed>) => {
  const working = useWorking(credentials);
  const over = credentials.filter((credential) => !working.includes(credential));
  return (
    <>
      {working.length > 0 && <Keys credentials={working} ownerOf={ownerOf} />}
      {over.length > 0 && (
        <>
          <p>
            {count(over.length, 'key')} {over.length === 1 ? 'has' : 'have'} expired already:
          </p>
          <Keys credentials={over} ownerOf={ownerOf} />
        </>
      )}
    </>
  );
};

const Keys = <Listed extends Key>({ credentials, ownerOf }: KeyListProps<Listed>) => (
  <ul className={styles['keys']}>
    {credentials.map((credential) => (
      <li key={credential.access_key}>
        <KeyFacts credential={credential} owner={ownerOf?.(credential)} />
      </li>
    ))}
  </ul>
);
