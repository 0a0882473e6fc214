import type { Operation } from '#contract/index.ts';
import { authenticate, isPassword, type Offer, type Proof } from './authenticate.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import type { Parts } from './handler.ts';
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

/** Who calls. Others than public operations need a proof; public ones take a sound one and ignore any other. */
export const prove = async (operation: Operation, connection: Connection, parts: Parts, limits: RateLimits): Promise<Proof | null> => {
  const isPublic = operation.access === 'public';
  try {
    const offer = connection.offered();
    if (offer !== null) return await authenticate(parts, limits, connection.address, offer, operation.name);
  } catch (error) {
    if (!isPublic || !(error instanceof Failure) || error.error === 'too_many_requests') throw error;
  }
  if (isPublic) return null;
  throw new Failure('missing_credentials');
};
