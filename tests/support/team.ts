import { cookieName } from '#server/cookies.ts';
import { startSession } from '#server/sessions.ts';
import type { Role } from '#contract/index.ts';
import type { TestClient } from './client.ts';
import { addMember, addPerson, type Person } from './people.ts';
import type { TestServer } from './server.ts';

/** Somebody with a browser of their own. */
export interface Someone extends Person {
  readonly name: string;
  readonly browser: TestClient;
}

let people = 0;

/** Somebody new with a personal workspace, logged in without the slow check of a password. */
export const someone = async (server: TestServer, name = 'Someone Sample', email = `someone${++people}@example.com`): Promise<Someone> => {
  const person = await addPerson(server, email, name);
  const { store, parts, settings } = server;
  const browser = server.client();
  const whose = { user: { id: person.id, name, role: 'user' }, workspace: { id: person.workspace, name: '' } };
  const { value } = await startSession(store.db, { ...parts, address: '127.0.0.1', worker: '127.0.0.1', userAgent: null }, whose);
  browser.cookies.set(cookieName(settings, settings.publicUrl?.startsWith('https:') === true), value);
  return { ...person, name, browser };
};

export interface Team {
  /** the owner's personal workspace, which all of them share but the outsider */
  readonly workspace: string;
  readonly owner: Someone;
  readonly admin: Someone;
  readonly member: Someone;
  /** of no workspace but their own */
  readonly outsider: Someone;
}

/** One member of each role, and somebody from elsewhere. */
export const makeTeam = async (server: TestServer): Promise<Team> => {
  const owner = await someone(server, 'Olga Owner', 'olga@example.com');
  const join = async (name: string, role: Role): Promise<Someone> => {
    const person = await someone(server, name, `${name.split(' ')[0]?.toLowerCase()}@example.com`);
    await addMember(server, owner.workspace, person.id, role);
    return person;
  };
  return {
    workspace: owner.workspace,
    owner,
    admin: await join('Adam Admin', 'admin'),
    member: await join('Mia Member', 'member'),
    outsider: await someone(server, 'Otto Outside', 'otto@example.com'),
  };
};

/** What the database says about a workspace: who is in it, by role. */
export const membersOf = async ({ store }: TestServer, workspace: string): Promise<{ readonly user: string; readonly role: Role }[]> =>
  store.db.selectFrom('memberships').select(['user_id as user', 'role']).where('workspace_id', '=', workspace).orderBy('joined').execute();
