import { invitations, limits } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { handle, type Context, type Handler } from '../handler.ts';
import { newSecret } from '../ids.ts';
import { changing } from '../in-workspace.ts';
import { requireAction } from '../policy.ts';
import { time } from '../present.ts';
import { invitationUrl, presentInvitation } from '../present-organization.ts';
import { linkState } from '../rules/invitation.ts';
import { hashSecret } from '../secrets.ts';
import { recordEvent } from '../store/events.ts';
import { countLive, invitationFacts, invitationsOf, isLive } from '../store/invitations.ts';
import type { Db } from '../store/store.ts';

/** What events and logs show of a link: enough to tell it from others, too little to use it. */
const shownPart = (id: string): string => id.slice(0, 6);

const note = (
  trx: Db,
  context: Context,
  action: 'invitation.create' | 'invitation.revoke',
  id: string,
  detail: Record<string, unknown> = {},
): Promise<void> => {
  const { user, workspace } = context.caller;
  return recordEvent(trx, context, { workspace: workspace.id, actor: user.id, action, target: shownPart(id), detail });
};

const createInvite = handle(invitations.createInvite, async (request, context) => {
  const { caller, clock, random, secrets, webUrl } = context;
  const { role = 'member', expires_in_sec: life = limits.invitationSeconds, max_uses = null, email = null } = request;
  const [id, workspace, created] = [newSecret(random), caller.workspace.id, clock()];
  const expires = life === null ? null : created + life * 1000;
  const link = { role, created, expires, max_uses, email: email?.toLowerCase() ?? null, note: request.note ?? null };
  const { seats, members } = await changing(context, 'invite', async (trx) => {
    if ((await countLive(trx, secrets, { workspace, now: created })) >= limits.invitations) throw new Failure('too_many_invitations');
    await trx
      .insertInto('invitations')
      .values({ hash: hashSecret(id), sealed: secrets.seal(id), workspace_id: workspace, user_id: caller.user.id, ...link })
      .execute();
    await note(trx, context, 'invitation.create', id, { role });
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
    let revoked = 0;
    for (const id of invites) {
      const now = clock();
      const { numUpdatedRows } = await trx
        .updateTable('invitations')
        .set({ revoked: now })
        .where('hash', '=', hashSecret(id))
        .where('workspace_id', '=', caller.workspace.id)
        .where((row) => isLive(row, now))
        .executeTakeFirst();
      if (numUpdatedRows === 0n) continue;
      await note(trx, context, 'invitation.revoke', id);
      revoked += 1;
    }
    return { revoked };
  }),
);

/** Invitation links of a workspace, for those who may invite. */
export const handlers: Handler[] = [createInvite, getInvites, revokeInvites];
