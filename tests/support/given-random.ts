import { randomBytes } from 'node:crypto';

/** Random bytes of the system for a server, and all that it was given so far. */
export const givenRandom = (): { readonly given: readonly Buffer[]; readonly random: (bytes: number) => Buffer } => {
  const given: Buffer[] = [];
  const random = (bytes: number): Buffer => {
    const made = randomBytes(bytes);
    given.push(made);
    return made;
  };
  return { given, random };
};
