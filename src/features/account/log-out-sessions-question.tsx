import { failureCopy } from '#api/failure-copy.ts';
import type { Session } from '#contract/account.ts';
import { count } from '#lib/count.ts';
import { Question } from '#ui/question.tsx';
import { useToast } from '#ui/toast.tsx';
import { deviceOf } from './device.ts';
import { useRevokeSessions } from './queries.ts';

interface LogOutSessionsQuestionProps {
  /** one of them, or all that are not this one */
  readonly ended: Session | { readonly others: number };
  readonly onClose: () => void;
}

/** Asks before sessions end elsewhere, as their browsers lose what they keep. */
export const LogOutSessionsQuestion = ({ ended, onClose }: LogOutSessionsQuestionProps) => {
  const revoke = useRevokeSessions();
  const toast = useToast();
  const what = 'others' in ended ? count(ended.others, 'other session') : deviceOf(ended.user_agent);

  const confirm = (): void =>
    revoke.mutate('others' in ended ? { all_others: true } : { sessions: [ended.id] }, {
      onSuccess: () => {
        onClose();
        toast(`Logged out ${what}`);
      },
    });

  return (
    <Question
      title={`Log out ${what}?`}
      tone="danger"
      confirmLabel="Log out"
      pending={revoke.isPending}
      error={revoke.error === null ? undefined : failureCopy(revoke.error)}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {'others' in ended
        ? 'Whoever uses them has to log in again. Cloud access keys that are kept in those browsers are removed. '
        : 'Whoever uses it has to log in again. Cloud access keys that are kept in that browser are removed. '}
      Programs with a key go on.
    </Question>
  );
};
