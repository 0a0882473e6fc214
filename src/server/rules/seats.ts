/** The places of a workspace. */
export interface Seats {
  /** null is unlimited */
  readonly allowed: number | null;
  /** members */
  readonly allocated: number;
}

/** Whether one more may join. A limit that was lowered below the members there are admits nobody and drops nobody. */
export const hasSeat = ({ allowed, allocated }: Seats): boolean => allowed === null || allocated < allowed;
