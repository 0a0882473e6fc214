import { screen, within } from '@testing-library/react';
import { auth, organization, type RequestOf, type Role } from '#contract/index.ts';
import type { Browser } from './browser.ts';
import { addMember, addPerson, logIn, type Person } from './people.ts';
import { openPage } from './render-app.tsx';

/** A workspace of the visitor, in which they have a role, with Olga Owner, Adam Admin and Mia Member. */
export interface Crew {
  readonly workspace: string;
  /** id of the visitor */
  readonly me: string;
  readonly olga: Person;
  readonly adam: Person;
  readonly mia: Person;
}

/** Signs the visitor up as Ada Sample and makes them a member of Acme, which is nobody's personal workspace. */
export const crewWith = async (browser: Browser, role: Role): Promise<Crew> => {
  const { user: me } = await browser.signUp({ name: 'Ada Sample' });
  const made = organization.createCompany.response.parse(await browser.act(organization.createCompany, { name: 'Acme' }));
  const join = async (name: string, as: Role): Promise<Person> => {
    const person = await addPerson(browser, `${name.split(' ')[0]?.toLowerCase()}@example.com`, name);
    await addMember(browser, made.id, person.id, as);
    return person;
  };
  const crew = {
    workspace: made.id,
    me,
    olga: await join('Olga Owner', 'owner'),
    adam: await join('Adam Admin', 'admin'),
    mia: await join('Mia Member', 'member'),
  };
  await browser.store.db.updateTable('memberships').set({ role }).where('workspace_id', '=', made.id).where('user_id', '=', me).execute();
  return crew;
};

/** Makes somebody a key in a workspace, for ever and for everything unless said otherwise. Answers it. */
export const keyOf = async (
  browser: Browser,
  person: Person,
  workspace: string,
  label: string,
  life: Omit<RequestOf<typeof auth.createCredentials>, 'label'> = {},
): Promise<string> => {
  const client = await logIn(browser, person);
  return (await client.ok(auth.createCredentials, { label, ...life }, { workspace })).credentials.access_key;
};

/** Opens the page Members, and waits for its table. */
export const openMembers = async (workspace: string, query = '') => {
  const page = openPage(`/w/${workspace}/members${query}`);
  await screen.findByRole('table', { name: 'Members' });
  return page;
};

/** The row of a member. */
export const rowOf = async (name: string): Promise<HTMLElement> => {
  const rows = await screen.findAllByRole('row');
  const row = rows.find(({ textContent }) => textContent.includes(name));
  if (row === undefined) throw new Error(`No row of ${name}`);
  return row;
};

/** Answers the question that is open with its verb. */
export const answer = async ({ user }: ReturnType<typeof openPage>, verb: string): Promise<void> =>
  user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: verb }));

/** The roles of a workspace by user, as the database has them. */
export const rolesIn = async ({ store }: Browser, workspace: string): Promise<Record<string, Role>> => {
  const rows = await store.db.selectFrom('memberships').select(['user_id', 'role']).where('workspace_id', '=', workspace).execute();
  return Object.fromEntries(rows.map(({ user_id, role }) => [user_id, role]));
};
