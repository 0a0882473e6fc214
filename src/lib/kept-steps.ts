import { isBehind, listed, skipOf, type FirstStep, type Progress } from './first-steps.ts';

export type StepState = 'open' | 'skipped' | 'done';

/** What became of a step so far. One that was skipped may be done elsewhere on the page. */
export const stateOf = (step: FirstStep, progress: Progress): StepState => {
  if (!isBehind(step, progress)) return 'open';
  const { kept } = progress;
  return isBehind(step, { ...progress, kept: listed(kept).filter((each) => each !== skipOf(step)) }) ? 'done' : 'skipped';
};

/** What is kept once something became of a step: it is checked off, or open again. */
export const keptAfter = (
  steps: readonly FirstStep[],
  step: FirstStep,
  state: StepState,
  progress: Progress,
): 'over' | readonly unknown[] => {
  if (progress.kept === 'over') return 'over';
  const rest = listed(progress.kept).filter((each) => each !== step && each !== skipOf(step));
  if (state === 'open') return rest;
  const isLast = steps.every((each) => each === step || isBehind(each, progress));
  return isLast ? 'over' : [...rest, state === 'done' ? step : skipOf(step)];
};
