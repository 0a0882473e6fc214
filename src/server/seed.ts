import { parseArgs } from 'node:util';
import { sql, type Transaction } from 'kysely';
import { theWorkspace } from './fixed-users.ts';
import type { Parts } from './handler.ts';
import { newId, newSecret } from './ids.ts';
import { hashPassword } from './passwords.ts';
import { ascendingIds, seedPeople, type SeedPerson } from './seed-people.ts';
import { membership } from './store/members.ts';
import type { Tables } from './store/schema.ts';

type Trx = Transaction<Tables>;

/** Rows of one insert: a statement has some thousand parameters then, below the limits of both databases. */
const batchSize = 500;
/** Members of each further workspace. */
const smallSize = 10;

interface Plan {
  readonly users: number;
  readonly workspaces: number;
  readonly members: number;
}

interface Team {
  readonly workspace: { readonly id: string; readonly name: string; readonly personal_of: string | null };
  /** the first is the owner */
  readonly members: readonly SeedPerson[];
}

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,7}$/.test(text)) throw new SeedError(`--${name} takes a whole number, not ${text}.`);
  return Number(text);
};

/** Wrong input; the message is the one sentence that is shown. */
class SeedError extends Error {}

const options = {
  users: { type: 'string', default: '10' },
  workspaces: { type: 'string', default: '0' },
  members: { type: 'string', default: '10' },
} as const;

const read = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch {
    throw new SeedError('It is: npm run seed -- --users N --workspaces N --members N.');
  }
};

const planOf = (argv: readonly string[], { settings }: Parts): Plan => {
  const values = read(argv);
  const [workspaces, members] = [wholeNumber('workspaces', values.workspaces), wholeNumber('members', values.members)];
  const users = Math.max(1, wholeNumber('users', values.users), members);
  if (settings.deployment !== 'self-hosted') return { users, workspaces, members };
  if (workspaces > 0) throw new SeedError('A self-hosted server has one workspace: leave --workspaces out.');
  return { users, workspaces, members: users };
};

/** The first workspace and the further ones, whose members are taken in turn. */
const teamsOf = (people: readonly SeedPerson[], plan: Plan, { random, settings }: Parts): Team[] => {
  const team = (name: string, members: readonly SeedPerson[]): Team => ({
    workspace: { id: newId(random), name, personal_of: null },
    members,
  });
  if (settings.deployment === 'self-hosted') return [{ workspace: { ...theWorkspace, personal_of: null }, members: people }];
  const size = Math.min(smallSize, people.length);
  const inTurn = (at: number) => Array.from({ length: size }, (_, seat) => people[(at * size + seat) % people.length] as SeedPerson); // within its length
  return [
    ...(plan.members > 0 ? [team('Large workspace', people.slice(0, plan.members))] : []),
    ...Array.from({ length: plan.workspaces }, (_, at) => team(`Workspace ${at + 1}`, inTurn(at))),
  ];
};

const personalOf = (people: readonly SeedPerson[], random: Parts['random']): Team[] => {
  const ids = ascendingIds(people.length, random);
  return people.map((person, at) => ({
    workspace: { id: ids[at] ?? newId(random), name: `${person.name}'s workspace`, personal_of: person.id },
    members: [person],
  }));
};

const inBatches = async <T>(rows: readonly T[], insert: (batch: readonly T[]) => Promise<unknown>): Promise<void> => {
  for (let at = 0; at < rows.length; at += batchSize) await insert(rows.slice(at, at + batchSize));
};

const insertTeams = async (trx: Trx, teams: readonly Team[], { settings, clock }: Parts): Promise<void> => {
  const seats = (size: number) =>
    settings.seats === null || size > settings.seats || settings.deployment === 'self-hosted' ? null : settings.seats;
  const workspaces = teams.map(({ workspace, members }) => ({
    ...workspace,
    seats: seats(members.length),
    created: clock(),
    members: members.length,
  }));
  await inBatches(workspaces, (batch) =>
    trx
      .insertInto('workspaces')
      .values([...batch])
      .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ members: row.ref('excluded.members') })))
      .execute(),
  );
  const memberships = teams.flatMap(({ workspace, members }) =>
    members.map((person, at) => ({
      ...membership(workspace.id, person, { role: at === 0 ? ('owner' as const) : ('member' as const), joined: person.created }),
      last_active: person.lastActive,
    })),
  );
  await inBatches(memberships, (batch) =>
    trx
      .insertInto('memberships')
      .values([...batch])
      .execute(),
  );
};

const fill = async (parts: Parts, plan: Plan, password: string): Promise<Team> => {
  const passwordHash = await hashPassword(password);
  const people = seedPeople(plan.users, parts);
  const teams = teamsOf(people, plan, parts);
  const personal = parts.settings.deployment === 'self-hosted' ? [] : personalOf(people, parts.random);
  await parts.store.transaction(async (trx) => {
    if ((await trx.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined)
      throw new SeedError('The database has accounts already: seed an empty one.');
    const users = people.map(({ lastActive: _lastActive, ...person }) => ({
      ...person,
      role: 'user' as const,
      password_hash: passwordHash,
    }));
    await inBatches(users, (batch) =>
      trx
        .insertInto('users')
        .values([...batch])
        .execute(),
    );
    await insertTeams(trx, [...teams, ...personal], parts);
  });
  // PostgreSQL would plan for an empty database until it looks by itself, a minute later
  if (parts.store.kind === 'postgres') await sql`analyze`.execute(parts.store.db);
  return [...teams, ...personal].reduce((largest, team) => (team.members.length > largest.members.length ? team : largest));
};

/** Fills an empty database for load tests and prints who owns the largest workspace, as one line of JSON. Answers the exit code. */
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
