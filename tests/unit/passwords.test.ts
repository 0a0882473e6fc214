import * as argon2 from '@node-rs/argon2';
import * as bcrypt from '@node-rs/bcrypt';
import { beforeEach, expect, test, vi } from 'vitest';
import { verifyAny } from '#server/fixed-users.ts';
import { bcryptSamples, hashPassword, verifyPassword } from '#server/passwords.ts';
import { testSettings } from '#tests/support/server.ts';

// the libraries themselves, counted
vi.mock(import('@node-rs/argon2'), { spy: true });
vi.mock(import('@node-rs/bcrypt'), { spy: true });

beforeEach(() => {
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
    if (await verifyAny(settings, known, password)) right.push(known.entry?.username ?? 'stored');
    done.push(work());
  }
  expect(right).toEqual(['jane', 'eve', 'stored']);
  expect(new Set(done.map((one) => JSON.stringify(one)))).toHaveLength(1);
  expect(done[0]).toEqual({ argon2: [stored.slice(0, 30)], bcrypt: ['$2b$04$', '$2b$05$'] });
});

test('without hashed passwords in the configuration nothing is compared with bcrypt', async () => {
  expect(await verifyPassword(null, 'x')).toBe(false);
  expect(work()).toMatchObject({ argon2: [expect.anything()], bcrypt: [] });
});

test('a hash that is cut off lets nobody in, and keeps nobody out', async () => {
  const stored = await hashPassword('stored-pass');
  const samples = bcryptSamples(['$2b$04$cut-off']);
  expect(await verifyPassword('$2b$04$cut-off', 'x', samples)).toBe(false);
  expect(await verifyPassword(stored, 'stored-pass', samples)).toBe(true);
});
