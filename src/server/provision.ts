import type { Transaction } from 'kysely';
import { fixedUserId, guestWorkspace, theWorkspace } from './fixed-users.ts';
import type { Parts } from './handler.ts';
import type { FixedUser } from './settings.ts';
import { endKeys } from './store/ended-credentials.ts';
import { addMember, renameMember } from './store/members.ts';
import type { Tables } from './store/schema.ts';
import { installation } from './usage-report.ts';

type Trx = Transaction<Tables>;

/** Addresses of configured users, who have none; ClearML's form. */
const fixedEmail = (id: string): string => `${id}@example.com`;

/** The one workspace of a self-hosted server, or that of its guest. */
export const ensureWorkspace = async (trx: Trx, { id, name }: { id: string; name: string }, now: number): Promise<void> => {
  await trx
    .insertInto('workspaces')
    .values({ id, name, personal_of: null, seats: null, created: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

const ensureUser = async (
  trx: Trx,
  entry: FixedUser,
  place: { workspace: string; role: 'user' | 'guest' },
  now: number,
): Promise<string> => {
  const id = fixedUserId(place.workspace, entry.username);
  const [given = entry.name, ...family] = entry.name.split(' ');
  const told = { name: entry.name, given_name: given, family_name: family.join(' '), disabled: 0 };
  await trx
    .insertInto('users')
    .values({ id, email: fixedEmail(id), role: place.role, created: now, password_hash: null, ...told })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(told))
    .execute();
  const user = { id, name: entry.name, email: fixedEmail(id) };
  await addMember(trx, place.workspace, user.id, { role: place.role === 'guest' ? 'member' : 'owner', joined: now });
  await renameMember(trx, user);
  return id;
};

/** Users that the configuration named once and names no more: they may not log in, and what they hold ends. */
const retire = async (trx: Trx, named: readonly string[], now: number): Promise<void> => {
  const known = await trx
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.email', 'workspace_id as workspace'])
    .where('workspace_id', 'in', [theWorkspace.id, guestWorkspace.id])
    .where('users.email', 'like', '%@example.com')
    .execute();
  for (const { id, email, workspace } of known) {
    if (email !== fixedEmail(id) || named.includes(id)) continue;
    await trx.updateTable('users').set({ disabled: 1 }).where('id', '=', id).execute();
    await trx.deleteFrom('sessions').where('user_id', '=', id).execute();
    await endKeys(trx, { workspace, user: id, at: now });
  }
};

/**
 * Makes what a server has from the start: its own name, and where it is self-hosted the one workspace, and the users of the configuration with
 * their names as written there.
 */
export const provision = async (parts: Parts): Promise<void> => {
  const { store, settings, clock } = parts;
  await installation(parts);
  if (settings.deployment !== 'self-hosted') return;
  const now = clock();
  await store.transaction(async (trx) => {
    await ensureWorkspace(trx, theWorkspace, now);
    const named: string[] = [];
    // a millisecond apart: lists show them in the order of the configuration
    for (const [at, entry] of settings.fixedUsers.entries())
      named.push(await ensureUser(trx, entry, { workspace: theWorkspace.id, role: 'user' }, now + at));
    if (settings.guestUser !== null) {
      await ensureWorkspace(trx, guestWorkspace, now);
      named.push(await ensureUser(trx, settings.guestUser, { workspace: guestWorkspace.id, role: 'guest' }, now));
    }
    await retire(trx, named, now);
  });
};
