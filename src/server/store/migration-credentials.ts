import type { Transaction } from 'kysely';
import { required, zero } from './column-rules.ts';
import type { Tables } from './schema.ts';

/** Keys end: by a date of their own, by another that takes their place, or revoked; then it is counted how often somebody still tries them. */
export const endCredentials = async (trx: Transaction<Tables>): Promise<void> => {
  for (const [name, type, rule] of [
    ['expires', 'bigint', undefined],
    ['read_only', 'integer', zero],
    ['rotated_to', 'text', undefined],
    ['refused', 'integer', zero],
    ['last_refused', 'bigint', undefined],
    ['last_refused_from', 'text', undefined],
  ] as const)
    await trx.schema.alterTable('credentials').addColumn(name, type, rule).execute();
  await trx.schema
    .createTable('ended_credentials')
    .addColumn('workspace_id', 'text', required)
    .addColumn('access_key', 'text', required)
    .addColumn('user_id', 'text', required)
    .addColumn('secret_hash', 'text', required)
    .addColumn('label', 'text')
    .addColumn('ended', 'bigint', required)
    .addColumn('refused', 'integer', zero)
    .addColumn('last_refused', 'bigint')
    .addColumn('last_refused_from', 'text')
    .addPrimaryKeyConstraint('ended_credentials_key', ['workspace_id', 'access_key'])
    // whose membership ended sees them no more, and nobody else does
    .addForeignKeyConstraint(
      'ended_credentials_membership',
      ['workspace_id', 'user_id'],
      'memberships',
      ['workspace_id', 'user_id'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await trx.schema.createIndex('ended_credentials_by_key').on('ended_credentials').column('access_key').execute();
  await trx.schema
    .createIndex('ended_credentials_by_member')
    .on('ended_credentials')
    .columns(['workspace_id', 'user_id', 'last_refused'])
    .execute();
};
