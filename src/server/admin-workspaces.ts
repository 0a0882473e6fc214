import { count } from '#lib/count.ts';
import { AdminError, findAccount, noteOperator, type Outcome, type Task } from './admin-verb.ts';
import { hasSeat } from './rules/seats.ts';
import { addMember, roleOf, setRole } from './store/members.ts';
import { lockUser, lockWorkspace } from './store/store.ts';

/** The workspace with this id, else the only one of this name, held until the transaction ends. */
const holdWorkspace = async (
  { trx }: Task,
  named: string,
): Promise<{ id: string; name: string; seats: number | null; members: number }> => {
  const found = await trx
    .selectFrom('workspaces')
    .select('id')
    .where((row) => row.or([row('id', '=', named), row('name', '=', named)]))
    .limit(2)
    .execute();
  const [workspace] = found;
  if (workspace === undefined) throw new AdminError(`There is no workspace ${named}; the verb users lists them.`);
  if (found.length > 1) throw new AdminError(`Several workspaces are called ${named}: name one by its id.`);
  await lockWorkspace(trx, workspace.id);
  return trx.selectFrom('workspaces').select(['id', 'name', 'seats', 'members']).where('id', '=', workspace.id).executeTakeFirstOrThrow();
};

/** For a workspace that nobody can reach any more; whoever is no member yet becomes one, if there is a seat. Other owners stay. */
export const setOwner = async (task: Task): Promise<Outcome> => {
  const { trx, parts, operands } = task;
  const [named = '', email = ''] = operands;
  const user = await findAccount(task, email);
  await lockUser(trx, user.id);
  const workspace = await holdWorkspace(task, named);
  const role = await roleOf(trx, workspace.id, user.id);
  if (role === undefined && !hasSeat({ allowed: workspace.seats, allocated: workspace.members }))
    throw new AdminError(`${workspace.name} has no free seat for ${user.email}: give it more by set-seats.`);
  const done = { workspace: workspace.id, target: user.id };
  if (role === undefined) {
    await addMember(trx, workspace.id, user.id, { role: 'owner', joined: parts.clock() });
    await noteOperator(task, { ...done, action: 'member.join', detail: { role: 'owner' } });
  } else if (role !== 'owner') {
    await setRole(trx, workspace.id, user.id, 'owner');
    await noteOperator(task, { ...done, action: 'member.set_role', detail: { from: role, role: 'owner' } });
  }
  return { lines: [`${user.email} is an owner of ${workspace.name}.`] };
};

/** Fewer seats than members admit nobody new and drop nobody. */
export const setSeats = async (task: Task): Promise<Outcome> => {
  const [named = '', wanted = ''] = task.operands;
  if (task.parts.settings.deployment === 'self-hosted') throw new AdminError('A self-hosted server has no limit of seats.');
  if (wanted !== 'unlimited' && !/^[1-9]\d{0,6}$/.test(wanted))
    throw new AdminError(`${wanted} is not a number of seats: it takes a whole number from 1 to 9999999, or unlimited.`);
  const workspace = await holdWorkspace(task, named);
  const seats = wanted === 'unlimited' ? null : Number(wanted);
  await task.trx.updateTable('workspaces').set({ seats }).where('id', '=', workspace.id).execute();
  await noteOperator(task, { action: 'workspace.set_seats', workspace: workspace.id, detail: { seats } });
  return {
    lines: [
      `${workspace.name} has ${seats === null ? 'unlimited seats' : count(seats, 'seat')} and ${count(workspace.members, 'member')}.`,
    ],
  };
};
