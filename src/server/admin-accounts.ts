import { login } from '#contract/index.ts';
import { AdminError, findAccount, noteOperator, type Outcome, type Task } from './admin-verb.ts';
import { Failure } from './failure.ts';
import { isFixedUser } from './fixed-users.ts';
import { newSecret } from './ids.ts';
import { createAccount } from './new-account.ts';
import { time } from './present.ts';
import { hashSecret } from './secrets.ts';
import type { Settings } from './settings.ts';

/** Life of a link that sets a password, ms. */
const linkLife = 3_600_000;

const pageAddress = ({ publicUrl, host, port }: Settings): string =>
  publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;

/** Makes the link; those made before for the same account end. The secret stands behind `#`: no server or proxy logs it. */
const passwordLink = async ({ trx, parts }: Task, user: string): Promise<string[]> => {
  const [id, expires] = [newSecret(parts.random), parts.clock() + linkLife];
  await trx.deleteFrom('password_links').where('user_id', '=', user).execute();
  await trx
    .insertInto('password_links')
    .values({ hash: hashSecret(id), user_id: user, expires })
    .execute();
  return [`Until ${time(expires)} this link sets the password, once:`, `${pageAddress(parts.settings)}set-password#${id}`];
};

/** Lines `  <id>  <role>  <name>` of the workspaces that each user is in. */
const placesByUser = async ({ trx }: Task): Promise<Map<string, string[]>> => {
  const places = await trx
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['memberships.user_id', 'memberships.role', 'workspaces.id', 'workspaces.name'])
    .orderBy('memberships.joined')
    .orderBy('workspaces.name')
    .execute();
  const byUser = new Map<string, string[]>();
  for (const { user_id, id, role, name } of places) {
    const lines = byUser.get(user_id) ?? [];
    lines.push(`  ${id}  ${role.padEnd(6)}  ${name}`);
    byUser.set(user_id, lines);
  }
  return byUser;
};

/** Accounts by e-mail, each with its workspaces below. */
export const listUsers = async (task: Task): Promise<Outcome> => {
  const users = await task.trx.selectFrom('users').select(['id', 'email', 'name', 'password_hash', 'disabled']).orderBy('email').execute();
  const places = await placesByUser(task);
  await noteOperator(task, { workspace: null, action: 'users.list' });
  const lines = users.flatMap(({ id, email, name, password_hash, disabled }) => [
    `${email}  ${name}${disabled === 0 ? '' : ' (disabled)'}${password_hash === null ? ' (no password)' : ''}`,
    ...(places.get(id) ?? []),
  ]);
  // whoever mistyped where the data are is told where they were looked for
  const { databaseUrl, dataDir } = task.parts.settings;
  if (lines.length === 0)
    return { lines: [`There is no account ${databaseUrl === null ? `in ${dataDir}` : 'in the database of DATABASE_URL'}.`] };
  return { lines };
};

/** Makes an account without a password and the link to set one. */
export const addUser = async (task: Task): Promise<Outcome> => {
  const { email: emails, name: names } = login.signupUser.request.shape;
  const [given = ''] = task.operands;
  const email = emails.safeParse(given);
  if (!email.success) throw new AdminError(`${given} is not an e-mail address.`);
  const name = names.safeParse(task.name ?? given.split('@')[0]);
  if (!name.success) throw new AdminError('--name takes a name of 1 to 70 characters in one line.');
  try {
    const person = { email: email.data.toLowerCase(), name: name.data, passwordHash: null };
    const { user } = await createAccount(task.trx, task.parts, person);
    await noteOperator(task, { workspace: null, action: 'user.add', target: user.id });
    return { lines: [`${user.email} (${user.name}) has an account.`], link: await passwordLink(task, user.id) };
  } catch (error) {
    if (error instanceof Failure && error.error === 'email_taken') throw new AdminError(`There is an account ${given} already.`);
    throw error;
  }
};

/** Makes the link by which somebody sets a new password; the old one works until then. */
export const resetPassword = async (task: Task): Promise<Outcome> => {
  const [email = ''] = task.operands;
  const user = await findAccount(task, email);
  if (isFixedUser(task.parts.settings, user.id)) throw new AdminError(`${user.name} has the password that FIXED_USERS names.`);
  await noteOperator(task, { workspace: null, action: 'password.link', target: user.id });
  const still = user.disabled === 0 ? [] : ['The account stays disabled all the same: enable lets it in.'];
  return { lines: [`${user.email} (${user.name}) gets a link for a new password.`, ...still], link: await passwordLink(task, user.id) };
};
