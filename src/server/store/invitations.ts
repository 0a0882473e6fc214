import type { ExpressionBuilder } from 'kysely';
import { invitingRoles, limits } from '#contract/index.ts';
import type { Invitation } from '../rules/invitation.ts';
import type { Secrets } from '../secrets.ts';
import type { Tables } from './schema.ts';
import type { Db } from './store.ts';

/** Invitations with their maker, whose role in the workspace is null where they are no member any more, or disabled. */
const withMaker = (db: Db) =>
  db
    .selectFrom('invitations')
    .innerJoin('users', 'users.id', 'invitations.user_id')
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.workspace_id', '=', 'invitations.workspace_id')
        .onRef('memberships.user_id', '=', 'invitations.user_id')
        .on('memberships.role', 'in', invitingRoles)
        .on('users.disabled', '=', 0),
    );

const columns = [
  'invitations.hash',
  'invitations.sealed',
  'invitations.workspace_id',
  'invitations.user_id',
  'invitations.role',
  'invitations.created',
  'invitations.expires',
  'invitations.max_uses',
  'invitations.uses',
  'invitations.revoked',
  'invitations.email',
  'invitations.note',
  'users.name as maker',
  'memberships.role as maker_role',
] as const;

/** What decides about an invitation, out of its row; one that another `SECRET_KEY` sealed is as good as revoked. */
export const invitationFacts = (
  { open }: Pick<Secrets, 'open'>,
  row: {
    readonly sealed: string;
    readonly created: number;
    readonly expires: number | null;
    readonly max_uses: number | null;
    readonly uses: number;
    readonly revoked: number | null;
    readonly maker_role: string | null;
    readonly email: string | null;
  },
): Invitation => ({
  created: row.created,
  expires: row.expires,
  maxUses: row.max_uses,
  uses: row.uses,
  revoked: row.revoked !== null || row.maker_role === null || open(row.sealed) === null,
  email: row.email,
});

/** An invitation by the hash of its secret, with its workspace and maker. */
export const findInvitation = (db: Db, hash: string) =>
  withMaker(db)
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspace_id')
    .select(columns)
    .select(['workspaces.name as workspace_name', 'workspaces.seats', 'workspaces.members'])
    .where('invitations.hash', '=', hash)
    .executeTakeFirst();

const inWorkspace = (db: Db, workspace: string) => withMaker(db).where('invitations.workspace_id', '=', workspace);

/** The rule `linkState` at `now` (ms) as the database judges it by the row of a link alone. */
export const isLive = (row: ExpressionBuilder<Tables, 'invitations'>, now: number) =>
  row.and([
    row('invitations.revoked', 'is', null),
    row.or([row('invitations.expires', 'is', null), row('invitations.expires', '>', now)]),
    row.or([row('invitations.max_uses', 'is', null), row('invitations.uses', '<', row.ref('invitations.max_uses'))]),
  ]);

/** Those that somebody could still use; the database does not know which key sealed them. */
const live = (db: Db, workspace: string, now: number) =>
  inWorkspace(db, workspace)
    .where('memberships.role', 'is not', null)
    .where((row) => isLive(row, now));

/** Those of a workspace, newest first; with `liveAt` (ms) only those that somebody could use then. At most as many as may be open at a time. */
export const invitationsOf = (db: Db, workspace: string, { liveAt }: { readonly liveAt: number | null }) =>
  (liveAt === null ? inWorkspace(db, workspace) : live(db, workspace, liveAt))
    .select(columns)
    .orderBy('invitations.created', 'desc')
    .orderBy('invitations.hash')
    .limit(limits.invitations)
    .execute();

/** How many invitations of a workspace somebody could use at `now` (ms); `maker`: only those made by this user. */
export const countLive = async (
  db: Db,
  { open }: Pick<Secrets, 'open'>,
  { workspace, now, maker }: { readonly workspace: string; readonly now: number; readonly maker?: string },
): Promise<number> => {
  const all = live(db, workspace, now);
  const rows = await (maker === undefined ? all : all.where('invitations.user_id', '=', maker)).select('invitations.sealed').execute();
  return rows.filter(({ sealed }) => open(sealed) !== null).length;
};
