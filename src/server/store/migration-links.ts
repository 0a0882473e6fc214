import { sql, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** As a literal, because a parameter is not what an index is made of. */
const never = sql.lit(Number.MAX_SAFE_INTEGER);

/** When a link ends (ms), where one that never does ends last of all: one range has all that have not. */
export const linkEnd = sql<number>`coalesce(invitations.expires, ${never})`;

/** What a workspace has of links that may still be used, whatever it had before; and all of them in the order in which they are shown. */
export const indexLinks = async (trx: Transaction<Tables>): Promise<void> => {
  await sql`create index invitations_open on invitations (workspace_id, coalesce(expires, ${never}))
    where revoked is null and (max_uses is null or uses < max_uses)`.execute(trx);
  await trx.schema.dropIndex('invitations_by_workspace').execute();
  await trx.schema.createIndex('invitations_by_workspace').on('invitations').columns(['workspace_id', 'created', 'hash']).execute();
};
