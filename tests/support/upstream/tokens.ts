import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { refusal, type Refusal } from './recordings.ts';
import type { Rules } from './rules.ts';
import { newId } from './people.ts';
import type { User } from './state.ts';

export interface Claims {
  readonly session_id: string;
  readonly identity: { readonly user: string; readonly company: string; readonly role: string };
}

export interface Tokens {
  /** A token of a new session. */
  make(user: User, seconds?: number): Promise<string>;
  /** Its claims, or a Refusal that says what is wrong with it. */
  read(token: string): Promise<Claims>;
}

const thirtyDays = 2_592_000;

const whatIsWrong = (error: unknown, token: string): Refusal => {
  if (token.split('.').length < 3) return refusal('fixed_039');
  if (error instanceof errors.JWTExpired) return refusal('fixed_140');
  return refusal(error instanceof errors.JWSSignatureVerificationFailed ? 'fixed_041' : 'fixed_040');
};

/** ClearML's JWTs (HS256) under a key of their own. */
export const makeTokens = ({ apiVersion, serverVersion }: Rules): Tokens => {
  const key = randomBytes(32);
  return {
    make: ({ id, name, role, company }, seconds = thirtyDays) => {
      const now = Math.floor(Date.now() / 1000);
      const identity = { user: id, company: company.id, role, user_name: name, company_name: company.name };
      return new SignJWT({
        auth_type: 'Bearer',
        env: '<unknown>',
        identity,
        session_id: newId(),
        api_version: apiVersion,
        server_version: serverVersion,
        server_build: '613',
        feature_set: 'basic',
      })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(key);
    },
    read: async (token) => {
      try {
        const { payload } = await jwtVerify<Claims>(token, key, { algorithms: ['HS256'] });
        return payload;
      } catch (error) {
        throw whatIsWrong(error, token);
      }
    },
  };
};
