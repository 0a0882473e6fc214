/** State of a navigation by somebody who was asked about unsaved text already. */
export const agreed = { agreed: true } as const;

/** Whether whoever goes there was asked already. */
export const hasAgreed = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'agreed' in state && state.agreed === true;
