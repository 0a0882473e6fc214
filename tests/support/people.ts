import { auth, type Role } from '#contract/index.ts';
import { hashPassword } from '#server/passwords.ts';
import { newId } from '#server/ids.ts';
import { basic, type TestClient } from './client.ts';
import type { TestServer } from './server.ts';

/** The password of everybody whom `addPerson` makes; hashed once, as hashing is slow by design. */
export const samplePassword = 'violet harbour 42';
let sampleHash: Promise<string> | undefined;

export interface Person {
  readonly id: string;
  /** their personal workspace */
  readonly workspace: string;
  readonly email: string;
}

/** Puts somebody with a personal workspace into the database. */
export const addPerson = async ({ store, parts }: TestServer, email: string, name = 'Ada Sample'): Promise<Person> => {
  sampleHash ??= hashPassword(samplePassword);
  const [id, workspace, created] = [newId(parts.random), newId(parts.random), parts.clock()];
  const passwordHash = await sampleHash;
  await store.transaction(async (trx) => {
    await trx.insertInto('users').values({ id, email, name, role: 'user', created, password_hash: passwordHash }).execute();
    await trx
      .insertInto('workspaces')
      .values({ id: workspace, name: `${name}'s workspace`, personal_of: id, seats: 10, created })
      .execute();
    await trx.insertInto('memberships').values({ workspace_id: workspace, user_id: id, role: 'owner', joined: created }).execute();
  });
  return { id, workspace, email };
};

/** Makes a person a member of a workspace, without an invitation. */
export const addMember = async ({ store, parts }: TestServer, workspace: string, user: string, role: Role = 'member'): Promise<void> => {
  await store.db.insertInto('memberships').values({ workspace_id: workspace, user_id: user, role, joined: parts.clock() }).execute();
};

/** A browser in which a person just logged in. */
export const logIn = async (server: TestServer, person: Person): Promise<TestClient> => {
  const client = server.client();
  await client.ok(auth.login, {}, { headers: basic(person.email, samplePassword) });
  return client;
};
