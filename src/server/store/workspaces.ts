import { limits, type Role } from '#contract/index.ts';
import type { PersonRow, WorkspaceRow } from '../present-organization.ts';
import { personalTo } from '../accounts.ts';
import type { Db } from './store.ts';

/** Those of one role who joined first, from its index: reads as many as it answers. */
const ofRole = (db: Db, workspace: string, role: Role) =>
  db.selectFrom((from) =>
    from
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.user_id')
      .select(['users.id', 'users.name', 'users.avatar', 'memberships.role', 'memberships.joined'])
      .where('memberships.workspace_id', '=', workspace)
      .where('memberships.role', '=', role)
      .orderBy('memberships.joined')
      .orderBy('memberships.user_id')
      .limit(limits.membersShown)
      .as(role),
  );

/** The members drawn with a workspace: owners, then admins, then the others, 10 at most whatever its size. */
const firstPeople = async (db: Db, workspace: string): Promise<PersonRow[]> => {
  const rows = await ofRole(db, workspace, 'owner')
    .selectAll()
    .unionAll(ofRole(db, workspace, 'admin').selectAll())
    .unionAll(ofRole(db, workspace, 'member').selectAll())
    .execute();
  const rank: Record<Role, number> = { owner: 0, admin: 1, member: 2 };
  return rows
    .toSorted((a, b) => rank[a.role] - rank[b.role] || a.joined - b.joined || (a.id < b.id ? -1 : 1))
    .slice(0, limits.membersShown);
};

/** The workspaces of a user, the personal one first, then by name; `only`: this one and no other. */
export const workspacesOf = async (db: Db, user: string, only: string | null): Promise<WorkspaceRow[]> => {
  const mine = db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'workspaces.personal_of', 'workspaces.created', 'workspaces.seats', 'workspaces.members'])
    .select('memberships.role')
    .where('memberships.user_id', '=', user);
  const rows = await (only === null ? mine : mine.where('workspaces.id', '=', only)).execute();
  const all = await Promise.all(
    rows.map(async ({ personal_of, ...row }) => ({
      ...row,
      personal: personalTo(user, personal_of),
      people: await firstPeople(db, row.id),
    })),
  );
  return all.toSorted(
    (a, b) => Number(b.personal === 'own') - Number(a.personal === 'own') || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
  );
};
