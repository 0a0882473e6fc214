import type { Transaction } from 'kysely';
import type { Account } from './accounts.ts';
import type { Parts } from './handler.ts';
import { newAccessKey, newId, newSecret, newSecretKey } from './ids.ts';
import { createAccount } from './new-account.ts';
import { hashPassword } from './passwords.ts';
import { hashSecret } from './secrets.ts';
import { recordEvent } from './store/events.ts';
import { addMember } from './store/members.ts';
import { lockPreferences, writePreferences } from './store/preferences.ts';
import type { Tables } from './store/schema.ts';

type Trx = Transaction<Tables>;

const hour = 3_600_000;
const day = 24 * hour;

const names = ['Ada Sample', 'Ben Sample', 'Chloe Sample', 'Daniel Sample', 'Elif Sample', 'Farid Sample'];

interface Team {
  readonly name: string;
  /** places in `names`; the first is the owner, the second an admin */
  readonly members: readonly number[];
  /** ms */
  readonly age: number;
}

/** How long ago each of them was last there, in ms; null: never. */
const away = [3 * 60_000, 5 * hour, day, 6 * day, 33 * day, null];

/** Teams beside the personal workspaces, the largest first. */
const teams: readonly Team[] = [
  { name: 'Vision Team', members: [0, 1, 2, 3, 4], age: 240 * day },
  { name: 'Speech Research', members: [1, 5, 0], age: 90 * day },
];

/** Keys of the first person; ages and what is left in ms, null: never used, never ends. */
const keys = [
  { label: 'laptop', age: 40 * day, used: 2 * hour, from: 'ada-laptop', left: 5 * day },
  { label: 'ci-gpu', age: 21 * day, used: 3 * 60_000, from: 'gpu-worker-1:0', left: null },
  { label: 'old-notebook', age: 200 * day, used: null, from: null, left: null },
];

/** The same server some time ago. */
const ago = (parts: Parts, time: number): Parts => ({ ...parts, clock: () => parts.clock() - time });

const addTeam = async (trx: Trx, parts: Parts, { name, members, age }: Team, people: readonly Account[]): Promise<string> => {
  const id = newId(parts.random);
  const created = parts.clock() - age;
  await trx.insertInto('workspaces').values({ id, name, personal_of: null, seats: parts.settings.seats, created }).execute();
  for (const [at, place] of members.entries()) {
    const person = people[place];
    if (person === undefined) continue;
    const joined = created + at * day;
    await addMember(trx, id, person.id, { role: at === 0 ? 'owner' : at === 1 ? 'admin' : 'member', joined });
    const last = away[place] ?? null;
    await trx
      .updateTable('memberships')
      .set({ last_active: last === null ? null : parts.clock() - last })
      .where('workspace_id', '=', id)
      .where('user_id', '=', person.id)
      .execute();
    await recordEvent(
      trx,
      { clock: () => joined, random: parts.random, address: null },
      at === 0
        ? { workspace: id, actor: person.id, action: 'workspace.create', detail: { name } }
        : { workspace: id, actor: person.id, action: 'member.join', target: person.id },
    );
  }
  return id;
};

const addKeys = async (trx: Trx, { random, clock }: Parts, user: string, workspace: string): Promise<void> => {
  for (const { label, age, used, from, left } of keys)
    await trx
      .insertInto('credentials')
      .values({
        access_key: newAccessKey(random),
        secret_hash: hashSecret(newSecretKey(random)),
        user_id: user,
        workspace_id: workspace,
        label,
        created: clock() - age,
        last_used: used === null ? null : clock() - used,
        last_used_from: from,
        expires: left === null ? null : clock() + left,
      })
      .execute();
};

const addInvitation = async (trx: Trx, { random, clock, secrets }: Parts, user: string, workspace: string): Promise<void> => {
  const id = newSecret(random);
  const dates = { created: clock() - day, expires: clock() + 6 * day };
  await trx
    .insertInto('invitations')
    .values({ hash: hashSecret(id), sealed: secrets.seal(id), workspace_id: workspace, user_id: user, role: 'member', ...dates })
    .execute();
};

const fill = async (trx: Trx, parts: Parts, passwordHash: string): Promise<{ email: string; workspace: string } | null> => {
  if ((await trx.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined) return null;
  const people: Account[] = [];
  let workspace = '';
  for (const [at, name] of names.entries()) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    const made = await createAccount(trx, ago(parts, (400 - at * 30) * day), { email, name, passwordHash });
    people.push(made.user);
    if (at === 0) workspace = made.workspace.id;
  }
  const [first] = people;
  if (first === undefined) return null;
  if (parts.settings.deployment === 'hosted') {
    const made: string[] = [];
    for (const team of teams) made.push(await addTeam(trx, parts, team, people));
    workspace = made[0] ?? workspace;
    await addInvitation(trx, parts, first.id, workspace);
  }
  await addKeys(trx, parts, first.id, workspace);
  await lockPreferences(trx, first.id);
  await writePreferences(trx, first.id, JSON.stringify({ users: { activeWorkspace: workspace } }));
  return { email: first.email, workspace };
};

/** Fills an empty database with a small team and prints who to log in as, for programs as one line of JSON, then for people; leaves any other database alone. */
export const fillDemo = async (parts: Parts, print: (line: string) => void): Promise<void> => {
  const password = newSecret(parts.random);
  const passwordHash = await hashPassword(password);
  const filled = await parts.store.transaction((trx) => fill(trx, parts, passwordHash));
  if (filled === null) return print('The database is not empty: --demo leaves it as it is.');
  print(JSON.stringify({ email: filled.email, password, workspace: filled.workspace }));
  const address = parts.settings.publicUrl ?? 'the address below';
  for (const line of [`Log in at ${address} as the owner of a sample team:`, `  e-mail    ${filled.email}`, `  password  ${password}`])
    print(line);
};
