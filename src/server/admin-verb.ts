import type { Transaction } from 'kysely';
import type { Parts } from './handler.ts';
import { recordEvents, type Done } from './store/events.ts';
import type { Tables } from './store/schema.ts';
import { lockWorkspace } from './store/store.ts';

/** Wrong input of the operator; the message is the one sentence that is shown. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
}

/** One verb on its way: all that it does is in the transaction, so that a dry run can undo it. */
export interface Task {
  readonly trx: Transaction<Tables>;
  readonly parts: Parts;
  readonly operands: readonly string[];
  /** `--name` */
  readonly name: string | null;
  /** `--revoke-keys` */
  readonly revokeKeys: boolean;
}

export interface Outcome {
  readonly lines: readonly string[];
  /** a link and what it is for; not shown by a dry run, which keeps none */
  readonly link?: readonly string[];
}

export interface Verb {
  /** in brackets: may be left out */
  readonly operands: readonly string[];
  readonly about: string;
  /** What no transaction can hold, done before it; answers what is there even where that fails. A dry run only looks whether it could be. */
  readonly before?: (parts: Parts, operands: readonly string[], dryRun: boolean) => Promise<string | null>;
  /** Answers what to print; throws an AdminError. */
  readonly run: (task: Task) => Promise<Outcome>;
}

/** Records what the operator did. */
export const noteOperator = ({ trx, parts }: Task, ...done: readonly Done[]): Promise<void> =>
  recordEvents(
    trx,
    { ...parts, address: null },
    done.map((each) => ({ ...each, actor: 'operator' })),
  );

/** The account with this e-mail. Throws an AdminError where there is none. */
export const findAccount = async ({ trx }: Task, email: string): Promise<{ id: string; name: string; email: string; disabled: number }> => {
  const account = await trx
    .selectFrom('users')
    .select(['id', 'name', 'email', 'disabled'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
  if (account === undefined) throw new AdminError(`There is no account ${email}; the verb users lists them.`);
  return account;
};

/** The workspace with this id, else the only one of this name, held until the transaction ends. */
export const holdWorkspace = async (
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
