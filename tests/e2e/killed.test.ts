import { auth } from '#contract/index.ts';
import { expect, test } from 'vitest';
import { basic } from '#tests/support/client.ts';
import { ofKind } from '#tests/support/crash/facts.ts';
import { beside, look, settle, startPlay, type Play } from '#tests/support/crash/play.ts';
import { wrongsOf } from '#tests/support/crash/read.ts';
import { isLong, tried } from '#tests/support/runs.ts';

const kills = isLong ? 100 : 25;

/**
 * Eight clients write until the server is gone: it is killed when so many more were answered, at whatever it does then. Every other time that
 * waits for something that could be done by half.
 */
const killWhileWriting = async ({ server, players, acknowledged, write }: Play, aimed: boolean): Promise<void> => {
  const enough = acknowledged() + 1 + Math.floor(Math.random() * 40);
  const killing: Promise<void>[] = [];
  await write(() => {
    if (killing.length === 0 && acknowledged() >= enough && (!aimed || players.some(({ pending }) => pending?.sweeps)))
      killing.push(new Promise((resolve) => setTimeout(resolve, Math.random() * 8)).then(() => server.kill9()));
    return false;
  });
  await Promise.all(killing);
};

test(`check 52: kill -9 while eight clients write, ${kills} times: what was answered is there, the rest whole or not at all`, async () => {
  const play = await startPlay(8);
  const { server, players } = play;
  const outcomes = { done: 0, undone: 0 };
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      await killWhileWriting(play, kill % 2 === 1);
      tried(1);
      await server.restart();
      await beside(server, async (store) => {
        for (const player of players) outcomes[settle(player, await look(store, player.scene)) ? 'done' : 'undone'] += 1;
        expect(await wrongsOf(store)).toEqual({});
      });
    }
    // it was killed in the middle of things, or this proves nothing
    expect(outcomes.undone).toBeGreaterThan(kills);
    expect(play.acknowledged()).toBeGreaterThan(kills * 10);
    for (const { scene, facts } of players)
      for (const [label, { key, secret }] of scene.pairs) {
        const { status } = await scene.browser().call(auth.login, {}, { headers: basic(key, secret) });
        const lives = ofKind(facts, 'key').some(([, , name, rotating]) => name === label && rotating === undefined);
        expect([label, status]).toEqual([label, lives ? 200 : 401]);
      }
  } finally {
    await play.stop();
  }
}, 1_200_000);
