import type { Transaction } from 'kysely';
import { login } from '#contract/index.ts';
import { findPlace } from '../accounts.ts';
import { endWorkspace } from '../end-workspace.ts';
import { Failure } from '../failure.ts';
import { handle, handlePublic, type Context, type Handler } from '../handler.ts';
import { holdProof } from '../hold-proof.ts';
import { inWorkspace } from '../in-workspace.ts';
import { joinByInvitation, lookUpInvitation, visitorOf } from '../join.ts';
import { requireAction } from '../policy.ts';
import { invitationState } from '../rules/invitation.ts';
import { judgeLeaving } from '../rules/last-owner.ts';
import { recordEvent } from '../store/events.ts';
import { invitationFacts } from '../store/invitations.ts';
import { removeMember, roleOf, setRole, staysOwned } from '../store/members.ts';
import type { Tables } from '../store/schema.ts';

/** The only workspace that a caller knows who came by a key pair; null: they know them all. */
const onlyOf = (caller: Context['caller'] | null): string | null =>
  caller === null || caller.accessKey === null ? null : caller.workspace.id;

const getInviteInfo = handlePublic(login.getInviteInfo, async ({ invite_id }, context) => {
  const { caller, store, clock, secrets } = context;
  const link = await lookUpInvitation(store.db, context, invite_id, onlyOf(caller));
  if (link === undefined) return { active: false, state: 'unknown' as const };
  const visitor = caller === null ? null : await visitorOf(store.db, link.workspace_id, caller.user);
  const seats = { allowed: link.seats, allocated: link.members };
  const state = invitationState(invitationFacts(secrets, link), { now: clock(), seats, visitor });
  // a member knows the workspace anyway, and goes in by a dead link too
  if (state !== 'active' && visitor?.member !== true) return { active: false, state };
  const names = { company_name: link.workspace_name, user_name: link.maker, role: link.role };
  const taken = { allowed_users: link.seats, allocated_users: link.members };
  return {
    active: state === 'active',
    state,
    ...names,
    ...taken,
    ...(link.email === null ? {} : { bound: true }),
    ...(visitor === null ? {} : { already_member: visitor.member }),
  };
});

const joinCompany = handle(login.joinCompany, async ({ invite_id }, context) => {
  const { caller, store } = context;
  const only = onlyOf(caller);
  const turn = (await lookUpInvitation(store.db, context, invite_id, only))?.workspace_id;
  const workspace = await store.transaction(async (trx) => {
    await holdProof(trx, caller);
    return joinByInvitation(trx, context, invite_id, caller.user, only);
  }, turn);
  return { company_id: workspace.id, company_name: workspace.name };
});

interface Leaver {
  readonly workspace: string;
  readonly heir: string | null;
  /** to its end, where nobody else is in it */
  readonly agreed: boolean;
}

/** Judges and does it while nobody else can change owners or members. Answers how many keys ended. */
const leave = async (trx: Transaction<Tables>, context: Context, { workspace, heir, agreed }: Leaver): Promise<number> => {
  const { caller, clock } = context;
  const { id: user } = caller.user;
  const place = await findPlace(trx, user, workspace);
  if (place === undefined) throw new Failure('unknown_workspace');
  requireAction({ ...context, caller: { ...caller, workspace: place } }, 'leave');
  const { members } = await trx.selectFrom('workspaces').select('members').where('id', '=', workspace).executeTakeFirstOrThrow();
  const heirRole = heir === null || heir === user ? undefined : await roleOf(trx, workspace, heir);
  const verdict = judgeLeaving({
    role: place.role,
    others: members > 1,
    otherOwners: await staysOwned(trx, workspace, user),
    heir: heir === null ? 'nobody' : heirRole === undefined ? 'stranger' : 'member',
  });
  if (verdict !== 'leave' && verdict !== 'hand_over')
    throw new Failure(verdict, verdict === 'invalid_user_id' ? { detail: `: id=${heir}` } : {});
  // whoever left a moment before may have been thought to stay
  if (members === 1 && !agreed) throw new Failure('last_owner', { detail: ': nobody else is in it, and it would be deleted' });
  if (heir !== null && !(await setRole(trx, workspace, heir, 'owner'))) throw new Failure('account_disabled', { detail: `: id=${heir}` });
  if (heir !== null && heirRole !== 'owner') {
    const detail = { from: heirRole, role: 'owner' };
    await recordEvent(trx, context, { workspace, actor: user, action: 'member.set_role', target: heir, detail });
  }
  const revoked = await removeMember(trx, workspace, user, clock());
  const detail = { ...revoked, ...(heir === null ? {} : { new_owner: heir }) };
  await recordEvent(trx, context, { workspace, actor: user, action: 'member.leave', target: user, detail });
  // nobody's any more, it goes: it would have no owner, and nobody could come back to it
  if (members === 1) await endWorkspace(trx, context, workspace, { name: place.name });
  return revoked.revoked_credentials;
};

/** A key pair knows its own workspace only. */
const leaveCompany = handle(login.leaveCompany, async ({ company_id, new_owner = null, delete: agreed = false }, context) => {
  const { caller } = context;
  if (caller.accessKey !== null && company_id !== caller.workspace.id) throw new Failure('unknown_workspace');
  return inWorkspace(context, company_id, async (trx) => {
    const revoked = await leave(trx, context, { workspace: company_id, heir: new_owner, agreed });
    // who has no other one, such as on a server that was of one workspace before, stays
    const next = await findPlace(trx, caller.user.id, null);
    if (next === undefined) throw new Failure('only_workspace');
    return { company_id: next.id, company_name: next.name, revoked_credentials: revoked };
  });
});

/** Joining and leaving workspaces. */
export const handlers: Handler[] = [getInviteInfo, joinCompany, leaveCompany];
