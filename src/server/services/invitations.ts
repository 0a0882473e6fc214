import { invitations, limits } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { handle, type Handler } from '../handler.ts';
import { newSecret } from '../ids.ts';
import { changing } from '../in-workspace.ts';
import { requireAction } from '../policy.ts';
import { time } from '../present.ts';
import { invitationUrl, presentInvitation } from '../present-organization.ts';
import { linkState } from '../rules/invitation.ts';
import { hashSecret } from '../secrets.ts';
import { recordEvent, recordEvents } from '../store/events.ts';
import { countLive, invitationFacts, invitationsOf, isLive } from '../store/invitations.ts';

/** What events and logs show of a link: enough to tell it from others, too little to use it. */
const shownPart = (id: string): string => id.slice(0, 6);

const createInvite = handle(invitations.createInvite, async (request, context) => {
  const { caller, clock, random, secrets, webUrl } = context;
  const { role = 'member', expires_in_sec: life = limits.invitationSeconds, email = null } = request;
  // who left needs a newer link anyway, so one person uses it once
  const max_uses = request.max_uses ?? (email === null ? null : 1);
  const [id, workspace, created] = [newSecret(random), caller.workspace.id, clock()];
  const expires = life === null ? null : created + life * 1000;
  const link = { role, created, expires, max_uses, email: email?.toLowerCase() ?? null, note: request.note ?? null };
  const { seats, members } = await changing(context, 'invite', async (trx) => {
    if ((await countLive(trx, secrets, { workspace, now: created })) >= limits.invitations) throw new Failure('too_many_invitations');
    await trx
      .insertInto('invitations')
      .values({ hash: hashSecret(id), sealed: secrets.seal(id), workspace_id: workspace, user_id: caller.user.id, ...link })
      .execute();
    const done = { workspace, actor: caller.user.id, action: 'invitation.create', target: shownPart(id), detail: { role } } as const;
    await recordEvent(trx, context, done);
    return trx.selectFrom('workspaces').select(['seats', 'members']).where('id', '=', workspace).executeTakeFirstOrThrow();
  });
  const url = invitationUrl(webUrl, id);
  return { id, url, expires: expires === null ? null : time(expires), allowed_users: seats, allocated_users: members };
});

/** Links that were sealed by another key cannot be shown; they lead nowhere. */
const getInvites = handle(invitations.getInvites, async ({ active = true }, context) => {
  requireAction(context, 'invite');
  const { caller, store, clock, secrets, webUrl } = context;
  const rows = await invitationsOf(store.db, caller.workspace.id, { liveAt: active ? clock() : null });
  const invites = rows.flatMap((row) => {
    const id = secrets.open(row.sealed);
    return id === null ? [] : [presentInvitation(row, { id, webUrl, state: linkState(invitationFacts(secrets, row), clock()) })];
  });
  return { invites };
});

/**
 * Unknown links, those of other workspaces and those that had ended count as nothing. The workspace is held, so that nobody who is joining
 * by one of them is let in after this was answered.
 */
const revokeInvites = handle(invitations.revokeInvites, ({ invites }, context) =>
  changing(context, 'invite', async (trx, { caller, clock }) => {
    const [workspace, now] = [caller.workspace.id, clock()];
    const ids = new Map(invites.map((id) => [hashSecret(id), id]));
    const rows = await trx
      .updateTable('invitations')
      .set({ revoked: now })
      .where('workspace_id', '=', workspace)
      .where('hash', 'in', [...ids.keys()])
      .where((row) => isLive(row, now))
      .returning('hash')
      .execute();
    const done = { workspace, actor: caller.user.id, action: 'invitation.revoke', detail: {} } as const;
    await recordEvents(
      trx,
      context,
      rows.map(({ hash }) => ({ ...done, target: shownPart(ids.get(hash) ?? '') })),
    );
    return { revoked: rows.length };
  }),
);

/** Invitation links of a workspace, for those who may invite. */
export const handlers: Handler[] = [createInvite, getInvites, revokeInvites];
