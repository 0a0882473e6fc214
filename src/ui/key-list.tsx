import styles from './key-list.module.css';
import { Time } from './time.tsx';

interface Key {
  readonly access_key: string;
  readonly label?: string | undefined;
  readonly last_used?: string | null | undefined;
  readonly last_used_from?: string | null | undefined;
}

/** What a key is called, whose it is where that is news (`owner`, a name), and when and from where it was last used. */
export const KeyFacts = ({ credential, owner }: { readonly credential: Key; readonly owner?: string | undefined }) => {
  const { access_key, label, last_used, last_used_from } = credential;
  return (
    <>
      {label === undefined ? <code className={styles['key']}>{access_key}</code> : <strong>{label}</strong>}
      {owner === undefined ? ', ' : ` of ${owner}, `}
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
};

interface KeyListProps<Listed extends Key> {
  readonly credentials: readonly Listed[];
  readonly ownerOf?: ((credential: Listed) => string) | undefined;
}

/** Keys that stop working, in a question about it. */
export const KeyList = <Listed extends Key>({ credentials, ownerOf }: KeyListProps<Listed>) => (
  <ul className={styles['keys']}>
    {credentials.map((credential) => (
      <li key={credential.access_key}>
        <KeyFacts credential={credential} owner={ownerOf?.(credential)} />
      </li>
    ))}
  </ul>
);
