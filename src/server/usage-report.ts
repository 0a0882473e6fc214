import { theWorkspace } from './fixed-users.ts';
import type { Parts } from './handler.ts';
import { newId } from './ids.ts';
import { version } from './version.ts';

type UsageParts = Pick<Parts, 'store' | 'settings' | 'random'>;

/** Whose choice counts: the one workspace's. */
export const usageWorkspace = theWorkspace.id;

/** A random name of this installation, made at the first start, so that whoever asks for it changes nothing; it says nothing about who runs it. */
export const installation = async ({ store, random }: UsageParts): Promise<string> => {
  const known = store.db.selectFrom('facts').select('value').where('name', '=', 'uid');
  const before = await known.executeTakeFirst();
  if (before !== undefined) return before.value;
  const made = { name: 'uid', value: newId(random) };
  await store.db
    .insertInto('facts')
    .values(made)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await known.executeTakeFirstOrThrow()).value;
};

/** Counts and versions, and nothing that names anybody: the very payload that is sent. */
export const usageReport = async (parts: UsageParts): Promise<Record<string, unknown>> => {
  const { db, kind } = parts.store;
  const count = (table: 'users' | 'credentials') => db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('count'));
  const [uid, users, credentials] = await Promise.all([
    installation(parts),
    count('users').executeTakeFirstOrThrow(),
    count('credentials').executeTakeFirstOrThrow(),
  ]);
  return {
    uid,
    version,
    deployment: parts.settings.deployment,
    database: kind,
    users: users.count,
    credentials: credentials.count,
  };
};

/** A workspace's choice as it stands; undefined where nobody ever chose. */
export const usageChoice = ({ store }: Pick<Parts, 'store'>, workspace: string = usageWorkspace) =>
  store.db.selectFrom('usage_reporting').selectAll().where('workspace_id', '=', workspace).executeTakeFirst();
