import { createHash, timingSafeEqual } from 'node:crypto';
import type { CallParts } from './handler.ts';
import { bcryptSamples } from './passwords.ts';
import type { FixedUser, Settings } from './settings.ts';

/** The one workspace of a self-hosted server, and the guest's: ids and names as ClearML's. */
export const theWorkspace = { id: 'd1bd92a3b039400cbafc60a7a5b1e52b', name: 'clearml' } as const;
export const guestWorkspace = { id: '025315a9321f49f8be07f5ac48fbcf92', name: 'guests' } as const;

/** ClearML's rule for the id of a user of the configuration. */
export const fixedUserId = (workspace: string, username: string): string =>
  createHash('md5').update(`${workspace}:${username}`).digest('hex');

/** A user of the configuration by log-in name (as written, case counts), with the id; undefined where there is none. */
export const findFixedUser = (
  settings: Settings,
  username: string,
): { readonly id: string; readonly entry: FixedUser; readonly guest: boolean } | undefined => {
  const { guestUser } = settings;
  if (guestUser?.username === username) return { id: fixedUserId(guestWorkspace.id, username), entry: guestUser, guest: true };
  const entry = settings.fixedUsers.find((user) => user.username === username);
  return entry === undefined ? undefined : { id: fixedUserId(theWorkspace.id, username), entry, guest: false };
};

/** Whether the configuration names the user with this id, as the guest perhaps. */
export const isFixedUser = ({ fixedUsers, guestUser }: Settings, id: string): boolean =>
  fixedUsers.some(({ username }) => fixedUserId(theWorkspace.id, username) === id) ||
  (guestUser !== null && fixedUserId(guestWorkspace.id, guestUser.username) === id);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `password` of a user whose `pass_hashed` is set is the base64 of a bcrypt hash. */
const hashOf = ({ password }: FixedUser): string => Buffer.from(password, 'base64').toString('utf8');

/** Compares with a password of the configuration, else with a stored hash (null: nobody has that name); takes as long in each case. */
export const verifyAny = async (
  { settings: { fixedUsers, guestUser }, passwords }: Pick<CallParts, 'settings' | 'passwords'>,
  { entry, passwordHash }: { readonly entry: FixedUser | undefined; readonly passwordHash: string | null },
  password: string,
): Promise<boolean> => {
  const configured = guestUser === null ? fixedUsers : [...fixedUsers, guestUser];
  const samples = bcryptSamples(configured.filter(({ passHashed }) => passHashed).map(hashOf));
  const known = entry === undefined ? passwordHash : entry.passHashed ? hashOf(entry) : null;
  const fits = await passwords.verify(known, password, samples);
  return entry === undefined || entry.passHashed ? fits : timingSafeEqual(digest(entry.password), digest(password));
};
