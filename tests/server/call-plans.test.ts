import { afterAll, beforeAll, expect, test } from 'vitest';
import { auth, organization, users, type Operation } from '#contract/index.ts';
import { createApp } from '#server/app.ts';
import { basic, TestClient } from '#tests/support/client.ts';
import { samplePassword } from '#tests/support/people.ts';
import { plansOf } from '#tests/support/plans.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';
import { makeTeam, type Team } from '#tests/support/team.ts';

let server: TestServer;
let team: Team;
/** the headers of a program with a key pair of the owner */
let keyPair: Record<string, string>;
/** the same with the token that it got for the pair */
let token: Record<string, string>;

beforeAll(async () => {
  server = await startServer();
  team = await makeTeam(server);
  const { credentials } = await team.owner.browser.ok(auth.createCredentials, { label: 'box' });
  keyPair = basic(credentials.access_key, credentials.secret_key);
  token = { authorization: `Bearer ${(await server.client().ok(auth.login, {}, { headers: keyPair })).token}` };
});
afterAll(() => server.close());

/** What the database does for a call, statement by statement. */
const plansOfCall = (call: (client: TestClient) => Promise<unknown>): Promise<string[]> =>
  plansOf(server.store, (db) =>
    call(new TestClient(createApp({ ...server.parts, store: { ...server.store, db } }), 'http://localhost:8080/')),
  );

/** Tables and indexes that are read from one end to the other; not what the statement itself put together. */
const readWhole = (plan: string): string[] => [
  ...(plan.match(/Seq Scan on \w+|AUTOMATIC/g) ?? []),
  // PostgreSQL, told to use indexes, walks along one where it has no use for it
  ...plan.split('->').filter((step) => /Index (?:Only )?Scan/.test(step) && !step.includes('Index Cond')),
  ...(plan.match(/(?<=SCAN )[a-z]\w*/g) ?? []).filter((name) => !new RegExp(`(?:CO-ROUTINE|MATERIALIZE) ${name}`).test(plan)),
];

/** Each of these is found by an index, in one statement. */
const provesSession = (plan: string): void => {
  for (const table of ['sessions', 'users', 'credentials', 'memberships', 'workspaces'])
    expect(plan).toMatch(
      server.store.kind === 'sqlite' ? new RegExp(`SEARCH ${table} USING`) : new RegExp(`Index (?:Only )?Scan using \\w+ on ${table}`),
    );
};

const operations: [Operation, number][] = [
  [users.getCurrentUser, 0],
  [users.getPreferences, 1],
  [organization.getUserCompanies, 1],
  [auth.getCredentials, 2],
  [organization.getMembers, 2],
];

test.each(operations)('$name reads nothing whole, and proves the session in one statement before', async (operation, more) => {
  const plans = await plansOfCall((client) => {
    for (const [name, value] of team.owner.browser.cookies) client.cookies.set(name, value);
    return client.ok(operation, {});
  });
  expect(plans).toHaveLength(1 + more);
  provesSession(plans[0] ?? '');
  expect(plans.flatMap(readWhole)).toEqual([]);
});

test('neither does a call by the token of a key', async () => {
  const plans = await plansOfCall((client) => client.ok(users.getCurrentUser, {}, { headers: token }));
  expect(plans).toHaveLength(1);
  provesSession(plans[0] ?? '');
  expect(plans.flatMap(readWhole)).toEqual([]);
});

test.each(['a key pair', 'a password'])('to log in by %s reads nothing whole', async (by) => {
  const headers = by === 'a password' ? basic('olga@example.com', samplePassword) : keyPair;
  const plans = await plansOfCall((client) => client.ok(auth.login, {}, { headers }));
  expect(plans.length).toBeGreaterThanOrEqual(2);
  expect(plans.flatMap(readWhole)).toEqual([]);
});
