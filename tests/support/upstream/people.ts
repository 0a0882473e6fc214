import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Company, KeyPair, User } from './state.ts';

export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly name: string;
}

const theCompany: Company = { id: 'd1bd92a3b039400cbafc60a7a5b1e52b', name: 'clearml' };
const guests: Company = { id: '025315a9321f49f8be07f5ac48fbcf92', name: 'guests' };

export const mainCompany = theCompany.id;

/** The time as the server writes what its database keeps: milliseconds, in six digits, UTC without a zone. */
export const timestamp = (): string => `${new Date().toISOString().slice(0, -1)}000`;

/** A random id as ClearML's. */
export const newId = (): string => randomUUID().replaceAll('-', '');

export const namesOf = (name: string): { given_name: string; family_name: string } => {
  const [given = '', family = ''] = name.split(' ');
  return { given_name: given, family_name: family };
};

/** A user as the configuration's `fixed_users` makes it. */
export const fixedUser = ({ username, password, name }: NewUser, company = theCompany, role = 'user'): User => ({
  id: createHash('md5').update(`${company.id}:${username}`).digest('hex'),
  company,
  role,
  name,
  ...namesOf(name),
  created: `${timestamp()}+00:00`,
  username,
  password,
  preferences: {},
  credentials: [],
});

/** The guest of the recordings. */
export const guestUser = (): User => fixedUser({ username: 'guest', password: 'guest', name: 'Guest' }, guests, 'guest');

/** A user as auth.create_user makes it; where only the name is asked for, everybody is one. */
export const createdUser = (fields: Pick<User, 'name'> & Partial<User>, version: string): User => ({
  id: newId(),
  company: theCompany,
  role: 'user',
  created: `${timestamp()}+00:00`,
  created_in_version: version,
  preferences: {},
  credentials: [],
  ...fields,
});

/** The built-in user whose keys no one may make. */
export const builtInUser = (): User => ({
  id: '__tests__',
  company: theCompany,
  role: 'user',
  name: 'Default User',
  ...namesOf('Default User'),
  created: `${timestamp()}+00:00`,
  preferences: {},
  credentials: [],
});

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** 30 of A–Z and 0–9, and 67 of base64url of which the first is no sign. */
export const newKeyPair = (): KeyPair => ({
  access_key: [...randomBytes(30)].map((byte) => letters[byte % letters.length]).join(''),
  secret_key: randomBytes(50).toString('base64url').replace(/^[-_]/, 'x'),
});

/** The people of the recordings. */
export const samplePeople: readonly NewUser[] = [
  { username: 'jane', password: 'secret-pass', name: 'Jane Doe' },
  { username: 'bob', password: 'bob-pass', name: 'Bob Roe' },
];
