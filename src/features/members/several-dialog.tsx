import { useState } from 'react';
import { failureOf } from '#api/api-error.ts';
import { failureCopy } from '#api/failure-copy.ts';
import { useMany, type Course } from '#api/use-many.ts';
import type { organization } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { useToast } from '#ui/toast.tsx';
import { Counted } from './counted.tsx';
import type { Job } from './member-dialog.ts';
import styles from './members.module.css';
import { useRefreshMembers } from './queries.ts';
import { SeveralQuestion } from './several-question.tsx';
import { jobCopy } from './several.ts';

type Member = organization.Member;

interface SeveralDialogProps {
  readonly workspace: organization.Workspace;
  readonly job: Job;
  readonly members: readonly Member[];
  /** those it was done to, and those who are no members any more */
  readonly onDone: (done: readonly Member[]) => void;
  readonly onClose: () => void;
}

/** Does one thing to several members: asks once, shows how far it has come, and says who was refused and why. */
export const SeveralDialog = ({ workspace, job, members: chosen, onDone, onClose }: SeveralDialogProps) => {
  const removal = useMany('organization.remove_member', workspace.id);
  const change = useMany('organization.set_member_role', workspace.id);
  const { course, cancel } = job.kind === 'remove' ? removal : change;
  const refresh = useRefreshMembers();
  const toast = useToast();
  /** those it is done to */
  const [members, setMembers] = useState(chosen);
  const copy = jobCopy(job, members.length);

  const cancelQuestion = (gone: readonly Member[]): void => {
    if (gone.length > 0) {
      onDone(gone);
      refresh();
    }
    onClose();
  };
  const confirm = async (present: readonly Member[], gone: readonly Member[]): Promise<void> => {
    setMembers(present);
    const { done, refused } = await (job.kind === 'remove'
      ? removal.start(present.map(({ id }) => ({ user: id })))
      : change.start(present.map(({ id }) => ({ user: id, role: job.role }))));
    const through = present.filter((_, place) => done.includes(place) || failureOf(refused.get(place)) === 'invalid_user_id');
    onDone([...through, ...gone]);
    if (done.length < present.length) return;
    onClose();
    toast(copy.done(done.length));
  };

  if (course.state === 'waiting') {
    return (
      <SeveralQuestion
        workspace={workspace}
        job={job}
        members={chosen}
        onConfirm={(...those) => void confirm(...those)}
        onCancel={cancelQuestion}
      />
    );
  }
  const ended = course.state === 'ended';
  return (
    <Dialog
      title={copy.title}
      size="s"
      dismissable={ended}
      onClose={onClose}
      footer={
        <Button variant={ended ? 'primary' : 'secondary'} onClick={ended ? onClose : cancel}>
          {ended ? 'Close' : 'Cancel'}
        </Button>
      }
    >
      {ended ? (
        <Outcome course={course} members={members} said={copy.done(course.done.length)} />
      ) : (
        <Counted label={copy.title} done={course.done.length + course.refused.size} total={members.length} />
      )}
    </Dialog>
  );
};

interface OutcomeProps {
  readonly course: Course;
  readonly members: readonly Member[];
  readonly said: string;
}

/** What became of it where it was not done to all. */
const Outcome = ({ course: { done, refused }, members, said }: OutcomeProps) => {
  const left = members.length - done.length - refused.size;
  return (
    <>
      <p role="status">{said}.</p>
      {refused.size > 0 && (
        <Notice tone="danger" title={`${count(refused.size, 'member')} refused`}>
          <ul className={styles['keys']}>
            {[...refused].map(([place, error]) => (
              <li key={place}>
                <strong>{members[place]?.name}</strong>:{' '}
                {failureOf(error) === 'invalid_user_id' ? 'No longer a member.' : failureCopy(error)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {left > 0 && <p>It was cancelled: {count(left, 'member')} stayed as before.</p>}
    </>
  );
};
