import type { Transaction } from 'kysely';
import { Failure } from './failure.ts';
import type { Context, Parts } from './handler.ts';
import { joinErrors, judgeJoin, type Visitor } from './rules/invitation.ts';
import { hashSecret } from './secrets.ts';
import { recordEvent } from './store/events.ts';
import { findInvitation, invitationFacts } from './store/invitations.ts';
import { addMember, roleOf } from './store/members.ts';
import type { Tables } from './store/schema.ts';
import { lockWorkspace, type Db } from './store/store.ts';

/** How somebody stands to a workspace that they are invited to. */
export const visitorOf = async (db: Db, workspace: string, user: { readonly id: string; readonly email: string }): Promise<Visitor> => {
  const [role, departure] = [
    await roleOf(db, workspace, user.id),
    await db.selectFrom('departures').select('at').where('workspace_id', '=', workspace).where('user_id', '=', user.id).executeTakeFirst(),
  ];
  return { email: user.email, member: role !== undefined, departed: departure?.at ?? null };
};

/**
 * A link as it stands, or undefined: unknown, or on a server with one workspace, where nobody invites. `only`: the only workspace whose links
 * are known (a key pair knows no other).
 */
export const lookUpInvitation = async (db: Db, { settings }: Pick<Parts, 'settings'>, id: string, only: string | null) => {
  const link = settings.deployment === 'hosted' ? await findInvitation(db, hashSecret(id)) : undefined;
  return only === null || link?.workspace_id === only ? link : undefined;
};

/**
 * Makes a user a member by a link, with the seat and the use counted while nobody else can; a member stays one and nothing is spent.
 * Throws the error of the link's state. `only` as above.
 */
export const joinByInvitation = async (
  trx: Transaction<Tables>,
  context: Pick<Context, 'settings' | 'secrets' | 'clock' | 'random' | 'address'>,
  id: string,
  user: { readonly id: string; readonly name: string; readonly email: string },
  only: string | null = null,
): Promise<{ id: string; name: string }> => {
  const judge = async () => {
    const link = await lookUpInvitation(trx, context, id, only);
    if (link === undefined) throw new Failure('invitation_unknown');
    const seats = { allowed: link.seats, allocated: link.members };
    const visitor = await visitorOf(trx, link.workspace_id, user);
    return { link, verdict: judgeJoin(invitationFacts(context.secrets, link), { now: context.clock(), seats, visitor }) };
  };
  let { link, verdict } = await judge();
  // whom it refuses anyway does not wait for the others: a link that many open at once is answered in time
  if (verdict === 'join') {
    await lockWorkspace(trx, link.workspace_id);
    ({ link, verdict } = await judge());
  }
  const workspace = { id: link.workspace_id, name: link.workspace_name };
  if (verdict === 'nothing') return workspace;
  if (verdict !== 'join') throw new Failure(joinErrors[verdict]);
  const now = context.clock();
  await addMember(trx, workspace.id, user.id, { role: link.role, joined: now });
  await trx
    .updateTable('invitations')
    .set((row) => ({ uses: row('uses', '+', 1) }))
    .where('workspace_id', '=', workspace.id)
    .where('hash', '=', link.hash)
    .execute();
  const detail = { invitation: id.slice(0, 6), role: link.role };
  await recordEvent(trx, context, { workspace: workspace.id, actor: user.id, action: 'member.join', target: user.id, detail });
  return workspace;
};
