import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { invitingRoles, isLower } from '#contract/policy.ts';
import { count } from '#lib/count.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Question } from '#ui/question.tsx';
import { Counted } from './counted.tsx';
import type { Job } from './member-dialog.ts';
import { roleMeaning } from './member-copy.ts';
import { jobCopy, namesOf } from './several.ts';
import { Stopping } from './stopping.tsx';
import { useDepartures } from './use-departures.ts';

type Member = organization.Member;

/** Of so many it is read what stops working; of the others it is said that it was not. */
const lookedAt = 50;

interface SeveralQuestionProps {
  readonly workspace: organization.Workspace;
  readonly job: Job;
  readonly members: readonly Member[];
  /** those who are members still, and those who have gone */
  readonly onConfirm: (members: readonly Member[], gone: readonly Member[]) => void;
  readonly onCancel: (gone: readonly Member[]) => void;
}

/** Asks before one thing is done to several members, and says what stops working. */
export const SeveralQuestion = ({ workspace, job, members, onConfirm, onCancel }: SeveralQuestionProps) => {
  const losing = members.filter(({ role }) => job.kind === 'remove' || isLower(role, job.role));
  const asked = losing.slice(0, lookedAt);
  const rest = losing.length - asked.length;
  const { read, losses, gone, failed, ...failure } = useDepartures(workspace.id, asked);
  const present = members.filter((member) => !gone.includes(member));
  const copy = jobCopy(job, (present.length === 0 ? members : present).length);
  const links = job.kind === 'remove' || !invitingRoles.includes(job.role);
  const lost = links ? 'keys and open invitation links' : 'keys';

  return (
    <Question
      title={copy.title}
      tone={copy.tone}
      confirmLabel={copy.verb}
      confirmDisabled={read < asked.length || present.length === 0}
      onConfirm={() => onConfirm(present, gone)}
      onCancel={() => onCancel(gone)}
    >
      <p>{namesOf(present)}</p>
      {job.kind === 'role' && <p>{roleMeaning(job.role, workspace.name)}</p>}
      {gone.length > 0 && (
        <p>
          No longer {gone.length === 1 ? 'a member' : 'members'}: {namesOf(gone)}
        </p>
      )}
      {read < asked.length && <Counted label="Looking up what stops working" done={read} total={asked.length} />}
      {read === asked.length && losses.length > 0 && <Stopping losses={losses} links={links} />}
      {read === asked.length && failed.length > 0 && (
        <FailurePanel
          title={`What stops working could not be listed of ${namesOf(failed)}`}
          message={`${failureCopy(failure.error)} All of their ${lost} stop working.`}
          pending={failure.pending}
          onRetry={failure.retry}
        />
      )}
      {rest > 0 && (
        <p>
          What stops working of {count(rest, 'more member')} was not looked up: all of their {lost} do.
        </p>
      )}
    </Question>
  );
};
