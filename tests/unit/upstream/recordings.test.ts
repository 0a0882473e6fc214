import { afterEach, expect, test, vi } from 'vitest';
import { startStandIn, type StandIn, type StandInOptions } from '#tests/support/upstream/stand-in.ts';
import type { Difference } from '#tests/support/wire/compare-values.ts';
import { Ledger } from '#tests/support/wire/ledger.ts';
import { readRecordings, type Group, type Recording } from '#tests/support/wire/recording.ts';
import { replay } from '#tests/support/wire/replay.ts';

const webPair = { key: 'the key of the web', secret: 'the secret of the web' };
const modes: Readonly<Record<Group, StandInOptions>> = {
  fixed: {},
  hashed: {},
  sdk: {},
  guest: { mode: 'guest' },
  open: { mode: 'simple', users: [], webPair },
};

let standIn: StandIn;
afterEach(async () => {
  vi.useRealTimers();
  await standIn.close();
});

/** Without the keys of ClearML's own test user; where only names are asked for, the session is the one of the user who was impersonated. */
const recordingsOf = (group: Group): Recording[] => {
  const recordings = readRecordings(group).filter(({ id }) => id !== 'open_022');
  return group === 'open'
    ? (JSON.parse(JSON.stringify(recordings).replaceAll('"bearer":"<JWT>"', '"bearer":"<JWT open_010>"')) as Recording[])
    : recordings;
};

test.each(['fixed', 'guest', 'hashed', 'sdk', 'open'] as const)('the stand-in answers what the real server answered: %s', async (group) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  standIn = await startStandIn(modes[group]);
  const ledger = new Ledger({ '<well-known webserver key>': webPair.key, '<its secret>': webPair.secret });
  const wait = (seconds: number): Promise<void> => Promise.resolve(void vi.setSystemTime(Date.now() + seconds * 1000));
  const isItsOwn = ({ recorded, answered }: Difference): boolean =>
    typeof answered === 'string' && ledger.asRecorded(answered) === recorded;
  const recordings = recordingsOf(group);
  const seen: string[] = [];
  for await (const { recording, differences } of replay(new URL(standIn.url), recordings, { ledger, wait })) {
    expect(
      differences.filter((one) => !isItsOwn(one)),
      `${recording.id} ${recording.name}`,
    ).toEqual([]);
    if (recording.prepare !== true) seen.push(recording.id);
  }
  expect(seen).toEqual(recordings.filter(({ prepare }) => prepare !== true).map(({ id }) => id));
});
