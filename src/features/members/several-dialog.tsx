import { failureCopy } from '#api/failure-copy.ts';
import { useMany, type Course } from '#api/use-many.ts';
import { organization } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { Question } from '#ui/question.tsx';
import { useToast } from '#ui/toast.tsx';
import { Counted } from './counted.tsx';
import type { Job } from './member-dialog.ts';
import styles from './members.module.css';
import { jobCopy, keysLost, namesOf } from './several.ts';

type Member = organization.Member;

interface SeveralDialogProps {
  readonly workspace: organization.Workspace;
  readonly job: Job;
  readonly members: readonly Member[];
  /** those it was done to */
  readonly onDone: (done: readonly Member[]) => void;
  readonly onClose: () => void;
}

/** Does one thing to several members: asks once, shows how far it has come, and says who was refused and why. */
export const SeveralDialog = ({ workspace, job, members, onDone, onClose }: SeveralDialogProps) => {
  const removal = useMany(organization.removeMember, workspace.id);
  const change = useMany(organization.setMemberRole, workspace.id);
  const { course, cancel } = job.kind === 'remove' ? removal : change;
  const toast = useToast();
  const copy = jobCopy(job, members.length);

  const confirm = async (): Promise<void> => {
    const places = await (job.kind === 'remove'
      ? removal.start(members.map(({ id }) => ({ user: id })))
      : change.start(members.map(({ id }) => ({ user: id, role: job.role }))));
    const done = members.filter((_, place) => places.includes(place));
    onDone(done);
    if (done.length < members.length) return;
    onClose();
    toast(copy.done(done.length));
  };

  if (course.state === 'waiting') {
    return (
      <Question title={copy.title} tone={copy.tone} confirmLabel={copy.verb} onConfirm={() => void confirm()} onCancel={onClose}>
        <p>{namesOf(members)}</p>
        <p>{keysLost(job, members)}</p>
      </Question>
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
                <strong>{members[place]?.name}</strong>: {failureCopy(error)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {left > 0 && <p>It was cancelled: {count(left, 'member')} stayed as before.</p>}
    </>
  );
};
