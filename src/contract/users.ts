import * as z from 'zod/mini';
import { empty, id, personName, time } from './fields.ts';
import { limits } from './limits.ts';
import { operation } from './operation.ts';

/** The caller's account, in the workspace of the call. */
export const getCurrentUser = operation({
  name: 'users.get_current_user',
  effect: 'read',
  scope: 'account',
  request: empty,
  response: z.object({
    user: z.object({
      id: z.string(),
      name: z.string(),
      given_name: z.nullish(z.string()),
      family_name: z.nullish(z.string()),
      email: z.optional(z.string()),
      avatar: z.nullish(z.string()),
      company: z.object({ id: z.string(), name: z.string() }),
      /** ClearML's role of the account (`user`, `guest`), not the one in a workspace */
      role: z.string(),
      created: z.optional(time),
    }),
    getting_started: z.optional(z.record(z.string(), z.unknown())),
    settings: z.optional(z.record(z.string(), z.unknown())),
  }),
});
export type CurrentUser = z.output<typeof getCurrentUser.response>['user'];

/** All preferences of a user: slices by name, as ClearML's web keeps them. */
export const preferences = z.record(z.string(), z.unknown());
export type Preferences = z.output<typeof preferences>;

/** The caller's preferences; `{}` until something was set. */
export const getPreferences = operation({
  name: 'users.get_preferences',
  effect: 'read',
  scope: 'account',
  request: empty,
  response: z.object({ preferences }),
});

/** Replaces each top-level key that is sent, whole; keeps the others. */
export const setPreferences = operation({
  name: 'users.set_preferences',
  effect: 'write',
  scope: 'account',
  stales: ['users.get_preferences'],
  request: z.object({ preferences }),
  response: z.object({ updated: z.number(), fields: z.object({ preferences: z.optional(preferences) }) }),
});

/** A key of a preference: not empty, no `.`, no leading `$` (ClearML refuses those at any depth). */
const preferenceKey = z.string().check(z.minLength(1), z.maxLength(128), z.regex(/^[^$.][^.]*$/));

/** Sets single fields, atomically; the rest stays as it is. `expected` not met: nothing changes. No `value` removes the field. */
export const updatePreferences = operation({
  name: 'users.update_preferences',
  origin: 'ours',
  effect: 'write',
  scope: 'account',
  stales: ['users.get_preferences'],
  request: z.strictObject({
    changes: z
      .array(
        z.strictObject({
          path: z.array(preferenceKey).check(z.minLength(1), z.maxLength(limits.preferencePath)),
          value: z.optional(z.unknown()),
          expected: z.optional(z.unknown()),
        }),
      )
      .check(z.minLength(1), z.maxLength(limits.preferenceChanges)),
  }),
  response: z.object({ updated: z.number(), preferences }),
});

/** Only oneself: another's id answers like an unknown one, `updated: 0`. */
export const update = operation({
  name: 'users.update',
  effect: 'write',
  scope: 'account',
  stales: ['users.get_current_user', 'organization.get_user_companies', 'organization.get_members'],
  request: z.object({ user: id, name: z.nullish(personName), family_name: z.nullish(personName), given_name: z.nullish(personName) }),
  response: z.object({ updated: z.number(), fields: z.record(z.string(), z.unknown()) }),
});
