import { hash } from '@node-rs/argon2';
import { sql } from 'kysely';
import { getEvents } from '#contract/activity.ts';
import { auth, invitations, organization, workspaceHeader } from '#contract/index.ts';
import { getMemberCredentials } from '#contract/managing.ts';
import { writeCursor } from '#server/rules/cursor.ts';
import { hashSecret } from '#server/secrets.ts';
import { basic, bearer } from '#tests/support/client.ts';
import { readRows, type Rows } from '#tests/support/dump.ts';
import { addMember, samplePassword } from '#tests/support/people.ts';
import type { TestServer } from '#tests/support/server.ts';
import { makeTeam, type Someone, type Team } from '#tests/support/team.ts';
import { probedUrls, type Texts } from './bodies.ts';
import type { Callers } from './steps.ts';

/** What the tests of any body start from, again and again. */
export interface World {
  /** the headers of each who calls, by what they are */
  readonly callers: Callers;
  readonly texts: Texts;
  /** makes the database what it was at first */
  readonly restore: () => Promise<void>;
}

/** When and where from somebody was there, which calls that are refused note too; and what the index of members counts by. */
const notes = new Set(['last_used', 'last_used_from', 'last_active', 'refused', 'last_refused', 'last_refused_from', 'number']);

/** All that the database holds but the notes, in an order of its own. */
export const facts = async ({ store }: TestServer): Promise<string> =>
  (await readRows(store))
    .map(([table, rows]) => {
      const texts = rows.map((row) => JSON.stringify(row, (key, value: unknown) => (notes.has(key) ? undefined : value)));
      return `${table}\n${texts.toSorted().join('\n')}`;
    })
    .join('\n');

/** What stays the same while nobody writes; PostgreSQL counts what others write as well. */
export const mark = async ({ store }: TestServer): Promise<string> => {
  const query = store.kind === 'sqlite' ? sql`select total_changes() as at` : sql`select pg_snapshot_xmax(pg_current_snapshot()) as at`;
  return JSON.stringify((await query.execute(store.db)).rows);
};

