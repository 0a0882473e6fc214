/** What to say to somebody who arrives at a page that was not asked for. */
interface Arrival {
  readonly arrival: string;
}

/** State of the navigation away from a workspace that is not, or no longer, one's own. Its name is unknown where it was never seen. */
export const arrivedWithout = (lost: string | undefined, next: string): Arrival => ({
  arrival:
    lost === undefined
      ? `That workspace does not exist, or you are not a member of it. This is ${next}.`
      : `${lost} is gone: it was deleted, or you are no longer a member of it. This is ${next}.`,
});

/** What to say, if anything. */
export const arrivalOf = (state: unknown): string | undefined =>
  typeof state === 'object' && state !== null && 'arrival' in state && typeof state.arrival === 'string' ? state.arrival : undefined;
