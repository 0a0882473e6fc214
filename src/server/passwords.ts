import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { verify as verifyBcrypt } from '@node-rs/bcrypt';
import { limiter } from './limited.ts';

/** argon2id, OWASP's minimum: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** As many at once as there are cores, and never more than fit into 160 MiB; others wait. */
const limited = limiter(Math.max(1, Math.min(8, availableParallelism())));

/** Hashes a new password (PHC form of argon2id). */
export const hashPassword = (password: string): Promise<string> => limited(() => hash(password, cost));

let nobody: Promise<string> | undefined;

/** Compares in the same time whether there is a hash or not. A hash that begins with `$2` is bcrypt's (`pass_hashed` of `FIXED_USERS`). */
export const verifyPassword = async (passwordHash: string | null, password: string): Promise<boolean> => {
  nobody ??= hashPassword('nobody has this password');
  const known = passwordHash ?? (await nobody);
  const same = await limited(() => (known.startsWith('$2') ? verifyBcrypt(password, known) : verify(known, password)));
  return same && passwordHash !== null;
};

export { isCommonPassword } from './rules/common-passwords.ts';
