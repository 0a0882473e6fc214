import { sql, type Transaction } from 'kysely';
import type { Parts } from './handler.ts';
import { newSecret } from './ids.ts';
import { hashPassword } from './passwords.ts';
import { ensureWorkspace } from './provision.ts';
import { seedPeople } from './seed-people.ts';
import { credentialsOf, eventsOf, invitationsOf } from './seed-contents.ts';
import { personalOf, planOf, roleAt, SeedError, teamsOf, type Plan, type Team } from './seed-plan.ts';
import { insertMany } from './store/many-rows.ts';
import { membership } from './store/members.ts';
import { buildOrders, dropOrders } from './store/migration-members.ts';
import { buildSearch, dropSearch } from './store/migration-search.ts';
import type { Tables } from './store/schema.ts';

type Trx = Transaction<Tables>;

const insertWorkspaces = async (trx: Trx, teams: readonly Team[], { settings, clock }: Parts): Promise<void> => {
  const rows = teams.map(({ workspace, members: { length: members } }) => ({
    ...workspace,
    seats: settings.seats === null || members > settings.seats ? null : settings.seats,
    created: clock(),
    members,
  }));
  if (settings.deployment !== 'self-hosted') return insertMany(trx, 'workspaces', rows);
  for (const { id, name, members, created } of rows) {
    await ensureWorkspace(trx, { id, name }, created);
    await trx
      .updateTable('workspaces')
      .set((row) => ({ members: row('members', '+', members) }))
      .where('id', '=', id)
      .execute();
  }
};

const insertTeams = async (trx: Trx, teams: readonly Team[]): Promise<void> => {
  const memberships = teams.flatMap(({ workspace, members }) =>
    members.map((person, at) => ({
      ...membership(workspace.id, person, { role: roleAt(at), joined: person.created }),
      last_active: person.lastActive,
    })),
  );
  await insertMany(trx, 'memberships', memberships);
};

/** What a team works with: keys, invitations, and a past. */
const insertContents = async (trx: Trx, team: Team, parts: Parts): Promise<void> => {
  const keys = credentialsOf(team, parts);
  await insertMany(trx, 'credentials', keys);
  if (parts.settings.deployment !== 'self-hosted') await insertMany(trx, 'invitations', invitationsOf(team, parts));
  await insertMany(trx, 'events', eventsOf(team, keys, parts));
};

const fill = async (parts: Parts, plan: Plan, password: string): Promise<Team> => {
  const passwordHash = await hashPassword(password);
  const people = seedPeople(plan.users, parts);
  const teams = teamsOf(people, plan, parts);
  const personal = parts.settings.deployment === 'self-hosted' ? [] : personalOf(people, parts.random);
  await parts.store.transaction(async (trx) => {
    if (
      (await trx
        .selectFrom('users')
        .select('id')
        .where('email', '=', people[0]?.email ?? '')
        .executeTakeFirst()) !== undefined
    )
      throw new SeedError('The database was seeded before: seed another one.');
    const users = people.map(({ lastActive: _lastActive, ...person }) => ({
      ...person,
      role: 'user' as const,
      password_hash: passwordHash,
    }));
    await insertMany(trx, 'users', users);
    await dropSearch(trx);
    await dropOrders(trx);
    await insertWorkspaces(trx, [...teams, ...personal], parts);
    await insertTeams(trx, [...teams, ...personal]);
    await buildOrders(trx);
    await buildSearch(trx);
    for (const team of teams) await insertContents(trx, team, parts);
  });
  // PostgreSQL would plan for an empty database until it looks by itself, a minute later
  if (parts.store.kind === 'postgres') await sql`analyze`.execute(parts.store.db);
  return [...teams, ...personal].reduce((largest, team) => (team.members.length > largest.members.length ? team : largest));
};

/** Fills a database for load tests, once, and prints who owns the largest workspace, as one line of JSON. Answers the exit code. */
export const runSeed = async (parts: Parts, argv: readonly string[], print: (line: string) => void): Promise<number> => {
  const password = newSecret(parts.random);
  try {
    const { workspace, members } = await fill(parts, planOf(argv, parts), password);
    print(JSON.stringify({ email: members[0]?.email, password, workspace: workspace.id }));
    return 0;
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    print(error.message);
    return 1;
  }
};
