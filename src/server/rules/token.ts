import { errors, jwtVerify, SignJWT } from 'jose';
import { apiVersion, serverVersion } from '../version.ts';

/** Keeps our tokens apart from those of another ClearML with the same key. */
const audience = 'clearml-profile';
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
    server_build: '',
    feature_set: 'basic',
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(audience)
    .setIssuedAt(seconds(issued))
    .setExpirationTime(seconds(expires))
    .sign(key);

/** `user` is the id of whose it is, `expires` in ms */
export type TokenVerdict =
  | { readonly session: string; readonly user: string; readonly expires: number }
  | { readonly refused: string; readonly foreign: boolean };

const userOf = (identity: unknown): unknown =>
  typeof identity === 'object' && identity !== null && 'user' in identity ? identity.user : null;

/** Reads a token: the session it names, or why it is refused, in ClearML's words. `foreign`: signed by somebody else. `now` in ms. */
export const readToken = async (key: Uint8Array, token: string, now: number): Promise<TokenVerdict> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      audience,
      typ: 'JWT',
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    const session = payload['session_id'];
    const user = userOf(payload['identity']);
    if (payload['auth_type'] !== type || typeof session !== 'string' || typeof user !== 'string')
      return { refused: 'Invalid token type', foreign: true };
    return { session, user, expires: (payload.exp ?? 0) * 1000 };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { refused: 'Signature has expired', foreign: false };
    if (error instanceof errors.JWSSignatureVerificationFailed) return { refused: 'Signature verification failed', foreign: true };
    if (error instanceof errors.JWTClaimValidationFailed) return { refused: 'Invalid claims', foreign: true };
    return { refused: token.split('.').length < 3 ? 'Not enough segments' : 'Invalid token', foreign: true };
  }
};
