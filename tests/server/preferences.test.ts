import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits, users } from '#contract/index.ts';
import type { TestClient } from '#tests/support/client.ts';
import { addPerson, logIn } from '#tests/support/people.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let browser: TestClient;

beforeEach(async () => {
  server = await startServer();
  browser = await logIn(server, await addPerson(server, 'ada@example.com'));
});
afterEach(() => server.close());

const kept = async () => (await browser.ok(users.getPreferences, {})).preferences;

describe('users.set_preferences, as ClearML', () => {
  test('replaces each slice that is sent, whole, and keeps the others', async () => {
    expect(await kept()).toEqual({});
    await browser.ok(users.setPreferences, { preferences: { rootProjects: { a: 1 }, version: '1.0' } });
    const sent = { rootProjects: { b: [1, 2] }, users: { x: null, y: false, z: '' }, name: 'žofie 😀' };
    const all = { ...sent, version: '1.0' };
    expect(await browser.ok(users.setPreferences, { preferences: sent })).toEqual({ updated: 1, fields: { preferences: all } });
    expect(await kept()).toEqual(all);
  });

  test('says so when nothing was changed', async () => {
    await browser.ok(users.setPreferences, { preferences: { views: { a: 1, b: 2 } } });
    expect(await browser.ok(users.setPreferences, { preferences: { views: { b: 2, a: 1 } } })).toEqual({ updated: 0, fields: {} });
  });

  test.each([
    [{ 'a.b': 1 }, 16, "Invalid value for fields (Key a.b is invalid. Keys cannot start with '$' or contain '.'.)"],
    [{ $a: 1 }, 16, "Invalid value for fields (Key $a is invalid. Keys cannot start with '$' or contain '.'.)"],
    [{ p: { q: [{ 'c.d': 1 }] } }, 16, "Invalid value for fields (Key c.d is invalid. Keys cannot start with '$' or contain '.'.)"],
    [{ p: { '': 1 } }, 305, 'Malformed key and/or value'],
  ])('refuses the keys of %j', async (preferences, subcode, message) => {
    const { meta } = await browser.call(users.setPreferences, { preferences });
    expect([meta.result_code, meta.result_subcode, meta.result_msg]).toEqual([400, subcode, message]);
    expect(await kept()).toEqual({});
  });

  test.each([[undefined], [null], [[1]], ['x'], [5]])('refuses %j for preferences', async (preferences) => {
    expect((await browser.call(users.setPreferences, { preferences })).meta).toMatchObject({ result_code: 400, result_subcode: 12 });
  });

  test('refuses more than one may keep, and keeps what was there', async () => {
    await browser.ok(users.setPreferences, { preferences: { views: { theme: 'dark' } } });
    const { meta } = await browser.call(users.setPreferences, { preferences: { huge: 'x'.repeat(limits.preferences) } });
    expect([meta.result_code, meta.result_subcode]).toEqual([400, 12]);
    expect(await kept()).toEqual({ views: { theme: 'dark' } });
  });
});

