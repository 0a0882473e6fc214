import * as activity from '#contract/activity.ts';
import { limits, organization } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { endWorkspace } from '../end-workspace.ts';
import { handle, type Handler } from '../handler.ts';
import { holdProof } from '../hold-proof.ts';
import { newId } from '../ids.ts';
import { changing } from '../in-workspace.ts';
import { requireAction } from '../policy.ts';
import { presentEvent, presentWorkspace } from '../present-organization.ts';
import { readCursor, writeCursor } from '../rules/cursor.ts';
import { eventPage, recordEvent } from '../store/events.ts';
import { addMember } from '../store/members.ts';
import { workspacesOf } from '../store/workspaces.ts';

/** A key pair and its tokens see their own workspace only. */
const getUserCompanies = handle(organization.getUserCompanies, async (_request, { caller, store, settings }) => {
  const rows = await workspacesOf(store.db, caller.user.id, caller.accessKey === null ? null : caller.workspace.id);
  return { companies: rows.map((row) => presentWorkspace(row, settings.deployment)) };
});

const createCompany = handle(organization.createCompany, async ({ name }, context) => {
  const { caller, store, settings, clock, random } = context;
  if (settings.deployment !== 'hosted' || caller.accessKey !== null) throw new Failure('not_permitted', { detail: ': create a workspace' });
  const workspace = newId(random);
  await store.transaction(async (trx) => {
    await holdProof(trx, caller);
    const row = { id: workspace, name, personal_of: null, seats: settings.seats, created: clock() };
    await trx.insertInto('workspaces').values(row).execute();
    await addMember(trx, workspace, caller.user.id, { role: 'owner', joined: clock() });
    await recordEvent(trx, context, { workspace, actor: caller.user.id, action: 'workspace.create', detail: { name } });
  });
  return { id: workspace };
});

const updateCompany = handle(organization.updateCompany, async ({ name }, context) => {
  await changing(context, 'rename', async (trx, { caller }) => {
    const workspace = caller.workspace.id;
    await trx.updateTable('workspaces').set({ name }).where('id', '=', workspace).execute();
    await recordEvent(trx, context, { workspace, actor: caller.user.id, action: 'workspace.rename', detail: { name } });
  });
  return { updated: 1 };
});

const deleteCompany = handle(organization.deleteCompany, async ({ name }, context) => {
  await changing(context, 'delete', async (trx, { caller }) => {
    const { id: workspace } = caller.workspace;
    if (name !== caller.workspace.name) throw new Failure('invalid_input', { fields: { name: 'mismatch' } });
    await endWorkspace(trx, context, workspace, { name });
  });
  return { deleted: 1 };
});

const getEvents = handle(activity.getEvents, async ({ cursor, page_size: size = limits.membersPage, from, to, ...filter }, context) => {
  requireAction(context, 'see_events');
  const { caller, store } = context;
  const after = cursor == null ? undefined : readCursor(cursor, ['number', 'string']);
  if (after === null) throw new Failure('invalid_input', { fields: { cursor: 'format' } });
  const times = { from: from === undefined ? undefined : Date.parse(from), to: to === undefined ? undefined : Date.parse(to) };
  const page = await eventPage(store.db, { workspace: caller.workspace.id, ...filter, ...times, size, after });
  return { events: page.events.map(presentEvent), cursor: page.end === null ? null : writeCursor(page.end) };
});

/** Workspaces, and what was done in them. */
export const handlers: Handler[] = [getUserCompanies, createCompany, updateCompany, deleteCompany, getEvents];
