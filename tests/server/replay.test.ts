import { hash } from '@node-rs/bcrypt';
import { beforeAll, describe, expect, test } from 'vitest';
import { envelope } from '#contract/index.ts';
import type { Settings } from '#server/settings.ts';
import { listening } from '#tests/support/listening.ts';
import { startServer } from '#tests/support/server.ts';
import { instead, insteadOf, isAbout, places, reasonOf, stands } from '#tests/support/wire/deliberate.ts';
import { readRecordings, type Group, type Recording } from '#tests/support/wire/recording.ts';
import { replay, type Replayed } from '#tests/support/wire/replay.ts';

const jane = { username: 'jane', password: 'secret-pass', name: 'Jane Doe', passHashed: false };
const bob = { username: 'bob', password: 'bob-pass', name: 'Bob Roe', passHashed: false };

/** The server that a group was recorded on. */
const settingsOf = async (group: Group): Promise<Partial<Settings>> => {
  const hashed = async () => Buffer.from(await hash(jane.password, { cost: 4 })).toString('base64');
  return {
    deployment: 'self-hosted',
    signup: 'closed',
    seats: null,
    fixedUsers: group === 'hashed' ? [{ ...jane, password: await hashed(), passHashed: true }] : [jane, bob],
    guestUser: group === 'guest' ? { username: 'guest', password: 'guest', name: 'Guest', passHashed: false } : null,
  };
};

/** Replays calls by real bytes to a server of their own, whose clock goes on a little with each. */
const replayed = async (recordings: readonly Recording[], settings: Partial<Settings>): Promise<Map<string, Replayed>> => {
  const server = await startServer(settings);
  const { base, close } = await listening(server);
  const wait = async (seconds: number): Promise<void> => server.clock.advance(seconds * 1000 + 7);
  const calls = new Map<string, Replayed>();
  for await (const call of replay(base, recordings, { wait })) if (call.recording.prepare !== true) calls.set(call.recording.id, call);
  await close();
  await server.close();
  return calls;
};

const groups = ['fixed', 'guest', 'hashed', 'sdk'] as const;
const recordings = groups.flatMap((group) => readRecordings(group)).filter(({ prepare }) => prepare !== true);
const calls = new Map<string, Replayed>();
beforeAll(async () => {
  for (const group of groups) for (const [id, call] of await replayed(readRecordings(group), await settingsOf(group))) calls.set(id, call);
}, 60_000);

test('every call of the real server was replayed', () => {
  expect(recordings).toHaveLength(200);
  expect([...calls.keys()]).toEqual(recordings.map(({ id }) => id));
});

describe('a call of the real server', () => {
  const asItIs = recordings.filter((recording) => insteadOf(recording) === undefined).map(({ id, name }) => [id, name] as const);

  test.each(asItIs)('%s (%s) is answered alike, but for what is listed', (id) => {
    const call = calls.get(id);
    expect(call?.differences.filter((difference) => reasonOf(call, difference) === undefined)).toEqual([]);
  });
});

test.each(places)('$calls differs: $why', (entry) => {
  const about = recordings.filter((recording) => isAbout(entry, recording));
  expect(about.length).toBeGreaterThanOrEqual(entry.calls.length);
  const missed = about.flatMap(({ id }) =>
    entry.at
      .filter((place) => calls.get(id)?.differences.some((difference) => stands(place, difference)) !== true)
      .map((place) => `${id}: ${place}`),
  );
  expect(missed).toEqual([]);
});

test.each(instead)('$calls gets another answer: $why', ({ calls: ids, answer: [code, subcode, message] }) => {
  for (const id of ids) {
    const { answer, recording } = calls.get(id) ?? {};
    const { meta } = envelope.parse(JSON.parse(answer?.text ?? ''));
    const before = recording?.response?.json?.meta ?? {};
    expect([before['result_code'], before['result_subcode'], before['result_msg']]).not.toEqual([code, subcode, meta.result_msg]);
    expect([answer?.status, meta.result_code, meta.result_subcode]).toEqual([code, code, subcode]);
    if (message instanceof RegExp) expect(meta.result_msg).toMatch(message);
    else expect(meta.result_msg).toBe(message);
  }
});

test('an origin that is configured is answered as by ClearML', async () => {
  const some = readRecordings('fixed').filter(({ id }) => ['fixed_208', 'fixed_209'].includes(id));
  const answered = await replayed(some, { ...(await settingsOf('fixed')), corsOrigins: ['http://localhost:8080'] });
  expect([...answered.values()].flatMap((call) => call.differences.map(({ at }) => at))).toEqual(['data.signup']);
});
