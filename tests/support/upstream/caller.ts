import type { IncomingMessage } from 'node:http';
import { refusal, refusalSaying } from './recordings.ts';
import type { Upstream } from './rules.ts';
import { mainCompany, timestamp } from './people.ts';
import type { KeyPair, User } from './state.ts';

/** On whose behalf a call is made. */
export interface Caller {
  readonly user: string;
  readonly company: string;
  readonly role: string;
  /** of a token; Basic has none */
  readonly session?: string;
}

export const cookieName = 'clearml_token_basic';

const first = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

const cookieOf = ({ headers }: IncomingMessage): string | undefined =>
  headers.cookie
    ?.split(/; */)
    .map((pair) => pair.split('=', 2))
    .find(([name]) => name === cookieName)?.[1];

const identityOf = ({ id, company, role }: User): Caller => ({ user: id, company: company.id, role });

const byToken = async (token: string, { tokens, state }: Upstream): Promise<Caller> => {
  const { identity, session_id: session } = await tokens.read(token);
  if (state.revoked.has(session)) throw refusal('fixed_216');
  return { ...identity, session };
};

const noteUse = (pair: KeyPair, { headers, socket }: IncomingMessage): void => {
  const worker = headers['x-clearml-worker'] ?? headers['x-trains-worker'] ?? headers['x-forwarded-for'] ?? headers['x-real-ip'];
  pair.last_used = timestamp();
  pair.last_used_from = first(worker) ?? socket.remoteAddress ?? '';
};

const byKeyPair = (name: string, secret: string, request: IncomingMessage, { rules, state }: Upstream): Caller => {
  const { webPair, mode, refusesWebPair } = rules;
  if (mode === 'simple' && !refusesWebPair && webPair?.key === name && webPair.secret === secret)
    return { user: '__webserver__', company: mainCompany, role: 'system' };
  const isTheirs = (one: KeyPair): boolean => one.access_key === name && one.secret_key === secret;
  const user = state.users.find(({ credentials }) => credentials.some(isTheirs));
  const pair = user?.credentials.find(isTheirs);
  if (user === undefined || pair === undefined) throw refusal('fixed_020');
  noteUse(pair, request);
  return identityOf(user);
};

const byBasic = (payload: string, operation: string, request: IncomingMessage, upstream: Upstream): Caller => {
  if (payload.replaceAll(/[^A-Za-z0-9+/=]/g, '').length % 4 !== 0)
    throw refusalSaying('fixed_022', 'Unauthorized (malformed credentials) (Incorrect padding)', 21);
  const [, name = '', secret = ''] = /^([^:]*):?(.*)$/s.exec(Buffer.from(payload, 'base64').toString('latin1')) ?? [];
  const fixed = upstream.rules.mode === 'sso' ? undefined : upstream.state.users.find(({ username }) => username === name);
  if (fixed === undefined) return byKeyPair(name, secret, request, upstream);
  if (fixed.password !== secret) throw refusal('fixed_018');
  if (fixed.role === 'guest' && operation !== 'auth.login') throw refusal('guest_004');
  return identityOf(fixed);
};

/** Who calls: the Authorization header, else the cookie. */
export const authenticate = async (request: IncomingMessage, operation: string, upstream: Upstream): Promise<Caller> => {
  const cookie = cookieOf(request);
  const authorization = request.headers.authorization ?? (cookie ? `Bearer ${cookie}` : undefined);
  if (authorization === undefined) throw refusal('fixed_022');
  const [, scheme, payload = ''] = /^(\S*) ?(.*)$/.exec(authorization) ?? [];
  if (scheme === 'Bearer') return byToken(payload, upstream);
  if (scheme === 'Basic') return byBasic(payload, operation, request, upstream);
  throw refusal('fixed_026');
};

/** On whose behalf: the caller's own, or that of the user whom the headers name. */
export const impersonate = (caller: Caller, { headers }: IncomingMessage, { state }: Upstream): Caller => {
  const asUser = first(headers['x-clearml-impersonate-as'] ?? headers['x-trains-impersonate-as']);
  const withOwnRole = first(headers['x-clearml-act-as'] ?? headers['x-trains-act-as']);
  const wanted = asUser ?? withOwnRole;
  if (wanted === undefined) return caller;
  if (asUser !== undefined && withOwnRole !== undefined) throw refusal('open_012');
  if (!['system', 'root', 'admin'].includes(caller.role)) throw refusal('fixed_125', { role: caller.role });
  const user = state.users.find(({ id, company }) => id === wanted && company.id === caller.company);
  if (user === undefined) throw refusalSaying('fixed_125', `Impersonation error (unknown user): id=${wanted}, company=${caller.company}`);
  return asUser === undefined ? { ...identityOf(user), role: caller.role } : identityOf(user);
};
