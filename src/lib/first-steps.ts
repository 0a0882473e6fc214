import { parseTime } from './time-format.ts';

/** Where the preferences keep the first steps that are checked off, by name, in any order, a skipped one as `skipped <name>`; `over` where all are, or none is wanted. */
export const firstStepsPath = ['views', 'firstSteps'] as const;

export type FirstStep = 'name' | 'credentials' | 'invite';

/** The first steps; others are invited where there are workspaces to join. */
export const firstStepsOn = (deployment: string): readonly FirstStep[] =>
  deployment === 'hosted' ? ['name', 'credentials', 'invite'] : ['name', 'credentials'];

/** What became of the steps so far. */
export interface Progress {
  /** what stands at `firstStepsPath` */
  readonly kept: unknown;
  /** one's own, in the current workspace; undefined while unknown */
  readonly credentials: readonly unknown[] | undefined;
}

/** What is known of somebody at the beginning. */
interface Standing extends Progress {
  readonly workspaces: readonly { readonly allocated: number }[];
  /** ClearML's role of the account: what the guest does, everybody does */
  readonly role: string | undefined;
  /** when the account was made, as on the wire */
  readonly created: string | undefined;
  /** ms since 1970 */
  readonly now: number;
}

/** Whoever has done nothing for so long (ms), or nothing any more, needs no steps. */
const beginning = 30 * 86_400_000;

/** The list that is kept; empty where there is something else. */
export const listed = (kept: unknown): readonly unknown[] => (Array.isArray(kept) ? kept : []);

/** How a skipped step stands in the list. */
export const skipOf = (step: FirstStep): string => `skipped ${step}`;

/** Whether a step is checked off, skipped, or done elsewhere on the page. */
export const isBehind = (step: FirstStep, { kept, credentials = [] }: Progress): boolean =>
  [step, skipOf(step)].some((each) => listed(kept).includes(each)) || (step === 'credentials' && credentials.length > 0);

/** Whether one of them is left to somebody who has begun with them, or who begins: who is alone in one workspace, where nothing was done yet. */
export const showsFirstSteps = (steps: readonly FirstStep[], standing: Standing): boolean => {
  const { kept, credentials, workspaces, role, created, now } = standing;
  if (kept === 'over' || role === 'guest') return false;
  if (Array.isArray(kept)) return steps.some((step) => !isBehind(step, standing));
  const isNew = now - (parseTime(created)?.getTime() ?? now) < beginning;
  return isNew && workspaces.length === 1 && workspaces[0]?.allocated === 1 && credentials?.length === 0;
};
