import type { Transaction } from 'kysely';
import { limits } from '#contract/index.ts';
import type { Account } from './accounts.ts';
import { Failure } from './failure.ts';
import { theWorkspace } from './fixed-users.ts';
import type { Parts } from './handler.ts';
import { newId } from './ids.ts';
import { addMember } from './store/members.ts';
import type { Tables } from './store/schema.ts';
import { lockWorkspace } from './store/store.ts';

type Trx = Transaction<Tables>;
type AccountParts = Pick<Parts, 'settings' | 'clock' | 'random'>;

export interface NewAccount {
  readonly user: Account;
  /** the personal one, or on a self-hosted server the one that it has */
  readonly workspace: { readonly id: string; readonly name: string };
}

/** `<name>'s workspace`, cut so that it can be saved again as it is; never in the middle of a character. */
const personalName = (name: string): string => {
  const suffix = "'s workspace";
  return name.slice(0, limits.workspaceName - suffix.length).replace(/[\uD800-\uDBFF]$/, '') + suffix;
};

/** Makes a personal workspace with its owner. */
const addPersonal = async (trx: Trx, { settings, clock, random }: AccountParts, user: Account): Promise<NewAccount['workspace']> => {
  const workspace = { id: newId(random), name: personalName(user.name) };
  await trx
    .insertInto('workspaces')
    .values({ ...workspace, personal_of: user.id, seats: settings.seats, created: clock() })
    .execute();
  await addMember(trx, workspace.id, user.id, { role: 'owner', joined: clock() });
  return workspace;
};

/** Joins the one workspace, which has no limit of seats; whoever comes first owns it. */
const joinTheWorkspace = async (trx: Trx, { clock }: AccountParts, user: Account): Promise<NewAccount['workspace']> => {
  await trx
    .insertInto('workspaces')
    .values({ ...theWorkspace, personal_of: null, seats: null, created: clock() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await lockWorkspace(trx, theWorkspace.id);
  const { name, members } = await trx
    .selectFrom('workspaces')
    .select(['name', 'members'])
    .where('id', '=', theWorkspace.id)
    .executeTakeFirstOrThrow();
  await addMember(trx, theWorkspace.id, user.id, { role: members === 0 ? 'owner' : 'member', joined: clock() });
  return { id: theWorkspace.id, name };
};

/** Makes an account with the workspace that comes with it. `email` is lower case; no `passwordHash`: nobody can log in yet. Throws 400/1010 where the e-mail is taken. */
export const createAccount = async (
  trx: Trx,
  parts: AccountParts,
  { email, name, passwordHash }: { readonly email: string; readonly name: string; readonly passwordHash: string | null },
): Promise<NewAccount> => {
  const user = { id: newId(parts.random), email, name, role: 'user' as const };
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('users')
    .values({ ...user, password_hash: passwordHash, created: parts.clock() })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw new Failure('email_taken', { fields: { email: 'taken' } });
  const place = parts.settings.deployment === 'self-hosted' ? joinTheWorkspace : addPersonal;
  return { user, workspace: await place(trx, parts, user) };
};
