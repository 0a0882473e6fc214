import * as managing from '#contract/managing.ts';
import { invitingRoles, isLower, limits, organization } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { handle, type Handler } from '../handler.ts';
import { changing } from '../in-workspace.ts';
import { requireAction, requireManaged } from '../policy.ts';
import { credential } from '../present.ts';
import { presentMember, presentMemberCredential } from '../present-organization.ts';
import { judgeRoleChange } from '../rules/change-role.ts';
import { readCursor, writeCursor } from '../rules/cursor.ts';
import { readMemberCursor, writeMemberCursor } from '../rules/member-cursor.ts';
import { credentialsIn } from '../store/credentials.ts';
import { endKeys } from '../store/ended-credentials.ts';
import { recordEvent } from '../store/events.ts';
import { countLive } from '../store/invitations.ts';
import { memberPage } from '../store/member-page.ts';
import { hasOtherOwner, removeMember, revokeInvitationsBy, setRole, staysOwned } from '../store/members.ts';
import type { Db } from '../store/store.ts';

const wrongCursor = (): Failure => new Failure('invalid_input', { fields: { cursor: 'format' } });

/** What a workspace is beside its members. Throws 400/10 where it was deleted since the call began. */
const workspaceRow = async (db: Db, workspace: string) => {
  const row = await db.selectFrom('workspaces').select(['members', 'personal_of']).where('id', '=', workspace).executeTakeFirst();
  if (row === undefined) throw new Failure('unknown_workspace');
  return row;
};

const getMembers = handle(organization.getMembers, async (request, { caller, store }) => {
  const { order_by: order = 'name', page_size: size = limits.membersPage, search = '', role = null, cursor } = request;
  const workspace = caller.workspace.id;
  const after = cursor == null ? null : readMemberCursor(order, cursor);
  if (cursor != null && after === null) throw wrongCursor();
  const [page, { members: total, personal_of: personalOf }] = await Promise.all([
    memberPage(store.db, { workspace, order, size, search: search.trim(), role, after }),
    workspaceRow(store.db, workspace),
  ]);
  return {
    members: page.members.map((member) => presentMember(member, personalOf)),
    total,
    cursor: page.end === null ? null : writeMemberCursor(order, page.end),
  };
});

const setMemberRole = handle(managing.setMemberRole, ({ user, role }, context) =>
  changing(context, 'set_role', async (trx, { caller, clock }) => {
    const workspace = caller.workspace.id;
    const { role: from, isPersonal } = await requireManaged(trx, caller, user);
    const verdict = judgeRoleChange({ from, to: role, otherOwners: await hasOtherOwner(trx, workspace, user), isPersonal });
    if (verdict === 'nothing') return { updated: 0 };
    if (verdict !== 'change') throw new Failure(verdict);
    if (!(await setRole(trx, workspace, user, role))) throw new Failure('account_disabled', { detail: `: id=${user}` });
    const keys = isLower(from, role) ? (await endKeys(trx, { workspace, user, at: clock() })).length : 0;
    const links = invitingRoles.includes(role) ? 0 : await revokeInvitationsBy(trx, { workspace, user, at: clock() });
    const ended = { ...(keys > 0 && { revoked_credentials: keys }), ...(links > 0 && { revoked_invitations: links }) };
    const detail = { from, role, ...ended };
    await recordEvent(trx, context, { workspace, actor: caller.user.id, action: 'member.set_role', target: user, detail });
    return { updated: 1 };
  }),
);

const remove = handle(managing.removeMember, ({ user }, context) =>
  changing(context, 'remove_member', async (trx, { caller, clock }) => {
    const workspace = caller.workspace.id;
    if (user === caller.user.id) throw new Failure('not_permitted', { detail: ': oneself leaves' });
    const { role, isPersonal } = await requireManaged(trx, caller, user);
    if (isPersonal) throw new Failure('personal_workspace');
    const revoked = await removeMember(trx, workspace, user, clock());
    const detail = { role, ...revoked };
    await recordEvent(trx, context, { workspace, actor: caller.user.id, action: 'member.remove', target: user, detail });
    return { removed: 1, revoked_credentials: revoked.revoked_credentials };
  }),
);

const getDepartureImpact = handle(managing.getDepartureImpact, async ({ user }, { caller, store, clock, secrets }) => {
  const { id: workspace, role: own } = caller.workspace;
  const whose = user ?? caller.user.id;
  const role = whose === caller.user.id ? own : (await requireManaged(store.db, caller, whose)).role;
  const { members } = await workspaceRow(store.db, workspace);
  const { credentials } = await credentialsIn(store.db, { workspace, user: whose, size: limits.credentials });
  return {
    credentials: credentials.map(credential),
    invites: await countLive(store.db, secrets, { workspace, now: clock(), maker: whose }),
    sole_owner: role === 'owner' && members > 1 && !(await staysOwned(store.db, workspace, whose)),
  };
});

const getMemberCredentials = handle(managing.getMemberCredentials, async (request, context) => {
  requireAction(context, 'manage_keys');
  const { caller, store } = context;
  const { user, access_key: accessKey, page_size: size = limits.membersPage, cursor } = request;
  const after = cursor == null ? undefined : readCursor(cursor, ['string', 'number', 'string']);
  if (after === null) throw wrongCursor();
  const managedBy = { role: caller.workspace.role, user: caller.user.id };
  const page = await credentialsIn(store.db, { workspace: caller.workspace.id, managedBy, user, accessKey, size, after });
  return { credentials: page.credentials.map(presentMemberCredential), cursor: page.end === null ? null : writeCursor(page.end) };
});

/** The members of a workspace, their roles and their keys. */
export const handlers: Handler[] = [getMembers, setMemberRole, remove, getDepartureImpact, getMemberCredentials];
