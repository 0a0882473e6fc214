import type { Needs } from '../body.ts';
import type { Caller } from '../caller.ts';
import { refusal, refusalSaying, type Fields } from '../recordings.ts';
import type { Upstream } from '../rules.ts';
import type { User } from '../state.ts';

export interface Call extends Upstream {
  /** null only where nobody has to log in */
  readonly caller: Caller | null;
  readonly fields: Fields;
  /** the version that was asked for */
  readonly version: string;
  /** Sends the cookie, or with null its removal. */
  readonly setCookie: (token: string | null) => void;
}

export interface Operation {
  /** the versions of its handlers, where they are not just 1.0; the highest that is not above what is asked for answers */
  readonly handlers?: readonly string[];
  /** the API version of the first server that had it, where that matters */
  readonly since?: string;
  /** nobody has to be logged in */
  readonly isOpen?: true;
  readonly roles?: readonly string[];
  readonly needs?: Needs;
  readonly run: (call: Call) => Fields | Promise<Fields>;
}

export type Operations = Readonly<Record<string, Operation>>;

/** The caller, who had to log in. */
export const callerOf = ({ caller }: Call): Caller => {
  if (caller === null) throw refusal('fixed_022');
  return caller;
};

/** The caller's account; a token outlives it. */
export const ownUser = (call: Call): User => {
  const { user: id, company } = callerOf(call);
  const user = call.state.users.find((one) => one.id === id && one.company.id === company);
  if (user === undefined) throw refusalSaying('fixed_104', `Invalid user id: id=${id}, company=${company}`, 301);
  return user;
};

/** The server's own users make and lose no keys. */
export const refuseBuiltIn = ({ id }: User): void => {
  if (id.startsWith('__')) throw refusalSaying('fixed_104', 'Invalid user id (protected identity)', 301);
};

/** What is absent is left out. */
export const withoutUndefined = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
