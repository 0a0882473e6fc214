import { timingSafeEqual } from 'node:crypto';
import { accountColumns, accountOf, findPlace, placeOf, type Place } from './accounts.ts';
import type { Connection } from './connection.ts';
import { Failure, notLocated } from './failure.ts';
import { findFixedUser, verifyAny } from './fixed-users.ts';
import type { CallParts, Parts } from './handler.ts';
import type { UserRow } from './present-user.ts';
import type { RateLimits } from './rate-limits.ts';
import { countRefusal } from './refusals.ts';
import { isSoundPair, looksLikeAccessKey } from './rules/access-key.ts';
import { decodeLoosely } from './rules/base64.ts';
import { hashSecret } from './secrets.ts';
import { keysOf } from './store/credentials.ts';
import { sessionOfToken } from './token-sessions.ts';

/** Who proved to be there, before it is known in which workspace. */
export interface Proof {
  readonly by: 'cookie' | 'bearer' | 'basic';
  readonly user: UserRow;
  readonly session: string | null;
  readonly accessKey: string | null;
  readonly passwordHash: string | null;
  /** by a key that may change nothing */
  readonly readOnly: boolean;
  /** of the key; null: any workspace of the user */
  readonly workspace: string | null;
  /** in the workspace that is asked for, else that of the key, else the one that a log-in begins with */
  readonly place: Place | undefined;
  /** when the session was last noted as used, ms; null where there is none */
  readonly lastUsed: number | null;
}

/** What a request offers as proof. */
export type Offer =
  | { readonly by: 'cookie' | 'bearer'; readonly token: string }
  | { readonly by: 'basic'; readonly name: string; readonly password: string };

/** Reads `Authorization`, else the cookie; null where there is neither, or the header is empty. Schemes are case-sensitive, as ClearML's. */
export const readOffer = (headers: Headers, cookie: string | null): Offer | null => {
  const header = headers.get('authorization');
  if (header === null) return cookie === null ? null : { by: 'cookie', token: cookie };
  if (header === '') return null;
  const [, scheme, given = ''] = /^([^ ]*)(?: (.*))?$/s.exec(header) ?? [];
  if (scheme === 'Bearer') return { by: 'bearer', token: given.trim() };
  if (scheme !== 'Basic') throw new Failure('bad_auth_type');
  const decoded = decodeLoosely(given);
  if ('refused' in decoded) throw new Failure('malformed_credentials', { detail: ` (${decoded.refused})` });
  const text = decoded.bytes.toString('utf8');
  const colon = text.indexOf(':');
  return { by: 'basic', name: colon < 0 ? text : text.slice(0, colon), password: colon < 0 ? '' : text.slice(colon + 1) };
};

/** Whether an offer is a person's password (and not a key pair, a token or a cookie). */
export const isPassword = (offer: Offer | null): boolean => offer?.by === 'basic' && !looksLikeAccessKey(offer.name);

const byToken = async (parts: Parts, by: 'cookie' | 'bearer', token: string, wanted: string | null): Promise<Proof> => {
  const found = await sessionOfToken(parts, token, wanted);
  if ('refused' in found) throw new Failure('invalid_token', { detail: found.refused });
  const { row } = found;
  const { access_key, read_only, workspace_id, last_used } = row;
  return {
    by,
    user: accountOf(row),
    session: found.session,
    accessKey: access_key,
    passwordHash: null,
    readOnly: read_only === 1,
    workspace: workspace_id,
    place: placeOf(row.id, row),
    lastUsed: last_used,
  };
};

/** Who knocks: the address itself, what limits count it by, and what the program calls itself. */
type Origin = Pick<Connection, 'address' | 'network' | 'worker'>;

/** A proof by what is sent with each call; the place is looked up when it holds. */
type Found = Omit<Proof, 'place'>;

const byKeyPair = async (parts: CallParts, { address, worker }: Origin, accessKey: string, secretKey: string): Promise<Found> => {
  const { tell } = parts;
  if (!isSoundPair(accessKey, secretKey)) {
    tell('key.log_in_failed');
    throw notLocated();
  }
  const [row] = await keysOf(parts.store.db, { accessKey });
  const given = Buffer.from(hashSecret(secretKey), 'hex');
  const same = timingSafeEqual(given, row === undefined ? Buffer.alloc(given.length) : Buffer.from(row.secret_hash, 'hex'));
  if (row === undefined || !same || row.disabled !== 0) {
    tell('key.log_in_failed', row === undefined ? {} : { user: row.id, key: accessKey });
    throw notLocated();
  }
  const { id, read_only, workspace_id: workspace, expires } = row;
  const now = parts.clock();
  if (expires !== null && expires <= now) {
    // a thief may call itself as it likes
    const from = worker === address ? address : `${worker} (${address})`;
    countRefusal(parts, { workspace, accessKey, at: now, from });
    tell('key.refused', { user: id, key: accessKey });
    throw notLocated();
  }
  return {
    by: 'basic',
    user: accountOf(row),
    session: null,
    accessKey,
    passwordHash: null,
    readOnly: read_only === 1,
    workspace,
    lastUsed: null,
  };
};

/** A person by log-in name and password, or null; as slow for an unknown name as for a wrong password. */
const findPerson = async (
  parts: CallParts,
  name: string,
  password: string,
): Promise<{ user: UserRow; passwordHash: string | null; guest: boolean } | null> => {
  const fixed = findFixedUser(parts.settings, name);
  const users = parts.store.db.selectFrom('users').select([...accountColumns, 'users.password_hash']);
  const row = await (
    fixed === undefined ? users.where('email', '=', name.trim().toLowerCase()) : users.where('id', '=', fixed.id)
  ).executeTakeFirst();
  const same = await verifyAny(parts, { entry: fixed?.entry, passwordHash: row?.password_hash ?? null }, password);
  if (row === undefined || !same || row.disabled !== 0) {
    parts.tell('user.log_in_failed', { user: row?.id });
    return null;
  }
  return { user: accountOf(row), passwordHash: row.password_hash, guest: fixed?.guest === true };
};

const byPassword = async (
  parts: CallParts,
  limits: RateLimits,
  network: string,
  offer: { name: string; password: string },
  operation: string,
): Promise<Found> => {
  const who = { account: offer.name.trim().toLowerCase(), network, tell: parts.tell };
  const found = await limits.login(who, () => findPerson(parts, offer.name, offer.password));
  if (found === null) throw notLocated();
  if (found.guest && operation !== 'auth.login') throw new Failure('invalid_credentials', { detail: ' (endpoint not allowed for guest)' });
  const { user, passwordHash } = found;
  // with whatever call it comes
  parts.tell('user.log_in', { user: user.id, by: 'password' });
  return { by: 'basic', user, session: null, accessKey: null, passwordHash, readOnly: false, workspace: null, lastUsed: null };
};

/** What is asked for: an operation, in the workspace with this id; null: whichever it is. */
interface Asked {
  readonly operation: string;
  readonly wanted: string | null;
}

/** Checks an offer. Throws 401 where it proves nothing, 429 where too many passwords were wrong. */
export const authenticate = async (
  parts: CallParts,
  limits: RateLimits,
  origin: Origin,
  offer: Offer,
  { operation, wanted }: Asked,
): Promise<Proof> => {
  if (offer.by !== 'basic') return byToken(parts, offer.by, offer.token, wanted);
  const found = await (looksLikeAccessKey(offer.name)
    ? byKeyPair(parts, origin, offer.name, offer.password)
    : byPassword(parts, limits, origin.network, offer, operation));
  return { ...found, place: await findPlace(parts.store.db, found.user.id, wanted ?? found.workspace) };
};
