/** State of a navigation by somebody who was asked about unsaved text already. */
export const agreed = { agreed: true } as const;

/** Whether whoever goes there was asked already. */
export const hasAgreed = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'agreed' in state && state.agreed === true;

/** State of a navigation to the log-in page because the session has ended. */
export const ended = { ended: true } as const;

/** Whether somebody goes there because their session has ended. */
export const hasEnded = (state: unknown): boolean => typeof state === 'object' && state !== null && 'ended' in state;
