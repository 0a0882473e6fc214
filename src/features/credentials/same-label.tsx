import type { auth } from '#contract/index.ts';
import { number } from '#lib/count.ts';
import { Status } from '#ui/status.tsx';
import styles from './credentials.module.css';
import { labelToSend } from './model.ts';

interface SameLabelProps {
  /** as it is typed */
  readonly label: string | null | undefined;
  readonly credentials: readonly auth.Credential[];
}

/** What a label is for; and, where another key has the typed one, which. That is allowed. */
export const SameLabel = ({ label, credentials }: SameLabelProps) => {
  const typed = labelToSend(label)?.toLowerCase();
  const others = credentials.filter((other) => typed !== undefined && labelToSend(other.label)?.toLowerCase() === typed);
  const [first] = others;
  return (
    <>
      {first === undefined && 'Optional: where you will use it, so that you know it again.'}
      <Status>
        {first !== undefined && (
          <span className={styles['warned']}>
            {others.length === 1 ? (
              <>
                Your key <code className={styles['key']}>{first.access_key}</code> has this label already
              </>
            ) : (
              `${number(others.length)} of your keys have this label already`
            )}
            : you will not know one from the other by it.
          </span>
        )}
      </Status>
    </>
  );
};
