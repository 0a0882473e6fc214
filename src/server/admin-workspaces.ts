import { count } from '#lib/count.ts';
import { AdminError, findAccount, holdWorkspace, noteOperator, type Outcome, type Task } from './admin-verb.ts';
import { hasSeat } from './rules/seats.ts';
import { addMember, roleOf, setRole } from './store/members.ts';
import { lockUser } from './store/store.ts';

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
  if (role === undefined) await addMember(trx, workspace.id, user.id, { role: 'member', joined: parts.clock() });
  if (!(await setRole(trx, workspace.id, user.id, 'owner')))
    throw new AdminError(`${user.email} is disabled and could not act as an owner: enable lets them in again.`);
  if (role === undefined) await noteOperator(task, { ...done, action: 'member.join', detail: { role: 'owner' } });
  else if (role !== 'owner') await noteOperator(task, { ...done, action: 'member.set_role', detail: { from: role, role: 'owner' } });
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
