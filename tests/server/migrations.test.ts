import { sql, type Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { getEvents } from '#contract/activity.ts';
import { auth, invitations, login, organization, users } from '#contract/index.ts';
import { makeSecrets } from '#server/keys.ts';
import { hashPassword } from '#server/passwords.ts';
import { makeAccessKey, makeSecretKey } from '#server/rules/access-key.ts';
import { hashSecret } from '#server/secrets.ts';
import { migrate, migrations } from '#server/store/migrations.ts';
import type { Tables } from '#server/store/schema.ts';
import { serverOn } from '#tests/support/behind.ts';
import { basic } from '#tests/support/client.ts';
import { newDatabase } from '#tests/support/older-database.ts';
import { samplePassword } from '#tests/support/people.ts';

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
const ada = 'a'.repeat(32);
const workspace = 'b'.repeat(32);
const key = { access: makeAccessKey(random), secret: makeSecretKey(random) };
const testSecrets = makeSecrets('a key of the tests');
const at = Date.UTC(2026, 9, 1);

/** After how many migrations a column was there. */
const since: Readonly<Record<string, number>> = { members: 2, sort_name: 2, search_text: 2, address: 3, key_workspace: 5 };

/** Somebody with all that one can have, as a program wrote it that knew so many migrations. */
const fill = async (db: Kysely<Tables>, known: number, passwordHash: string): Promise<void> => {
  const none = known < 5 ? null : '';
  const rows: [table: string, row: Readonly<Record<string, unknown>>][] = [
    ['users', { id: ada, email: 'ada@example.com', name: 'Ada Πάππας', role: 'user', created: at, password_hash: passwordHash }],
    ['preferences', { user_id: ada, body: '{"views":{"theme":"dark"}}' }],
    ['workspaces', { id: workspace, name: 'Acme Vision', personal_of: ada, seats: 7, created: at, members: 1 }],
    [
      'memberships',
      {
        workspace_id: workspace,
        user_id: ada,
        role: 'owner',
        joined: at,
        sort_name: known < 8 ? 'ada πάππας' : 'ada πάππασ',
        search_text: `ada ${known < 8 ? 'πάππας' : 'πάππασ'}\nada@example.com`,
      },
    ],
    ['departures', { workspace_id: workspace, user_id: ada, at: at - 1 }],
    ['usage_reporting', { workspace_id: workspace, enabled: 1 }],
    [
      'credentials',
      {
        access_key: key.access,
        secret_hash: hashSecret(key.secret),
        user_id: ada,
        workspace_id: workspace,
        label: 'trainer',
        created: at,
        last_used: at,
      },
    ],
    ['sessions', { id: 's1', user_id: ada, access_key: null, created: at, expires: at * 2, last_used: at, key_workspace: null }],
    ['sessions', { id: 's2', user_id: ada, access_key: key.access, created: at, expires: at * 2, last_used: at, key_workspace: workspace }],
    [
      'invitations',
      {
        hash: hashSecret('the link'),
        sealed: testSecrets.seal('the link'),
        workspace_id: workspace,
        user_id: ada,
        role: 'member',
        created: at,
        max_uses: 5,
      },
    ],
    ['password_links', { hash: hashSecret('a link'), user_id: ada, expires: at * 2 }],
    ['events', { id: 'e1', at, workspace_id: workspace, actor: ada, action: 'key.create', address: '::1' }],
    ['events', { id: 'e2', at, workspace_id: none, actor: ada, action: 'user.log_in', address: '::1' }],
    ['facts', { name: 'a fact', value: 'of then' }],
  ];
  for (const [table, row] of rows) {
    const there = Object.entries(row).filter(([column]) => (since[column] ?? 0) <= known);
    const columns = there.map(([column]) => sql.ref(column));
    await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(there.map(([, value]) => value))})`.execute(db);
  }
};

test.each(migrations.map((_, index) => index + 1))(
  'a database of %i migrations is brought forward with all that is in it',
  async (known) => {
    const place = await newDatabase();
    const older = place.raw();
    await migrate(older, undefined, migrations.slice(0, known));
    await fill(older, known, await hashPassword(samplePassword));
    await older.destroy();
    const server = await serverOn(await place.open());
    const { db } = server.store;
    const browser = server.client();
    const byKey = { headers: basic(key.access, key.secret) };

    await browser.ok(auth.login, {}, { headers: basic('ada@example.com', samplePassword) });
    expect((await browser.ok(users.getCurrentUser, {}, byKey)).user).toMatchObject({ id: ada, name: 'Ada Πάππας' });
    expect(await browser.ok(users.getPreferences, {})).toMatchObject({ preferences: { views: { theme: 'dark' } } });
    expect(await browser.ok(organization.getMembers, { search: 'ΠΆΠΠΑΣ' })).toMatchObject({ members: [{ id: ada, role: 'owner' }] });
    expect(await browser.ok(auth.getCredentials, {})).toMatchObject({ credentials: [{ access_key: key.access, label: 'trainer' }] });
    expect(await server.client().ok(login.getInviteInfo, { invite_id: 'the link' })).toMatchObject({
      company_name: 'Acme Vision',
      active: true,
    });
    expect((await browser.ok(invitations.getInvites, {})).invites).toHaveLength(1);
    expect(await browser.ok(login.getPasswordLinkInfo, { link_id: 'a link' })).toEqual({ active: true });
    expect(JSON.stringify(await browser.ok(getEvents, {}))).toContain('key.create');
    // and it keeps its rules
    await browser.ok(auth.revokeCredentials, { access_keys: [key.access] });
    expect(await db.selectFrom('sessions').select('id').where('id', 'in', ['s1', 's2']).execute()).toEqual([{ id: 's1' }]);
    expect(await db.selectFrom('facts').select('value').where('name', '=', 'a fact').execute()).toEqual([{ value: 'of then' }]);

    await server.close();
    await place.drop();
  },
);

test.runIf(process.env['TEST_STORE'] === 'postgres')(
  'ten that open an empty database at the same moment make its tables once',
  async () => {
    const place = await newDatabase();
    const stores = await Promise.all(Array.from({ length: 10 }, () => place.open()));
    for (const { db } of stores)
      expect((await sql`select version from schema_version`.execute(db)).rows).toEqual([{ version: migrations.length }]);
    await Promise.all(stores.map((store) => store.close()));
    await place.drop();
  },
);
