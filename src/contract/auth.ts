import * as z from 'zod/mini';
import { accessKey, empty, id, label, seconds, time } from './fields.ts';
import { limits } from './limits.ts';
import { operation } from './operation.ts';

/** Log-ins with the right secret that were refused because the key had expired or was revoked; one a second is counted. */
const refused = z.object({ count: z.number(), last: time, last_from: z.optional(z.string()) });

/** One access key as its owner sees it; the secret is never part of it. A real ClearML Server sends nothing from `expires` on. */
export const credential = z.object({
  access_key: z.string(),
  label: z.optional(z.string()),
  created: z.optional(time),
  last_used: z.nullish(time),
  last_used_from: z.nullish(z.string()),
  /** from then on it is refused; it stays in the list until it is revoked. Absent: never */
  expires: z.optional(time),
  /** operations that change something refuse it */
  read_only: z.optional(z.boolean()),
  /** the key that takes its place; until `expires` both work */
  rotated_to: z.optional(z.string()),
  /** absent: none */
  refused: z.optional(refused),
});
export type Credential = z.output<typeof credential>;

/** A revoked key that somebody still tries. */
const endedCredential = z.object({ access_key: z.string(), label: z.optional(z.string()), ended: time, refused });
export type EndedCredential = z.output<typeof endedCredential>;

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

/**
 * One's own keys: `credentials` of the workspace of the call; for browser sessions only, `additional_credentials` of all others by workspace id, and
 * `ended_credentials`, revoked ones of this workspace that were refused within the last 30 days (absent: none).
 */
export const getCredentials = operation({
  name: 'auth.get_credentials',
  effect: 'read',
  request: empty,
  response: z.object({
    credentials: z.array(credential),
    additional_credentials: z.optional(z.record(z.string(), z.array(credential))),
    ended_credentials: z.optional(z.array(endedCredential)),
  }),
});

/** A new pair: the answer that makes it is the only one that ever carries its secret. */
export const newPair = z.object({
  access_key: z.string(),
  secret_key: z.string(),
  label: z.optional(z.string()),
  expires: z.optional(time),
  read_only: z.optional(z.boolean()),
});
export type NewPair = z.output<typeof newPair>;

/** Makes a pair, for ever or for `expires_in_sec`. Refused with 400/50 where one has 100 keys in the workspace, expired ones among them. */
export const createCredentials = operation({
  name: 'auth.create_credentials',
  effect: 'write',
  stales: ['auth.get_credentials', 'organization.get_credentials', 'organization.get_members', 'organization.get_departure_impact'],
  request: z.object({
    label: z.nullish(label),
    expires_in_sec: z.nullish(seconds),
    /** nothing else is read as a flag here, as ClearML reads its own: whoever asks for less power is not misunderstood */
    read_only: z.nullish(z.literal([true, false])),
  }),
  response: z.object({ credentials: newPair }),
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
 * Ends keys for good; tokens minted from them end with them. `access_key`: one of one's own. `access_keys`: those of them that are still there, one's own or,
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
