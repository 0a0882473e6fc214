import { hash } from '@node-rs/bcrypt';
import { beforeAll, describe, expect, test } from 'vitest';
import { envelope } from '#contract/index.ts';
import type { Settings } from '#server/settings.ts';
import { listening } from '#tests/support/listening.ts';
import { startServer } from '#tests/support/server.ts';
import type { Difference } from '#tests/support/wire/compare-values.ts';
import { readRecordings, type Group, type Recording } from '#tests/support/wire/recording.ts';
import { replay, type Replayed } from '#tests/support/wire/replay.ts';

/** Calls that get another answer on purpose: code, subcode and message. */
const instead: readonly { calls: readonly string[]; answer: readonly [number, number, string | RegExp]; why: string }[] = [
  {
    calls: ['fixed_018', 'fixed_019', 'fixed_024', 'hashed_002'],
    answer: [401, 22, 'Unauthorized (invalid credentials) (failed to locate provided credentials)'],
    why: 'wrong password, unknown name and a mistyped secret get one answer',
  },
  { calls: ['fixed_110'], answer: [401, 30, 'Invalid token (revoked token)'], why: 'revoking a key kills its tokens' },
  {
    calls: ['fixed_148', 'fixed_150'],
    answer: [400, 12, /^Validation error \(error for field 'label': (?:format|too_long)\.\)$/],
    why: 'labels and names are one line, bounded, without control characters',
  },
  {
    calls: ['161', '162', '164', '165', '166', '167', '168', '169', '171', '173', '174', '175', '176'].map((call) => `fixed_${call}`),
    answer: [404, 0, /^Unable to find endpoint for name storage\.\w+ and version 2\.31 \(.*CLEARML_API_URL\)$/],
    why: 'storage.get_settings, set_settings and reset_settings are not offered; the 404 names CLEARML_API_URL',
  },
  { calls: ['fixed_184'], answer: [200, 0, 'OK'], why: 'the same paths work with /api' },
  {
    calls: ['fixed_196', 'fixed_197'],
    answer: [400, 0, 'Data should be a dict'],
    why: 'a JSON body that is not an object is 400, not 500',
  },
  {
    calls: ['fixed_209'],
    answer: [403, 1000, /^The request comes from another site: /],
    why: 'login.* from an origin that is not configured is refused',
  },
];

/** Places where an answer differs on purpose. `calls`: by id, or all that succeed of an operation. `to`: what stands there. */
const differences: readonly { calls: readonly string[]; at: readonly string[]; to?: unknown; why: string }[] = [
  { calls: ['auth.login'], at: ['cookie.clearml_token_basic.Max-Age'], why: "the cookie's age is the token's, not 3,000 years" },
  { calls: ['login.supported_modes'], at: ['data.signup'], why: 'it says whether one can sign up' },
  { calls: ['users.get_current_user'], at: ['data.user.email'], why: 'get_current_user.user adds email' },
  { calls: ['auth.get_credentials'], at: ['data.additional_credentials'], to: {}, why: 'keys of other workspaces stand apart' },
  {
    calls: ['fixed_076', 'fixed_077', 'fixed_083', 'fixed_090', ...['003', '007', '009', '013', '017', '019'].map((call) => `sdk_${call}`)],
    at: ['data.credentials.*.created'],
    why: 'a key says when it was made',
  },
  {
    calls: ['fixed_083', 'fixed_090'],
    at: ['data.credentials.F5WQ8IKGESEURFAYH7M3YLLP38N7VX.last_used_from'],
    to: '127.0.0.1',
    why: 'X-Forwarded-For counts only from a configured proxy',
  },
  { calls: ['fixed_118', 'fixed_119'], at: ['data.users.__tests__'], to: undefined, why: 'there is no built-in user' },
  { calls: ['fixed_120'], at: ['data.companies.*.owners.__tests__'], to: undefined, why: 'there is no built-in user' },
  { calls: ['fixed_120'], at: ['data.companies.*.allocated'], to: 2, why: 'there is no built-in user' },
  {
    calls: ['fixed_120'],
    at: ['role', 'personal', 'created', 'allowed', 'actions', 'members', 'owners.*.role'].map((field) => `data.companies.*.${field}`),
    why: 'a workspace says what its caller is there and may do',
  },
  { calls: ['fixed_126'], at: ['data.updated'], to: 0, why: 'only oneself renames oneself: another id answers like an unknown one' },
  { calls: ['fixed_137'], at: ['data.user.name'], to: 'Jane Doe', why: 'names have at least one character' },
  {
    calls: ['fixed_208'],
    at: ['origin', 'credentials', 'headers', 'methods'].map((name) => `header.access-control-allow-${name}`),
    to: undefined,
    why: 'CORS answers configured origins only',
  },
  { calls: ['fixed_208'], at: ['header.vary'], to: '', why: 'CORS answers configured origins only' },
  { calls: ['fixed_212'], at: ['header.content-encoding'], to: undefined, why: "ClearML's programs need no compressed answer" },
  { calls: ['fixed_212'], at: ['header.vary'], to: '', why: "ClearML's programs need no compressed answer" },
];

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

const isInstead = (id: string): boolean => instead.some((entry) => entry.calls.includes(id));
/** '' for a preflight, which is a call of none. */
const operationOf = ({ request }: Recording): string =>
  request.method === 'OPTIONS' ? '' : (/(\w+\.\w+)\/?(?:\?|$)/.exec(request.path)?.[1] ?? '');

/** Whether an entry of the list is about a call. */
const names = (entry: { calls: readonly string[] }, recording: Recording): boolean =>
  !isInstead(recording.id) &&
  (entry.calls.includes(recording.id) || (recording.response?.status === 200 && entry.calls.includes(operationOf(recording))));

const stands = (pattern: string, { at }: Difference): boolean => {
  const [wanted, got] = [pattern.split('.'), at.split('.')];
  return wanted.length === got.length && wanted.every((part, place) => part === '*' || part === got[place]);
};

test('every call of the real server was replayed', () => {
  expect(recordings).toHaveLength(200);
  expect([...calls.keys()]).toEqual(recordings.map(({ id }) => id));
});

describe('a call of the real server', () => {
  const asItIs = recordings.filter(({ id }) => !isInstead(id)).map((recording) => [recording.id, recording.name, recording] as const);

  test.each(asItIs)('%s (%s) is answered alike, but for what is listed', (id, _name, recording) => {
    const unlisted = calls.get(id)?.differences.filter((difference) => {
      const entries = differences.filter((entry) => names(entry, recording) && entry.at.some((place) => stands(place, difference)));
      return !entries.some((entry) => !('to' in entry) || JSON.stringify(entry.to) === JSON.stringify(difference.answered));
    });
    expect(unlisted).toEqual([]);
  });
});

test.each(differences)('$calls differs: $why', (entry) => {
  const about = recordings.filter((recording) => names(entry, recording));
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
