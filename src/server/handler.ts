import type { Operation, ParsedRequestOf, Personal, ResponseOf, Role } from '#contract/index.ts';
import type { Log } from './log.ts';
import type { Passwords } from './passwords.ts';
import type { UserRow } from './present-user.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/store.ts';
import type { Tell } from './tell.ts';

/** What the server is given and never takes by itself. */
export interface Parts {
  readonly store: Store;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly log: Log;
  /** milliseconds since 1970 UTC */
  readonly clock: () => number;
  /** so many random bytes, unguessable */
  readonly random: (bytes: number) => Uint8Array;
  /** all addresses of a host's name; rejects with Node's error */
  readonly resolve: (name: string) => Promise<readonly string[]>;
}

/** The same for one call. */
export interface CallParts extends Parts {
  readonly tell: Tell;
  readonly passwords: Passwords;
}

/** Who calls, and in which workspace. */
export interface Caller {
  readonly user: UserRow;
  /** of the token; null with Basic */
  readonly session: string | null;
  /** the key that the call, or its token, was made with; null for a browser session or a password */
  readonly accessKey: string | null;
  /** the stored hash that a password was found to fit; null where none was checked against one */
  readonly passwordHash: string | null;
  readonly workspace: { readonly id: string; readonly name: string; readonly role: Role; readonly personal: Personal };
  readonly by: 'cookie' | 'bearer' | 'basic';
}

/** What a handler needs beyond its request. */
export interface Context<Who extends Caller | null = Caller> extends CallParts {
  /** null only where the operation is public and nobody is logged in */
  readonly caller: Who;
  /** the peer's address, or what a trusted proxy says it is */
  readonly address: string;
  /** what limits count the address by */
  readonly network: string;
  /** `X-Clearml-Worker`, else the address: what `last_used_from` of a key shows */
  readonly worker: string;
  readonly userAgent: string | null;
  /** where browsers reach the page, with a slash at the end: `PUBLIC_URL`, else the request's own */
  readonly webUrl: string;
  /** the session's cookie as it came along, whatever it is worth */
  readonly cookie: string | null;
  /** Runs a check of a password, which counts as a log-in that fails where it answers null. Throws 429. */
  readonly limitLogin: RateLimits['login'];
  /** Sends the cookie along with the answer; null removes it. */
  readonly setCookie: (token: { readonly value: string; readonly expires: number } | null) => void;
}

export interface Handler {
  readonly operation: Operation;
  readonly run: (request: unknown, context: Context<Caller | null>) => Promise<unknown>;
}

/** Joins an operation with the code that answers it; request and answer are typed by the contract. */
export const handle = <O extends Operation>(
  operation: O,
  run: (request: ParsedRequestOf<O>, context: Context) => Promise<ResponseOf<O>>,
): Handler => ({ operation, run: run as Handler['run'] }); // dispatch runs it with the parsed request and, as the operation is not public, a caller

/** The same for a public operation: there may be no caller. */
export const handlePublic = <O extends Operation>(
  operation: O,
  run: (request: ParsedRequestOf<O>, context: Context<Caller | null>) => Promise<ResponseOf<O>>,
): Handler => ({ operation, run: run as Handler['run'] }); // dispatch runs it with the parsed request