describe('users.update_preferences', () => {
  const change = (path: string[], value?: unknown, expected?: unknown) => ({
    path,
    ...(value === undefined ? {} : { value }),
    ...(expected === undefined ? {} : { expected }),
  });

  test('sets single fields and leaves everything beside them', async () => {
    await browser.ok(users.setPreferences, { preferences: { views: { other: [1] }, experiments: { cols: {} } } });
    const answer = await browser.ok(users.updatePreferences, {
      changes: [change(['views', 'theme'], 'dark'), change(['profile', 'timeZone'], 'Europe/Prague'), change(['a', 'b', 'c'], null)],
    });
    const all = {
      views: { other: [1], theme: 'dark' },
      experiments: { cols: {} },
      profile: { timeZone: 'Europe/Prague' },
      a: { b: { c: null } },
    };
    expect(answer).toEqual({ updated: 3, preferences: all });
    expect(await kept()).toEqual(all);
  });

  test('removes a field by leaving its value out, and counts what changed', async () => {
    await browser.ok(users.setPreferences, { preferences: { views: { theme: 'dark', x: 1 } } });
    const { updated } = await browser.ok(users.updatePreferences, {
      changes: [change(['views', 'theme']), change(['views', 'gone']), change(['views', 'x'], 1)],
    });
    expect(updated).toBe(1);
    expect(await kept()).toEqual({ views: { x: 1 } });
  });

  test('changes nothing where a value is another than expected, and tells the present one', async () => {
    await browser.ok(users.setPreferences, { preferences: { views: { theme: 'dark' } } });
    const { meta } = await browser.call(users.updatePreferences, {
      changes: [change(['views', 'other'], 1, null), change(['views', 'theme'], 'light', 'system')],
    });
    expect([meta.result_code, meta.result_subcode]).toEqual([400, 1030]);
    expect(meta.error_data).toEqual({ error: 'preference_changed', path: ['views', 'theme'], value: 'dark' });
    expect(await kept()).toEqual({ views: { theme: 'dark' } });
    const { updated } = await browser.ok(users.updatePreferences, { changes: [change(['views', 'theme'], 'light', 'dark')] });
    expect(updated).toBe(1);
  });

  test('1,000 random changes from two tabs all survive, and of those to one field the last of a tab', async () => {
    const field = fc.tuple(
      fc.constantFrom('views', 'profile'),
      fc.constantFrom('left', 'right', 'both'),
      fc.constantFrom('a', 'b', 'c', 'd'),
    );
    const [left = [], right = []] = fc.sample(fc.array(fc.tuple(field, fc.integer()), { minLength: 500, maxLength: 500 }), 2);
    const last: Readonly<Record<string, unknown>>[] = await Promise.all(
      Object.entries({ left, right }).map(async ([tab, steps]) => {
        // a field of the other tab is left to it
        const changes = steps.map(([[slice, owner, key], value]) => change([slice, owner === 'both' ? owner : tab, key], value));
        for (const one of changes) await browser.ok(users.updatePreferences, { changes: [one] });
        return Object.fromEntries(changes.map(({ path, value }) => [path.join('.'), value]));
      }),
    );
    const stored: Record<string, unknown> = {};
    for (const [slice, owners] of Object.entries(await kept()))
      for (const [owner, values] of Object.entries(owners ?? {}))
        for (const [key, value] of Object.entries(values ?? {})) stored[`${slice}.${owner}.${key}`] = value;
    expect(Object.keys(stored).toSorted()).toEqual([...new Set(last.flatMap((fields) => Object.keys(fields)))].toSorted());
    for (const [path, value] of Object.entries(stored))
      expect(last.flatMap((fields) => (path in fields ? [fields[path]] : []))).toContain(value);
  });

  test('of changes that expect the same value, one wins', async () => {
    await browser.ok(users.setPreferences, { preferences: { views: { theme: 'system' } } });
    const answers = await Promise.all(
      ['light', 'dark', 'light'].map((theme) =>
        browser.call(users.updatePreferences, { changes: [change(['views', 'theme'], theme, 'system')] }),
      ),
    );
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '400', '400']);
  });

  test.each([
    [[]],
    [[change([], 1)]],
    [[change([''], 1)]],
    [[change(['$a'], 1)]],
    [[change(['a.b'], 1)]],
    [[change(['__proto__', 'polluted'], true)]],
    [[change(['views', '__proto__'], { polluted: true })]],
    [[change(['views'], { 'a.b': 1 })]],
    [[change(['views'], [{ $set: 1 }])]],
    [[{ path: ['a'], value: 1, user: 'x' }]],
    [
      [
        change(
          Array.from({ length: limits.preferencePath + 1 }, () => 'a'),
          1,
        ),
      ],
    ],
    [Array.from({ length: limits.preferenceChanges + 1 }, () => change(['a'], 1))],
    ['x'],
    [{ $gt: '' }],
  ])('check 55: refuses the changes %j', async (changes) => {
    expect((await browser.call(users.updatePreferences, { changes })).meta).toMatchObject({ result_code: 400, result_subcode: 12 });
    expect(await kept()).toEqual({});
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('names that objects inherit are names like any other', async () => {
    await browser.ok(users.updatePreferences, {
      changes: [change(['constructor', 'prototype'], 1, null), change(['toString'], 'x', null)],
    });
    expect(await kept()).toEqual({ constructor: { prototype: 1 }, toString: 'x' });
  });

  test('a slice that another program left as a text gives room to a field', async () => {
    await browser.ok(users.setPreferences, { preferences: { views: 'broken' } });
    await browser.ok(users.updatePreferences, { changes: [change(['views', 'theme'], 'dark')] });
    expect(await kept()).toEqual({ views: { theme: 'dark' } });
  });

  test('refuses to grow beyond what one may keep', async () => {
    const { meta } = await browser.call(users.updatePreferences, { changes: [change(['huge'], 'x'.repeat(limits.preferences))] });
    expect(meta.error_data).toEqual({ error: 'invalid_input', fields: { preferences: 'too_long' } });
    expect(await kept()).toEqual({});
  });
});

test('preferences are one’s own, in every workspace the same', async () => {
  const other = await addPerson(server, 'grace@example.com');
  await browser.ok(users.setPreferences, { preferences: { views: { theme: 'dark' } } });
  const grace = await logIn(server, other);
  expect((await grace.call(users.getPreferences, { user: 'ada' })).data).toEqual({ preferences: {} });
  for (const operation of [users.getPreferences, users.setPreferences, users.updatePreferences])
    expect((await server.client().call(operation)).status).toBe(401);
});
