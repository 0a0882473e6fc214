import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { SettingsError, text, type Environment } from './environment-values.ts';
import type { FixedUser } from './settings.ts';

const word = z.string().check(z.minLength(1), z.maxLength(254));
const entry = z.object({ username: word, password: word, name: word, pass_hashed: z.optional(z.boolean()) });

const toUser = ({ username, password, name, pass_hashed: passHashed = false }: z.output<typeof entry>): FixedUser => ({
  username,
  password,
  name,
  passHashed,
});

/** JSON from a value, or from the file that it names. The sentence of a failure shows neither: they hold passwords. */
const parsed = (name: string, value: string, inline: string): unknown => {
  const isInline = value.startsWith(inline);
  let json = value;
  if (!isInline)
    try {
      json = readFileSync(value, 'utf8');
    } catch {
      throw new SettingsError(
        `${name} must begin with ${inline} or name a file that can be read, and ${JSON.stringify(value.slice(0, 200))} cannot be.`,
      );
    }
  try {
    return JSON.parse(json);
  } catch {
    throw new SettingsError(`${name} must be JSON${isInline ? '' : ', and the file that it names is not'}.`);
  }
};

const isBcrypt = (user: FixedUser): boolean => /^\$2[abxy]\$\d\d\$/.test(Buffer.from(user.password, 'base64').toString('utf8'));

/** `FIXED_USERS`: a JSON list, or a file with one. */
export const readFixedUsers = (env: Environment): FixedUser[] => {
  const value = text(env, 'FIXED_USERS');
  if (value === null) return [];
  const list = z.array(entry).safeParse(parsed('FIXED_USERS', value, '['));
  if (!list.success)
    throw new SettingsError('FIXED_USERS must be a list of {"username", "password", "name"}, each a text that is not empty.');
  const users = list.data.map(toUser);
  const names = users.map(({ username }) => username);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SettingsError(`FIXED_USERS must name each user once, and ${JSON.stringify(twice)} is there twice.`);
  const unhashed = users.find((user) => user.passHashed && !isBcrypt(user));
  if (unhashed !== undefined)
    throw new SettingsError(
      `FIXED_USERS says "pass_hashed" of ${JSON.stringify(unhashed.username)}, whose password is not the base64 of a bcrypt hash.`,
    );
  return users;
};

/** `GUEST_USER`: one JSON object, or a file with one. */
export const readGuestUser = (env: Environment): FixedUser | null => {
  const value = text(env, 'GUEST_USER');
  if (value === null) return null;
  const guest = entry.safeParse(parsed('GUEST_USER', value, '{'));
  if (!guest.success) throw new SettingsError('GUEST_USER must be {"username", "password", "name"}, each a text that is not empty.');
  return toUser(guest.data);
};
