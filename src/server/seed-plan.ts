import { parseArgs } from 'node:util';
import type { Role } from '#contract/index.ts';
import { theWorkspace } from './fixed-users.ts';
import type { Parts } from './handler.ts';
import { newId } from './ids.ts';
import { ascendingIds, type SeedPerson } from './seed-people.ts';

/** Members of each further workspace. */
const smallSize = 10;

/** Wrong input; the message is the one sentence that is shown. */
export class SeedError extends Error {}

/** How much there shall be. */
export interface Plan {
  readonly users: number;
  readonly workspaces: number;
  readonly members: number;
}

/** A workspace with its members. */
export interface Team {
  readonly workspace: { readonly id: string; readonly name: string; readonly personal_of: string | null };
  /** the first is the owner */
  readonly members: readonly SeedPerson[];
}

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,7}$/.test(text)) throw new SeedError(`--${name} takes a whole number, not ${text}.`);
  return Number(text);
};

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

/** The first member is the owner, as is one of each 25,000; one of fifty is an admin. */
export const roleAt = (at: number): Role => (at % 25_000 === 0 ? 'owner' : at % 50 === 1 ? 'admin' : 'member');

/** Reads the arguments. Throws a SeedError. */
export const planOf = (argv: readonly string[], { settings }: Parts): Plan => {
  const values = read(argv);
  const [workspaces, members] = [wholeNumber('workspaces', values.workspaces), wholeNumber('members', values.members)];
  const users = Math.max(1, wholeNumber('users', values.users), members);
  if (settings.deployment !== 'self-hosted') return { users, workspaces, members };
  if (workspaces > 0) throw new SeedError('A self-hosted server has one workspace: leave --workspaces out.');
  return { users, workspaces, members: users };
};

/** The first workspace and the further ones, whose members are taken in turn. */
export const teamsOf = (people: readonly SeedPerson[], plan: Plan, { random, settings }: Parts): Team[] => {
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

/** The personal workspace of each. */
export const personalOf = (people: readonly SeedPerson[], random: Parts['random']): Team[] => {
  const ids = ascendingIds(people.length, random);
  return people.map((person, at) => ({
    workspace: { id: ids[at] ?? newId(random), name: `${person.name}'s workspace`, personal_of: person.id },
    members: [person],
  }));
};
