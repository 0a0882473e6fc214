import type { Selectable } from 'kysely';
import { credentialColumns } from '../present.ts';
import type { Tables } from './schema.ts';
import type { Db } from './store.ts';

type Row = Pick<Selectable<Tables['credentials']>, (typeof credentialColumns)[number] | 'workspace_id'>;

/** All keys of a user, in any workspace, oldest first. */
export const credentialsOf = (db: Db, user: string): Promise<Row[]> =>
  db
    .selectFrom('credentials')
    .select([...credentialColumns, 'workspace_id'])
    .where('user_id', '=', user)
    .orderBy('created')
    .orderBy('access_key')
    .execute();

/** How many keys a user has in a workspace. */
export const countCredentials = async (db: Db, user: string, workspace: string): Promise<number> => {
  const { count } = await db
    .selectFrom('credentials')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .executeTakeFirstOrThrow();
  return count;
};
