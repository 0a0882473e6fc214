import * as z from 'zod/mini';
import { accessKey, empty, id, label, time } from './fields.ts';
import { limits } from './limits.ts';
import { operation } from './operation.ts';

/** One access key as its owner sees it; the secret is never part of it. */
export const credential = z.object({
  access_key: z.string(),
  label: z.optional(z.string()),
  created: z.optional(time),
  last_used: z.nullish(time),
  last_used_from: z.nullish(z.string()),
});
export type Credential = z.output<typeof credential>;

/** By Basic (access key and secret, or e-mail and password), Bearer or cookie (renewal). Answers a JWT that ClearML's SDK can decode. */
export const login = operation({
  name: 'auth.login',
  effect: 'write',
  scope: 'account',
  request: z.object({
    /** nothing, null and 0: the usual life; below 0: over already */
    expiration_sec: z.nullish(z.int().check(z.minimum(-limits.tokenSeconds), z.maximum(limits.tokenSeconds))),
  }),
  response: z.object({ token: z.string() }),
});

/** Ends the session of the token that the call is made with. */
export const logout = operation({ name: 'auth.logout', since: '2.2', effect: 'write', scope: 'account', request: empty, response: empty });

/** One's own keys: `credentials` of the workspace of the call, `additional_credentials` of all others by workspace id (browser sessions only). */
export const getCredentials = operation({
  name: 'auth.get_credentials',
  effect: 'read',
  request: empty,
  response: z.object({
    credentials: z.array(credential),
    additional_credentials: z.optional(z.record(z.string(), z.array(credential))),
  }),
});

/** The only answer that ever carries this secret. */
export const createCredentials = operation({
  name: 'auth.create_credentials',
  effect: 'write',
  stales: ['auth.get_credentials', 'organization.get_credentials', 'organization.get_members', 'organization.get_departure_impact'],
  request: z.object({ label: z.nullish(label) }),
  response: z.object({ credentials: z.object({ access_key: z.string(), secret_key: z.string(), label: z.optional(z.string()) }) }),
});

/** No label, or null, removes the label. */
export const editCredentials = operation({
  name: 'auth.edit_credentials',
  effect: 'write',
  stales: ['auth.get_credentials'],
  request: z.object({ access_key: accessKey, label: z.nullish(label) }),
  response: z.object({ updated: z.number() }),
});

/**
 * Ends keys; tokens minted from them end with them. `access_key`: one of one's own. `access_keys`: those of them that are still there, one's own or,
 * for who manages them, those of member `user`.
 */
export const revokeCredentials = operation({
  name: 'auth.revoke_credentials',
  effect: 'write',
  stales: ['auth.get_credentials', 'organization.get_credentials', 'organization.get_members', 'organization.get_departure_impact'],
  request: z
    .object({
      access_key: z.optional(accessKey),
      access_keys: z.optional(z.array(accessKey).check(z.minLength(1), z.maxLength(limits.credentials))),
      user: z.optional(id),
    })
    .check(({ value, issues }) => {
      if (value.access_key === undefined && value.access_keys === undefined)
        issues.push({ code: 'invalid_type', expected: 'string', path: ['access_key'], input: value.access_key });
    }),
  response: z.object({ revoked: z.number() }),
});
