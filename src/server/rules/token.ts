import { errors, jwtVerify, SignJWT } from 'jose';
import { apiVersion, serverBuild, serverVersion } from '../version.ts';
import { formFault } from './token-form.ts';

const type = 'Bearer';

/** What a token says; `session` is the row that it is worth nothing without. */
export interface TokenIdentity {
  readonly session: string;
  readonly user: { readonly id: string; readonly name: string; readonly role: string };
  readonly workspace: { readonly id: string; readonly name: string };
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** A JWT with ClearML's claims (its SDK reads `exp`, `api_version`, `feature_set`). Times in ms. */
export const signToken = (key: Uint8Array, identity: TokenIdentity, issued: number, expires: number): Promise<string> =>
  new SignJWT({
    auth_type: type,
    session_id: identity.session,
    identity: {
      user: identity.user.id,
      user_name: identity.user.name,
      role: identity.user.role,
      company: identity.workspace.id,
      company_name: identity.workspace.name,
    },
    env: '<unknown>',
    api_version: apiVersion,
    server_version: serverVersion,
    server_build: serverBuild,
    feature_set: 'basic',
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(seconds(issued))
    .setExpirationTime(seconds(expires))
    .sign(key);

/** `user` is the id of whose it is, `workspace` that of the one it began in, `expires` in ms */
export type TokenVerdict =
  | { readonly session: string; readonly user: string; readonly workspace: string; readonly expires: number }
  | { readonly refused: string; readonly foreign: boolean };

const identityOf = (claim: unknown): { readonly user?: unknown; readonly company?: unknown } =>
  typeof claim === 'object' && claim !== null ? claim : {};

/** Why a token is refused, in the words of ClearML's library. */
const verdictOf = (token: string, error: unknown): TokenVerdict => {
  const fault = formFault(token);
  if (fault !== undefined) return { refused: fault, foreign: true };
  if (error instanceof errors.JWTExpired) return { refused: 'Signature has expired', foreign: false };
  if (error instanceof errors.JWSSignatureVerificationFailed) return { refused: 'Signature verification failed', foreign: true };
  if (error instanceof errors.JOSEAlgNotAllowed) return { refused: 'The specified alg value is not allowed', foreign: true };
  if (error instanceof errors.JWTClaimValidationFailed) return { refused: 'Invalid claims', foreign: true };
  return { refused: 'Invalid token', foreign: true };
};

/** Reads a token: the session it names, or why it is refused. `foreign`: signed by somebody else, or meant for somebody else. `now` in ms. */
export const readToken = async (key: Uint8Array, token: string, now: number): Promise<TokenVerdict> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: 'JWT',
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    const session = payload['session_id'];
    const { user, company: workspace } = identityOf(payload['identity']);
    if (payload['auth_type'] !== type || typeof session !== 'string' || typeof user !== 'string' || typeof workspace !== 'string')
      return { refused: 'Invalid token type', foreign: true };
    // ours have none
    if (payload.aud !== undefined) return { refused: 'Invalid audience', foreign: true };
    return { session, user, workspace, expires: (payload.exp ?? 0) * 1000 };
  } catch (error) {
    return verdictOf(token, error);
  }
};
