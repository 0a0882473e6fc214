import type { NewUser } from './people.ts';
import type { State } from './state.ts';
import type { Tokens } from './tokens.ts';

/** How people log in: fixed users, these and a guest, by name only, or elsewhere (single sign-on). */
export type Mode = 'password' | 'guest' | 'simple' | 'sso';

/** What kind of server it is. */
export interface Rules {
  readonly mode: Mode;
  readonly users: readonly NewUser[];
  /** ClearML's built-in pair of its web application; works where only a name is asked for */
  readonly webPair: { readonly key: string; readonly secret: string } | null;
  /** the administrator changed the pair: 401/22 */
  readonly refusesWebPair: boolean;
  /** MAJOR.MINOR: what came later is missing; above 2.31 every object has fields that nobody knows yet */
  readonly apiVersion: string;
  readonly serverVersion: string;
  /** operations that it has not (404), beside those that came with a later version */
  readonly without: readonly string[];
}

export const olderServer = { apiVersion: '2.13', serverVersion: '0.17.0' } as const;
export const newerServer = { apiVersion: '2.99', serverVersion: '9.9.0' } as const;

export interface Upstream {
  readonly rules: Rules;
  readonly state: State;
  readonly tokens: Tokens;
}

/** Whether version `one` comes before `other`. */
export const isBefore = (one: string, other: string): boolean => {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major === otherMajor ? minor < otherMinor : major < otherMajor;
};
