import { availableParallelism } from 'node:os';
import * as argon2 from '@node-rs/argon2';
import * as bcrypt from '@node-rs/bcrypt';
import { beforeEach, expect, test, vi } from 'vitest';
import { limits } from '#contract/limits.ts';
import { verifyAny } from '#server/fixed-users.ts';
import { bcryptSamples, hashPassword, isCommonPassword, passwordsFrom } from '#server/passwords.ts';
import { readText } from '#tests/support/sources.ts';
import { testSettings } from '#tests/support/server.ts';

// the libraries themselves, counted
vi.mock(import('@node-rs/argon2'), { spy: true });
vi.mock(import('@node-rs/bcrypt'), { spy: true });

const passwords = passwordsFrom('203.0.113.9');

beforeEach(() => {
  vi.mocked(argon2.hash).mockClear();
  vi.mocked(argon2.verify).mockClear();
  vi.mocked(bcrypt.verify).mockClear();
});

const configured = async (username: string, password: string, cost: number) => ({
  username,
  password: Buffer.from(await bcrypt.hash(password, { cost })).toString('base64'),
  name: username,
  passHashed: true,
});

/** How much work was done: the costs of all hashes that a password was compared with. */
const work = () => ({
  argon2: vi.mocked(argon2.verify).mock.calls.map(([hash]) => String(hash).slice(0, 30)),
  bcrypt: vi
    .mocked(bcrypt.verify)
    .mock.calls.map(([, hash]) => String(hash).slice(0, 7))
    .toSorted(),
});

test('check 16: a log-in is the same work for every user of the configuration, for a stored password, and for nobody', async () => {
  const fixedUsers = [
    await configured('jane', 'secret-pass', 4),
    await configured('bob', 'bob-pass', 4),
    await configured('eve', 'eve-pass', 5),
  ];
  const plain = { username: 'max', password: 'max-pass', name: 'Max', passHashed: false };
  const guestUser = { username: 'guest', password: 'guest', name: 'Guest', passHashed: false };
  const settings = { ...testSettings, fixedUsers: [...fixedUsers, plain], guestUser };
  const stored = await hashPassword('stored-pass');
  const cases = [
    ...[...fixedUsers, plain, guestUser].flatMap((entry) =>
      ['secret-pass', 'eve-pass', 'wrong'].map((password) => ({ entry, passwordHash: null, password })),
    ),
    { entry: undefined, passwordHash: stored, password: 'stored-pass' },
    { entry: undefined, passwordHash: null, password: 'wrong' },
  ];
  const done: ReturnType<typeof work>[] = [];
  const right: string[] = [];
  for (const { password, ...known } of cases) {
    vi.mocked(argon2.verify).mockClear();
    vi.mocked(bcrypt.verify).mockClear();
    if (await verifyAny({ settings, passwords }, known, password)) right.push(known.entry?.username ?? 'stored');
    done.push(work());
  }
  expect(right).toEqual(['jane', 'eve', 'stored']);
  expect(new Set(done.map((one) => JSON.stringify(one)))).toHaveLength(1);
  expect(done[0]).toEqual({ argon2: [stored.slice(0, 30)], bcrypt: ['$2b$04$', '$2b$05$'] });
});

test('without hashed passwords in the configuration nothing is compared with bcrypt', async () => {
  expect(await passwords.verify(null, 'x')).toBe(false);
  expect(work()).toMatchObject({ argon2: [expect.anything()], bcrypt: [] });
});

test('a hash that is cut off lets nobody in, and keeps nobody out', async () => {
  const stored = await hashPassword('stored-pass');
  const samples = bcryptSamples(['$2b$04$cut-off']);
  expect(await passwords.verify('$2b$04$cut-off', 'x', samples)).toBe(false);
  expect(await passwords.verify(stored, 'stored-pass', samples)).toBe(true);
});

test('check 16: at most three compare or hash at once, one core is left to others; beyond a hundred in line it is 429', async () => {
  await passwords.verify(null, 'x'); // has made the hash that unknown names are compared with
  const held: (() => void)[] = [];
  const hold = <T>(result: T): Promise<T> => new Promise((resolve) => held.push(() => resolve(result)));
  vi.mocked(argon2.verify).mockImplementation(() => hold(false));
  vi.mocked(argon2.hash).mockImplementation(() => hold('a hash'));
  const works = Array.from({ length: 60 }, () => [passwords.verify(null, 'x'), passwords.hash('x')] as const).flat();
  const answers = Promise.allSettled(works);
  const slots = Math.max(1, Math.min(3, availableParallelism() - 1));
  let ran = 0;
  await vi.waitFor(() => expect(held).toHaveLength(slots));
  for (; ran < slots + 100; ran += 1) {
    await vi.waitFor(() => expect(held.length).toBeGreaterThan(0), { interval: 1 });
    expect(held.length).toBeLessThanOrEqual(slots);
    held.shift()?.();
  }
  const refused = (await answers).filter((answer) => answer.status === 'rejected');
  expect(refused).toHaveLength(120 - slots - 100);
  for (const { reason } of refused) expect(reason).toMatchObject({ error: 'too_many_requests', retryAfter: 1 });
  vi.mocked(argon2.verify).mockRestore();
  vi.mocked(argon2.hash).mockRestore();
  // and nothing is left of it
  expect(await passwords.verify(await hashPassword('stored-pass'), 'stored-pass')).toBe(true);
});

test('check 16: the common passwords are refused whatever their case, all long enough to be one at all', () => {
  const source = readText('src/server/rules/common-passwords.ts');
  const listed = (/`([^`]+)`/.exec(source)?.[1] ?? '').split(/\s+/).filter((word) => word !== '');
  expect(listed.length).toBeGreaterThan(300);
  expect(listed.filter((word) => word.length < limits.passwordMin)).toEqual([]);
  const typed = listed.flatMap((word) => [word, word.toUpperCase(), `${word.charAt(0).toUpperCase()}${word.slice(1)}`]);
  expect(typed.filter((word) => !isCommonPassword(word))).toEqual([]);
  expect(isCommonPassword('violet harbour 42')).toBe(false);
});
