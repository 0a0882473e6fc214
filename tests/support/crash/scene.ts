import { invitingRoles, type Operation, type RequestOf, type ResponseOf } from '#contract/index.ts';
import type { TestClient } from '../client.ts';
import type { Someone } from '../team.ts';
import { ofKind, persons, type Facts, type Who } from './facts.ts';

/** One write: what to ask of the server, and what the database holds when it is done. */
export interface Step {
  readonly name: string;
  /** it ends more than it names, which could be done by half */
  readonly sweeps?: true;
  /** Throws `Refusal` where the server says no, and anything else where no answer came. */
  readonly run: () => Promise<void>;
  readonly done: (facts: Facts) => Facts;
}

/** The server's no; a scene asks for what it may only, so there is one that counts: no seat is free. */
export class Refusal extends Error {
  readonly isFull: boolean;
  constructor(message: string, isFull: boolean) {
    super(message);
    this.isFull = isFull;
  }
}

/** Two people of whom nobody else knows anything, but in the arena. */
export interface Scene {
  readonly people: Readonly<Record<Who, Someone>>;
  /** begins the names of what it makes */
  readonly name: string;
  /** ids of its workspaces, by name */
  readonly places: Map<string, string>;
  /** links that somebody who never left may use, by their notes */
  readonly links: Map<string, { readonly place: string; readonly id: string }>;
  /** newest pairs whose secrets were answered, by their labels */
  readonly pairs: Map<string, { readonly key: string; readonly secret: string }>;
  /** browsers of accounts that were made, by e-mail */
  readonly newcomers: Map<string, TestClient>;
  /** A browser that nobody is logged in to. */
  readonly browser: () => TestClient;
  /** Counts up. */
  readonly next: () => number;
  /** One of them; undefined of none. */
  readonly pick: <T>(from: readonly T[]) => T | undefined;
}

export const other = { ann: 'ben', ben: 'ann' } as const;

export const ask = async <O extends Operation>(
  client: TestClient,
  operation: O,
  request: RequestOf<O>,
  workspace?: string,
): Promise<ResponseOf<O>> => {
  const { status, meta, data } = await client.call(operation, request, workspace === undefined ? {} : { workspace });
  if (status !== 200)
    throw new Refusal(`${operation.name}: ${status}/${meta.result_subcode} ${meta.result_msg}`, meta.result_subcode === 1003);
  return operation.response.parse(data) as ResponseOf<O>; // just parsed by this operation's own schema
};

/** A place of somebody's, by what they are there. */
export const placeOf = (scene: Scene, facts: Facts, may: (who: Who, place: string, role: string) => boolean) =>
  scene.pick(
    ofKind(facts, 'member').flatMap(([name, place = '', role = '']) => {
      const who = persons.find((each) => each === name);
      return who !== undefined && may(who, place, role)
        ? [{ who, place, id: scene.places.get(place) ?? '', browser: scene.people[who].browser }]
        : [];
    }),
  );

export const invites = (role: string): boolean => invitingRoles.some((each) => each === role);
