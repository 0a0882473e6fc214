import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auth, login, users } from '#contract/index.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { basic, TestClient } from '#tests/support/client.ts';
import { ofKind, sorted } from '#tests/support/crash/facts.ts';
import { beside, look, settle, startPlay, type Player } from '#tests/support/crash/play.ts';
import { wrongsOf } from '#tests/support/crash/read.ts';
import { startProcess } from '#tests/support/e2e-server.ts';
import { overNetwork } from '#tests/support/processes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Up to which of its writes a scene is in a copy; -1: it is as it never was. */
const momentOf = ({ past, pending, facts }: Player, found: readonly string[]): number =>
  [...past, ...(pending === null ? [] : [sorted(pending.done(facts))])].findLastIndex(
    (each) => JSON.stringify(each) === JSON.stringify(found),
  );

test('a backup that is made while eight clients write has all that was answered before, nothing by half, and brings back no session or link', async () => {
  const play = await startPlay(8);
  const { server, secretKey, players } = play;
  const file = join(folder, 'clearml-profile.sqlite');
  let over = false;
  try {
    const writing = play.write(() => over);
    await expect.poll(play.acknowledged).toBeGreaterThan(150);
    const before = players.map(({ past }) => past.length - 1);
    const begun = play.acknowledged();
    await server.admin('backup', file);
    expect(play.acknowledged()).toBeGreaterThan(begun);
    over = true;
    await writing;

    const copy = await openSqlite(file);
    const found = await Promise.all(players.map(({ scene }) => look(copy, scene)));
    expect(await wrongsOf(copy)).toEqual({});
    await copy.close();
    for (const [at, player] of players.entries()) {
      const facts = found[at] ?? [];
      const moment = momentOf(player, facts);
      if (moment < 0) expect(facts).toEqual(player.facts);
      expect(moment).toBeGreaterThanOrEqual(before[at] ?? 0);
    }
    // the server itself went on as if nothing had been
    await beside(server, async (store) => {
      for (const player of players) settle(player, await look(store, player.scene));
    });
    // what was answered just now is in one as well, wherever the server keeps it
    const later = join(folder, 'later.sqlite');
    await players[0]?.scene.people.ann.browser.ok(users.setPreferences, { preferences: { last: true } });
    await server.admin('backup', later);
    const last = await openSqlite(later);
    const texts = await last.db.selectFrom('preferences').select('body').execute();
    expect(JSON.stringify(texts)).toContain('last');
    await last.close();
  } finally {
    await play.stop();
  }

  const restored = await startProcess({ DATA_DIR: folder, SECRET_KEY: secretKey, RATE_LIMITS: 'off' });
  try {
    await restored.terminate();
    const said = await restored.admin('after-restore');
    expect(said).toMatch(
      /^Ended: \d+ sessions, \d+ invitation links?, 0 password links\.\n(?: {2}CMP\w+ {2}\S+@example\.com .*(?:never used|last used [^\n]*)[^\n]*\n)+/,
    );
    expect(said).toContain('--revoke-keys ends all of these');
    await restored.restart();
    const store = await restored.openStore();
    expect(await store.db.selectFrom('sessions').select('id').execute()).toEqual([]);
    await store.close();
    const at = new TestClient(overNetwork, `${restored.origin}/`);
    const old = players[0]?.scene;
    for (const [name, value] of old?.people.ann.browser.cookies ?? []) at.cookies.set(name, value);
    expect((await at.call(users.getCurrentUser)).status).toBe(401);
    at.cookies.clear();
    for (const { scene } of players)
      for (const { id } of scene.links.values())
        expect(await at.ok(login.getInviteInfo, { invite_id: id })).toMatchObject({ active: false });
    const lives = (facts: readonly string[], wanted: string): boolean =>
      ofKind(facts, 'key').some(([, , label, rotating]) => label === wanted && rotating === undefined);
    const keys = players.flatMap(({ scene, facts }) => [...scene.pairs].flatMap(([label, pair]) => (lives(facts, label) ? [pair] : [])));
    const logIns = () =>
      Promise.all(keys.map(async (pair) => (await at.call(auth.login, {}, { headers: basic(pair.key, pair.secret) })).status));
    expect(await logIns()).toContain(200);
    await restored.admin('after-restore', '--revoke-keys');
    expect(new Set(await logIns())).toEqual(new Set([401]));
  } finally {
    await restored.stop();
  }
});

test('two processes on one folder of data are one server: seats, keys and all else hold, and the operator works beside them', async () => {
  const play = await startPlay(8, 2);
  const { server, players } = play;
  let over = false;
  try {
    const writing = play.write(() => over);
    await expect.poll(play.acknowledged).toBeGreaterThan(100);
    expect(await server.admin('users')).toContain('ann0@example.com');
    await expect.poll(play.acknowledged, { timeout: 60_000 }).toBeGreaterThan(400);
    over = true;
    await writing;
    await beside(server, async (store) => {
      for (const player of players) settle(player, await look(store, player.scene));
      expect(await wrongsOf(store)).toEqual({});
    });
  } finally {
    await play.stop();
  }
});