const restoreTo = async ({ store }: TestServer, rows: Rows): Promise<void> => {
  await store.transaction(async (trx) => {
    for (const [table] of rows.toReversed()) await trx.deleteFrom(table).execute();
    for (const [table, all] of rows)
      for (const { number: _, ...row } of all) {
        const [columns, values] = [Object.keys(row), Object.values(row)];
        await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))}) values (${sql.join(values)})`.execute(
          trx,
        );
      }
  });
};

const cookieOf = ({ browser }: Someone): Record<string, string> => ({
  cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '),
  origin: 'http://localhost:8080',
  'sec-fetch-site': 'same-origin',
});

/** Keys of the owner's and of a member's, one of which may only read, with a token. */
const makeKeys = async ({ workspace, owner, member }: Team) => {
  const keyOf = async ({ browser }: Someone, request: object) =>
    (await browser.ok(auth.createCredentials, request, { workspace })).credentials;
  const keys = {
    owner: await keyOf(owner, { label: 'training' }),
    reader: await keyOf(owner, { read_only: true }),
    member: await keyOf(member, { label: 'laptop', expires_in_sec: 3600 }),
    spare: await keyOf(owner, { label: 'spare' }),
  };
  const headers = basic(keys.owner.access_key, keys.owner.secret_key);
  const { token } = await owner.browser.ok(auth.login, {}, { headers });
  return { keys, token };
};

/** Links that are open to anybody, to one person, and used up or revoked. */
const makeLinks = async ({ workspace, owner }: Team) => {
  const made: { id: string; url: string }[] = [];
  for (const request of [{}, { role: 'admin' as const, max_uses: 1 }, { email: 'otto@example.com' }, { note: 'over' }])
    made.push(await owner.browser.ok(invitations.createInvite, request, { workspace }));
  await owner.browser.ok(invitations.revokeInvites, { invites: [made[3]?.id ?? ''] }, { workspace });
  return { ids: made.map(({ id }) => id), secrets: made.map(({ url }) => new URL(url).searchParams.get('invite') ?? '') };
};

/** Where lists go on, as the server said it and as somebody might make it up. */
const cursorsOf = async ({ workspace, owner }: Team): Promise<string[]> => {
  const pages = [
    await owner.browser.ok(organization.getMembers, { page_size: 1 }, { workspace }),
    await owner.browser.ok(getEvents, { page_size: 1 }, { workspace }),
    await owner.browser.ok(getMemberCredentials, { page_size: 1 }, { workspace }),
  ];
  const madeUp = [[], ['\uD800', 'x'], [2 ** 53 - 1, 'x'], ['x', -(2 ** 53 - 1), 'x'], ['', '']].map((parts) => writeCursor(parts));
  return [...pages.flatMap(({ cursor }) => cursor ?? []), ...madeUp, 'e30', 'x'];
};

/** A password that is quick to check: the usual hash is slow by design. */
const givePasswords = async ({ store }: TestServer): Promise<void> => {
  const password_hash = await hash(samplePassword, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  await store.db.updateTable('users').set({ password_hash }).execute();
};

const textsOf = async (
  { store }: TestServer,
  team: Team,
  keys: Awaited<ReturnType<typeof makeKeys>>['keys'],
): Promise<Record<string, readonly string[]>> => {
  const { owner, admin, member, outsider } = team;
  const ids = [owner, admin, member, outsider].map(({ id }) => id);
  const links = await makeLinks(team);
  const accessKeys = Object.values(keys).map(({ access_key }) => access_key);
  const sessions = await store.db.selectFrom('sessions').select('id').orderBy('created').execute();
  return {
    sessions: sessions.map(({ id }) => id),
    user: [...ids, '__tests__'],
    id: ids,
    actor: [...ids, 'operator'],
    new_owner: ids,
    company_id: [team.workspace, owner.workspace, outsider.workspace],
    access_key: [...accessKeys, 'A'.repeat(30)],
    access_keys: accessKeys,
    invite_id: [...links.secrets, 'x'],
    invites: [...links.ids, ...links.secrets],
    email: ['otto@example.com', 'new@example.com', 'MIA@example.com'],
    name: ['Acme Vision', "Olga Owner's workspace", 'Ada Sample', 'Mia', 'Ж😀'],
    // seldom one that is taken, as making its hash is slow
    password: [...Array.from({ length: 5 }, () => 'password1'), samplePassword],
    current_password: [samplePassword, 'violet harbour 43'],
    new_password: [...Array.from({ length: 5 }, () => 'password1'), 'violet harbour 44'],
    link_id: ['a link that sets a password', 'x'],
    cursor: await cursorsOf(team),
    from: ['2026-01-01T00:00:00Z', '2026-11-23T16:00:00.000+14:00', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z'],
    to: ['2026-12-01T00:00:00Z', '0001-01-01T00:00:00-12:00'],
    url: probedUrls,
    action: ['member.', 'credentials.create', '%'],
    only_fields: ['id', 'name', 'company', 'company.name', 'email', 'nope'],
    order_by: ['name', '-name', 'id', 'email', 'company.name'],
  };
};

/** A team whose workspace is nobody's personal one: that can be left, handed over and deleted. */
const makeOwnTeam = async (server: TestServer): Promise<Team> => {
  const { owner, admin, member, outsider } = await makeTeam(server);
  const { id: workspace } = await owner.browser.ok(organization.createCompany, { name: 'Acme Vision' });
  await addMember(server, workspace, admin.id, 'admin');
  await addMember(server, workspace, member.id);
  return { workspace, owner, admin, member, outsider };
};

/** A team with keys and links on an empty database. */
export const makeWorld = async (server: TestServer): Promise<World> => {
  const team = await makeOwnTeam(server);
  const { keys, token } = await makeKeys(team);
  const texts = new Map(Object.entries(await textsOf(server, team, keys)));
  await server.store.db
    .insertInto('password_links')
    .values({ hash: hashSecret('a link that sets a password'), user_id: team.member.id, expires: server.clock.now() + 3_600_000 })
    .execute();
  await givePasswords(server);
  const shared = { [workspaceHeader]: team.workspace };
  const byKey = ({ access_key, secret_key }: { access_key: string; secret_key: string }) => basic(access_key, secret_key);
  const callers = {
    nobody: {},
    'a page of elsewhere': { origin: 'https://elsewhere.example.com', 'sec-fetch-site': 'cross-site' },
    owner: { ...cookieOf(team.owner), ...shared },
    admin: { ...cookieOf(team.admin), ...shared },
    member: { ...cookieOf(team.member), ...shared },
    'member, in a workspace of others': { ...cookieOf(team.member), [workspaceHeader]: team.outsider.workspace },
    outsider: cookieOf(team.outsider),
    'owner by a key': byKey(keys.owner),
    'owner by a token of a key': bearer(token),
    'owner by a read-only key': byKey(keys.reader),
    'member by a key': byKey(keys.member),
    'member by the password': basic(team.member.email, samplePassword),
    'a wrong secret': basic(keys.owner.access_key, keys.member.secret_key),
    'another scheme': { authorization: 'Digest x' },
    'a forged token': bearer('e30.e30.x'),
  };
  const rows = await readRows(server.store);
  return { callers, texts: (field) => texts.get(field) ?? ['training', 'x', ''], restore: () => restoreTo(server, rows) };
};
