import type { Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Activity of a workspace: where each thing was done from, and an index for each filter. */
export const indexEvents = async (trx: Transaction<Tables>): Promise<void> => {
  await trx.schema.alterTable('events').addColumn('address', 'text').execute();
  await trx.schema.createIndex('events_by_actor').on('events').columns(['workspace_id', 'actor', 'at', 'id']).execute();
  await trx.schema.createIndex('events_by_action').on('events').columns(['workspace_id', 'action', 'at', 'id']).execute();
};
