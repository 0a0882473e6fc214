import type { organization } from '#contract/index.ts';
import { count, number } from '#lib/count.ts';
import { roleNames } from '#lib/role-names.ts';
import type { Job } from './member-dialog.ts';

/** How many are named before the rest is only counted. */
const named = 10;

/** Who it is: `Ada, Bob and 3 more`. */
export const namesOf = (members: readonly Pick<organization.Member, 'name'>[]): string => {
  const names = members.slice(0, named).map(({ name }) => name);
  const more = members.length - names.length;
  return more === 0 ? names.join(', ') : `${names.join(', ')} and ${number(more)} more`;
};

/** The words for doing something to so many members. */
export const jobCopy = (job: Job, size: number) => {
  const many = count(size, 'member');
  if (job.kind === 'remove')
    return {
      title: `Remove ${many}?`,
      verb: 'Remove',
      tone: 'danger',
      done: (done: number) => `${count(done, 'member')} removed`,
    } as const;
  const role = roleNames[job.role];
  return {
    title: `Change role of ${many} to ${role}?`,
    verb: 'Change role',
    tone: job.role === 'owner' ? 'normal' : 'danger',
    done: (done: number) => `${count(done, 'member')} changed to ${role}`,
  } as const;
};
