import { Failure } from './failure.ts';

/** What is taken of a room until it is given back. */
export type Take = (network: string, size: number) => () => void;

/** Room for so much in all, of which each network, as limits count it, has its own part. Who finds none is told to come back (429). */
export const makeRoom = ({ all, each }: { readonly all: number; readonly each: number }): Take => {
  const taken = new Map<string, number>();
  let sum = 0;
  const change = (network: string, size: number): void => {
    const now = (taken.get(network) ?? 0) + size;
    if (now === 0) taken.delete(network);
    else taken.set(network, now);
    sum += size;
  };
  return (network, size) => {
    if (sum + size > all || (taken.get(network) ?? 0) + size > each) throw new Failure('too_many_requests', { retryAfter: 1 });
    change(network, size);
    return () => change(network, -size);
  };
};
