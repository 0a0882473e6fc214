import { count } from '#lib/count.ts';
import { AdminError, findAccount, noteOperator, type Outcome, type Task } from './admin-verb.ts';
import { isFixedUser } from './fixed-users.ts';
import { endSessions } from './sessions.ts';
import { hasOtherOwner, revokeInvitationsBy } from './store/members.ts';
import { lockUser, lockWorkspacesOf, type Db } from './store/store.ts';

/** Logs everybody out, programs too; those with a key log in again by themselves. Holds all accounts that have a session. Answers how many. */
export const endAllSessions = async (trx: Db): Promise<number> => {
  await trx
    .updateTable('users')
    .set((row) => ({ disabled: row.ref('disabled') }))
    .where('id', 'in', (row) => row.selectFrom('sessions').select('user_id'))
    .execute();
  return Number((await trx.deleteFrom('sessions').executeTakeFirst()).numDeletedRows);
};

/** Ends all sessions, or those of an account. */
export const endSessionsOf = async (task: Task): Promise<Outcome> => {
  const { trx, operands } = task;
  const [email] = operands;
  const user = email === undefined ? undefined : await findAccount(task, email);
  if (user !== undefined) await lockUser(trx, user.id);
  const ended = await (user === undefined ? endAllSessions(trx) : endSessions(trx, { user: user.id }));
  await noteOperator(task, {
    workspace: null,
    action: 'sessions.end',
    ...(user === undefined ? {} : { target: user.id }),
    detail: { ended },
  });
  return { lines: [`${count(ended, 'session')} ended. Programs with a key log in again by themselves: revoke-keys ends keys.`] };
};

/** Workspaces that nobody can govern while this account is disabled. */
const withoutOwner = async (trx: Db, user: string): Promise<string[]> => {
  const owned = await trx
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['workspaces.id', 'workspaces.name'])
    .where('memberships.user_id', '=', user)
    .where('memberships.role', '=', 'owner')
    .where('workspaces.members', '>', 1)
    .orderBy('workspaces.name')
    .execute();
  const left: string[] = [];
  for (const { id, name } of owned)
    if (!(await hasOtherOwner(trx, id, user))) left.push(`${name} (${id}) has no other owner: set-owner gives it one.`);
  return left;
};

const holdOrdinary = async (task: Task): Promise<{ id: string; name: string; email: string }> => {
  const user = await findAccount(task, task.operands[0] ?? '');
  if (isFixedUser(task.parts.settings, user.id)) throw new AdminError(`${user.name} is a user of the configuration: take them out of it.`);
  await lockUser(task.trx, user.id);
  return user;
};

/** Keeps somebody out until `enable`: log-in and keys are refused. Sessions, tokens and the links that they made end for good: none lives again unseen. */
export const disable = async (task: Task): Promise<Outcome> => {
  const { trx, parts } = task;
  const user = await holdOrdinary(task);
  // so that nobody makes them an owner meanwhile, or leaves because they are one
  await lockWorkspacesOf(trx, user.id);
  await trx.updateTable('users').set({ disabled: 1 }).where('id', '=', user.id).execute();
  await trx.deleteFrom('password_links').where('user_id', '=', user.id).execute();
  const ended = await endSessions(trx, { user: user.id });
  const links = await revokeInvitationsBy(trx, { user: user.id, at: parts.clock() });
  await noteOperator(task, { workspace: null, action: 'user.disable', target: user.id, detail: { ended, revoked_invitations: links } });
  const told = `${user.email} (${user.name}) is disabled: ${count(ended, 'session')} and ${count(links, 'invitation link')} ended, keys are refused until enable.`;
  return { lines: [told, ...(await withoutOwner(trx, user.id))] };
};

/** Lets them in again, with the keys that they had. */
export const enable = async (task: Task): Promise<Outcome> => {
  const user = await holdOrdinary(task);
  await task.trx.updateTable('users').set({ disabled: 0 }).where('id', '=', user.id).execute();
  await noteOperator(task, { workspace: null, action: 'user.enable', target: user.id });
  return { lines: [`${user.email} (${user.name}) may log in, and the keys work again.`] };
};
