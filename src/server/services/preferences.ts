import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { limits, users } from '#contract/index.ts';
import { Failure } from '../failure.ts';
import { handle, type Handler } from '../handler.ts';
import { changePreferences, unsoundKey } from '../rules/preferences.ts';
import { str } from '../rules/python.ts';
import { lockPreferences, readPreferences, writePreferences } from '../store/preferences.ts';
import type { Tables } from '../store/schema.ts';

/** Writes all preferences of a user, unless they grew beyond what one may keep. */
const save = async (trx: Transaction<Tables>, user: string, preferences: users.Preferences): Promise<void> => {
  const body = JSON.stringify(preferences);
  if (Buffer.byteLength(body) > limits.preferences)
    throw new Failure('invalid_input', {
      detail: ` (more than ${limits.preferences} bytes of preferences)`,
      fields: { preferences: 'too_long' },
    });
  await writePreferences(trx, user, body);
};

/** Preferences of the caller: read, replaced slice by slice as ClearML's web does, or changed field by field. */
export const handlers: Handler[] = [
  handle(users.getPreferences, async (_request, { caller, store }) => ({ preferences: await readPreferences(store.db, caller.user.id) })),

  handle(users.setPreferences, async ({ preferences: sent }, { caller, store }) => {
    const unsound = unsoundKey(sent);
    if (unsound === '') {
      const detail = Object.hasOwn(sent, '') ? `: key=, value=${str(sent['']).slice(0, 500)}` : '';
      throw new Failure('malformed_preferences', { detail });
    }
    if (unsound !== undefined)
      throw new Failure('invalid_value', { detail: ` (Key ${unsound} is invalid. Keys cannot start with '$' or contain '.'.)` });
    return store.transaction(async (trx) => {
      const present = await lockPreferences(trx, caller.user.id);
      const next = { ...present, ...sent };
      if (isDeepStrictEqual(next, present)) return { updated: 0, fields: {} };
      await save(trx, caller.user.id, next);
      return { updated: 1, fields: { preferences: next } };
    });
  }),

  handle(users.updatePreferences, ({ changes }, { caller, store }) => {
    const at = changes.findIndex(({ path, value }) => path.includes('__proto__') || unsoundKey(value) !== undefined);
    if (at >= 0) throw new Failure('invalid_input', { fields: { [`changes.${at}`]: 'format' } });
    return store.transaction(async (trx) => {
      const changed = changePreferences(await lockPreferences(trx, caller.user.id), changes);
      if ('unexpected' in changed)
        throw new Failure('preference_changed', { data: { path: changed.unexpected.path, value: changed.present ?? null } });
      if (changed.updated > 0) await save(trx, caller.user.id, changed.preferences);
      return changed;
    });
  }),
];
