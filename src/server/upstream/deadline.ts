import { Failure } from '../failure.ts';

/** How long a ClearML Server may take. */
export interface Deadline {
  /** aborted as the caller's own, or by `upstream_timeout` once it is too late */
  readonly signal: AbortSignal;
  /** From now on it has this long, ms, whatever it had before. */
  readonly within: (ms: number) => void;
  /** There is nothing to wait for any more. */
  readonly met: () => void;
}

/** A deadline that is not yet set. `host`: who is late, for the message. */
export const deadline = (host: string, caller?: AbortSignal): Deadline => {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: caller === undefined ? late.signal : AbortSignal.any([caller, late.signal]),
    within: (ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => late.abort(new Failure('upstream_timeout', { detail: `: ${host}`, data: { host } })), ms);
    },
    met: () => clearTimeout(timer),
  };
};
