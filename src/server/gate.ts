import { userHeader } from '#contract/first-load.ts';
import type { Operation } from '#contract/index.ts';
import { authenticate, isPassword, type Offer, type Proof } from './authenticate.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import type { CallParts, Parts } from './handler.ts';
import { requireJson, requireOwnOrigin } from './origin.ts';
import type { RateLimits } from './rate-limits.ts';

/** A malformed header is told later, by authentication. */
const offerOrNull = (connection: Connection): Offer | null => {
  try {
    return connection.offered();
  } catch {
    return null;
  }
};

/**
 * The rules for calls that a page of another site could make a browser send. Where from: with the cookie or with nothing, `login.*`, and passwords.
 * How: with the cookie or with nothing; with `Authorization` any method and content type will do, as for ClearML.
 */
export const requireOwnWay = (operation: Pick<Operation, 'name' | 'effect'>, connection: Connection, settings: Parts['settings']): void => {
  const { request, method } = connection;
  // an empty header proves nothing: the cookie would
  const byHeader = (request.headers.get('authorization') ?? '') !== '';
  if (byHeader && !operation.name.startsWith('login.') && !isPassword(offerOrNull(connection))) return;
  requireOwnOrigin(request.headers, connection, settings);
  if (byHeader) return; // no page can send this header to another site unasked
  requireJson(request);
  if (operation.effect === 'write' && method !== 'POST') throw new Failure('method_not_allowed');
};

/** Who calls, and with what place in the workspace that is `wanted`. Others than public operations need a proof; public ones take a sound one and ignore any other. */
export const prove = async (
  { name, access }: Pick<Operation, 'name' | 'access'>,
  connection: Connection,
  parts: CallParts,
  limits: RateLimits,
  wanted: string | null,
): Promise<Proof | null> => {
  const isPublic = access === 'public';
  try {
    const offer = connection.offered();
    if (offer !== null) return await authenticate(parts, limits, connection, offer, { operation: name, wanted });
  } catch (error) {
    if (!isPublic || !(error instanceof Failure) || error.error === 'too_many_requests') throw error;
  }
  if (isPublic) return null;
  throw new Failure('missing_credentials');
};

/** Refuses a page that shows somebody else than the cookie's `user`, where that is known: another tab, or another program of the browser, logged in since. */
export const requireShownUser = (headers: Headers, user: string | undefined): void => {
  const shown = headers.get(userHeader);
  if (shown !== null && user !== undefined && shown !== user) throw new Failure('other_user');
};

/** A key that may change nothing still comes and goes. */
const comingAndGoing: ReadonlySet<string> = new Set(['auth.login', 'auth.logout', 'login.logout']);

/** Refuses a read-only key, and each token made from it, what changes something. */
export const requireWritable = ({ name, effect }: Pick<Operation, 'name' | 'effect'>, proof: Proof | null): void => {
  if (proof?.readOnly === true && effect === 'write' && !comingAndGoing.has(name))
    throw new Failure('not_permitted', { detail: ': the key is read-only' });
};

/** Headers that ask to be somebody else, each under its present name and its first one. */
const disguises = [
  ['X-Clearml-Impersonate-As', 'X-Trains-Impersonate-As'],
  ['X-Clearml-Act-As', 'X-Trains-Act-As'],
] as const;

/** Refuses who has no role for the operation, and who asks to be somebody else: no role here may. */
export const requireOwnSelf = ({ roles }: Operation, role: string, headers: Headers): void => {
  if (roles !== null && !roles.includes(role))
    throw new Failure('not_permitted', { detail: `: role=${role}, allowed=(${roles.join(', ')})` });
  const asked = disguises.filter((names) => (names.map((name) => headers.get(name)).find((value) => value !== null) ?? '') !== '');
  if (asked.length > 1) {
    const sent = disguises.flat().filter((name) => headers.has(name));
    throw new Failure('invalid_headers', { detail: ` (only one allowed): headers=(${sent.join(', ')})` });
  }
  if (asked.length > 0) throw new Failure('impersonation', { detail: ` (impersonation not allowed): role=${role}` });
};
