import { limits, organization } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { handle, type Handler } from '../handler.ts';
import { requireAction } from '../policy.ts';
import { presentMember, presentWorkspace } from '../present-organization.ts';
import { readCursor, writeCursor } from '../rules/member-cursor.ts';
import { recordEvent } from '../store/events.ts';
import { memberPage } from '../store/member-page.ts';
import { workspacesOf } from '../store/workspaces.ts';
import { handlers as invitations } from './invitations.ts';

/** A key pair and its tokens see their own workspace only. */
const getUserCompanies = handle(organization.getUserCompanies, async (_request, { caller, store, settings }) => {
  const rows = await workspacesOf(store.db, caller.user.id, caller.accessKey === null ? null : caller.workspace.id);
  return { companies: rows.map((row) => presentWorkspace(row, settings.deployment)) };
});

const updateCompany = handle(organization.updateCompany, async ({ name }, context) => {
  requireAction(context, 'rename');
  const { caller, store, clock, random } = context;
  const workspace = caller.workspace.id;
  await store.transaction(async (trx) => {
    await trx.updateTable('workspaces').set({ name }).where('id', '=', workspace).execute();
    await recordEvent(trx, { at: clock(), workspace, actor: caller.user.id, action: 'workspace.rename', detail: { name } }, random);
  });
  return { updated: 1 };
});

const getMembers = handle(organization.getMembers, async (request, { caller, store }) => {
  const { order_by: order = 'name', page_size: size = limits.membersPage, search = '', role = null, cursor } = request;
  const workspace = caller.workspace.id;
  const after = cursor == null ? null : readCursor(order, cursor);
  if (cursor != null && after === null) throw new Failure('invalid_input', { fields: { cursor: 'format' } });
  const [page, { members: total }] = await Promise.all([
    memberPage(store.db, { workspace, order, size, search: search.trim(), role, after }),
    store.db.selectFrom('workspaces').select('members').where('id', '=', workspace).executeTakeFirstOrThrow(),
  ]);
  return { members: page.members.map(presentMember), total, cursor: page.end === null ? null : writeCursor(order, page.end) };
});

/** Workspaces, their members and invitations. */
export const handlers: Handler[] = [getUserCompanies, updateCompany, getMembers, ...invitations];
