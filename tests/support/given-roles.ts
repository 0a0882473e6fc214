import { isLower, type Role } from '#contract/index.ts';
import type { Step } from './workspace-model.ts';

/** A step that was done, and of a join the role of its link. */
export interface Done {
  readonly step: Step;
  readonly by: Role | undefined;
}

/** What a step gives to whom, and which role one needs to give it. */
const giftOf = ({
  step,
  by,
}: Done): { readonly to: number; readonly role: Role; readonly giver: number | null; readonly needs: Role } | null => {
  if (step.kind === 'role') return { to: step.whom, role: step.role, giver: step.who, needs: 'owner' };
  if (step.kind === 'leave' && step.heir !== null) return { to: step.heir, role: 'owner', giver: step.who, needs: 'owner' };
  // its maker gave it when they made the link
  if (step.kind === 'join' && by !== undefined) return { to: step.who, role: by, giver: null, needs: 'member' };
  if (step.kind === 'invite') return { to: step.who, role: 'member', giver: step.who, needs: 'admin' };
  return null;
};

const highest = (one: Role | undefined, other: Role): Role => (one === undefined || isLower(other, one) ? other : one);

/**
 * The highest role that each could have held while these steps were done in any order, and what was given by somebody who could never have
 * held the role that it takes. A role that nobody with a right to it began to give counts for nothing, however often it was handed on.
 */
export const rolesGiven = (
  before: ReadonlyMap<number, Role>,
  done: readonly Done[],
): { readonly held: ReadonlyMap<number, Role>; readonly overreached: readonly Step[] } => {
  const held = new Map(before);
  let open = done.flatMap((each) => {
    const gift = giftOf(each);
    return gift === null ? [] : [{ step: each.step, ...gift }];
  });
  for (let begun = -1; begun !== open.length;) {
    begun = open.length;
    open = open.filter(({ to, role, giver, needs, step }) => {
      const has = giver === null ? 'owner' : held.get(giver);
      if (has === undefined || isLower(needs, has)) return true;
      if (step.kind !== 'invite') held.set(to, highest(held.get(to), role));
      return false;
    });
  }
  return { held, overreached: open.map(({ step }) => step) };
};
