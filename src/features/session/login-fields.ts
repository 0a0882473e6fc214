import * as z from 'zod/mini';
import { typedPassword } from '#contract/fields.ts';
import { limits } from '#contract/limits.ts';

/** What a log-in by two words takes: a name and a password, or the two keys of a pair. */
export const loginFields = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.email)),
  password: typedPassword,
});
