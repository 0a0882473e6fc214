import { auth, type Role } from '#contract/index.ts';
import { hashPassword } from '#server/passwords.ts';
import { createAccount } from '#server/new-account.ts';
import { addMember as joinWorkspace } from '#server/store/members.ts';
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
  const passwordHash = await sampleHash;
  const { user, workspace } = await store.transaction((trx) => createAccount(trx, parts, { email, name, passwordHash }));
  return { id: user.id, workspace: workspace.id, email };
};

/** Makes a person a member of a workspace, without an invitation. */
export const addMember = async ({ store, parts }: TestServer, workspace: string, user: string, role: Role = 'member'): Promise<void> => {
  await store.transaction((trx) => joinWorkspace(trx, workspace, user, { role, joined: parts.clock() }));
};

/** A browser in which a person just logged in. */
export const logIn = async (server: TestServer, person: Person): Promise<TestClient> => {
  const client = server.client();
  await client.ok(auth.login, {}, { headers: basic(person.email, samplePassword) });
  return client;
};
