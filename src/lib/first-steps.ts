/** Where the preferences keep the first steps that are behind somebody, by name, in any order; `over` where all are, or none is wanted. */
export const firstStepsPath = ['views', 'firstSteps'] as const;

export type FirstStep = 'name' | 'credentials' | 'invite';

/** What a page knows of where somebody stands. */
interface Standing {
  /** what stands at `firstStepsPath` */
  readonly steps: unknown;
  readonly workspaces: readonly { readonly allocated: number }[];
  /** of their own, in the current workspace; undefined while unknown */
  readonly credentials: readonly unknown[] | undefined;
}

/** Whether the first steps are shown: to who has begun them, and to who is alone in one workspace, where nobody has done anything yet. */
export const showsFirstSteps = ({ steps, workspaces, credentials }: Standing): boolean =>
  Array.isArray(steps) || (steps !== 'over' && workspaces.length === 1 && workspaces[0]?.allocated === 1 && credentials?.length === 0);

/** The steps that are behind somebody, by what stands at `firstStepsPath`. */
export const stepsBehind = (steps: unknown): readonly unknown[] => (Array.isArray(steps) ? (steps as unknown[]) : []);
