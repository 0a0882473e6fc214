import { createHash, timingSafeEqual } from 'node:crypto';
import { verifyPassword } from './passwords.ts';
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

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares with the configuration's password; takes as long as for a name that is not there. */
export const verifyFixedUser = async (entry: FixedUser, password: string): Promise<boolean> => {
  if (entry.passHashed) return verifyPassword(Buffer.from(entry.password, 'base64').toString('utf8'), password);
  await verifyPassword(null, password);
  return timingSafeEqual(digest(entry.password), digest(password));
};
