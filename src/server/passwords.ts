import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { verify as verifyBcrypt } from '@node-rs/bcrypt';
import { fairLine } from './fair-line.ts';

/** argon2id, OWASP's minimum: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A core is left to all other calls, and of Node's four threads the one that reads files; who waits is let in within seconds. */
const inLine = fairLine(Math.max(1, Math.min(3, availableParallelism() - 1)), 100);

/** Hashes a new password (PHC form of argon2id) at once: not for calls, of which there may be many. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let nobody: Promise<string> | undefined;
/** Not in line, where it could be refused, and with it everybody after. */
const hashOfNobody = (): Promise<string> => (nobody ??= hash('nobody has this password', cost));

/** The cost in a bcrypt hash (`$2b$12$…`); undefined for any other hash. */
const bcryptCost = (hash: string): string | undefined => /^\$2[abxy]\$(\d\d)\$/.exec(hash)?.[1];

/** One of some bcrypt hashes for each cost among them: whoever logs in is compared with as many, so that nobody's log-in takes longer than another's. */
export const bcryptSamples = (hashes: readonly string[]): string[] => [
  ...new Map(hashes.map((hash) => [bcryptCost(hash), hash] as const).filter(([cost]) => cost !== undefined)).values(),
];

/** A hash that cannot be read fits no password. */
const fitsBcrypt = (password: string, hash: string): Promise<boolean> => verifyBcrypt(password, hash).catch(() => false);

/** The work that passwords cost, in the line where all of it waits. Throws 429 where that is full and its own part of it the largest. */
export interface Passwords {
  /** Hashes a new password (PHC form of argon2id). */
  readonly hash: (password: string) => Promise<string>;
  /**
   * Compares in the same time whether there is a hash or not, and whichever kind it is: argon2id's, or bcrypt's (`pass_hashed` of `FIXED_USERS`).
   * `samples`: the bcrypt hashes that everybody is compared with; one's own takes the place of the one of the same cost.
   */
  readonly verify: (passwordHash: string | null, password: string, samples?: readonly string[]) => Promise<boolean>;
}

const verifyInLine = async (
  network: string,
  passwordHash: string | null,
  password: string,
  samples: readonly string[],
): Promise<boolean> => {
  const cost = passwordHash === null ? undefined : bcryptCost(passwordHash);
  const argon2 = passwordHash === null || cost !== undefined ? await hashOfNobody() : passwordHash;
  return inLine(network, async () => {
    const fitting = new Set<string>();
    if (await verify(argon2, password)) fitting.add(argon2);
    for (const sample of samples) {
      const hash = passwordHash !== null && bcryptCost(sample) === cost ? passwordHash : sample;
      if (await fitsBcrypt(password, hash)) fitting.add(hash);
    }
    return passwordHash !== null && fitting.has(passwordHash);
  });
};

/** The passwords that come from a network, as limits count it: it has its own part of the line. */
export const passwordsFrom = (network: string): Passwords => ({
  hash: (password) => inLine(network, () => hashPassword(password)),
  verify: (passwordHash, password, samples = []) => verifyInLine(network, passwordHash, password, samples),
});

export { isCommonPassword } from './rules/common-passwords.ts';
