import { count } from '#lib/count.ts';
import { findAccount, holdWorkspace, noteOperator, type Outcome, type Task } from './admin-verb.ts';
import { time } from './present.ts';
import type { Db } from './store/store.ts';
import { lockWorkspace } from './store/store.ts';
import { endAllKeys } from './store/ended-credentials.ts';

/** Whose keys: of an account, of a workspace, or all. */
export interface Whose {
  readonly user?: string;
  readonly workspace?: string;
}

const keysOf = (db: Db, { user, workspace }: Whose) => {
  let found = db
    .selectFrom('credentials')
    .innerJoin('users', 'users.id', 'credentials.user_id')
    .innerJoin('workspaces', 'workspaces.id', 'credentials.workspace_id')
    .select(['credentials.workspace_id', 'credentials.user_id', 'users.email', 'workspaces.name', 'credentials.access_key'])
    .select(['credentials.label', 'credentials.last_used', 'credentials.last_used_from'])
    .orderBy('credentials.workspace_id')
    .orderBy('users.email')
    .orderBy('credentials.access_key');
  if (user !== undefined) found = found.where('credentials.user_id', '=', user);
  if (workspace !== undefined) found = found.where('credentials.workspace_id', '=', workspace);
  return found.execute();
};

type Key = Awaited<ReturnType<typeof keysOf>>[number];

const lastUse = ({ last_used: at, last_used_from: from }: Key): string =>
  at === null ? 'never used' : `last used ${time(at)}${from === null ? '' : ` from ${from}`}`;

const line = (key: Key): string =>
  `  ${key.access_key}  ${key.email}  ${key.name}  ${lastUse(key)}${key.label === null ? '' : `  ${key.label}`}`;

/** Lines of keys, by workspace and user: whose each is, and who would miss it. */
export const listKeys = async (db: Db, whose: Whose): Promise<string[]> => (await keysOf(db, whose)).map(line);

/** Workspaces of one statement, whose parameters a database takes no number of. */
const batchSize = 500;

/** Ends keys for good, with the tokens made from them. Each is an event of its workspace, as if its user had revoked it. Answers their lines. */
export const endKeysOf = async (task: Task, whose: Whose): Promise<string[]> => {
  const { trx, parts } = task;
  const places = new Set((await keysOf(trx, whose)).map((key) => key.workspace_id));
  for (const workspace of places) await lockWorkspace(trx, workspace);
  const keys = (await keysOf(trx, whose)).filter((key) => places.has(key.workspace_id));
  const held = [...places];
  for (let at = 0; at < held.length; at += batchSize) await endAllKeys(trx, held.slice(at, at + batchSize), whose.user, parts.clock());
  await noteOperator(
    task,
    ...keys.map(({ workspace_id: workspace, user_id: user, access_key: target }) => ({
      workspace,
      action: 'credentials.revoke' as const,
      target,
      detail: { user },
    })),
  );
  return keys.map(line);
};

/** Ends all keys, or those of an account (its e-mail) or of a workspace (its id or name). */
export const revokeKeys = async (task: Task): Promise<Outcome> => {
  const [named] = task.operands;
  const whose =
    named === undefined
      ? {}
      : named.includes('@')
        ? { user: (await findAccount(task, named)).id }
        : { workspace: (await holdWorkspace(task, named)).id };
  const keys = await endKeysOf(task, whose);
  await noteOperator(task, { workspace: null, action: 'keys.revoke', detail: { ...whose, revoked: keys.length } });
  return { lines: [...keys, `${count(keys.length, 'key')} revoked, with all tokens made from ${keys.length === 1 ? 'it' : 'them'}.`] };
};
