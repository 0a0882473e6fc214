import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '#server/settings.ts';
import { freePort } from '#tests/support/free-port.ts';
import { listening } from '#tests/support/listening.ts';
import { startServer } from '#tests/support/server.ts';
import { recordingsIn } from '#tests/support/wire/recording.ts';

const jane = { username: 'jane', password: 'secret-pass', name: 'Jane Doe', passHashed: false };
const selfHosted: Partial<Settings> = { deployment: 'self-hosted', signup: 'closed', seats: null, fixedUsers: [jane] };
const guestUser = { username: 'guest', password: 'guest', name: 'Guest', passHashed: false };

interface Ended {
  readonly code: number | string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const replayProgram = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['scripts/replay.mjs', ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? undefined), stdout, stderr }),
    );
  });

/** Runs it on such a server. */
const replayedOn = async (settings: Partial<Settings>, ...args: string[]): Promise<Ended> => {
  const server = await startServer(settings);
  const { base, close } = await listening(server);
  try {
    return await replayProgram(base.href, ...args);
  } finally {
    await close();
    await server.close();
  }
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('whoever replays calls', () => {
  it('finds none but deliberate differences on our server, each with its reason, and what was answered', async () => {
    const record = join(folder, 'answers.jsonl');
    const { code, stdout, stderr } = await replayedOn({ ...selfHosted, guestUser }, 'guest', '--record', record);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe('5 calls alike, 2 different on purpose, 0 unexpected differences');
    const differences = lines.filter((line) => line.startsWith('    '));
    expect(differences.length).toBeGreaterThan(0);
    for (const line of differences) expect(line).toMatch(/ \(deliberate: .+\)$/);
    expect([code, stderr]).toEqual([0, '']);
    expect((await readFile(record, 'utf8')).trimEnd().split('\n')).toHaveLength(recordingsIn('tests/support/wire/guest.jsonl').length);
  });

  it('sees which differences nobody meant', async () => {
    const { code, stdout } = await replayedOn(selfHosted, 'guest');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {4}status: recorded 200, answered 401$/m);
    expect(stdout).toMatch(/, [1-9]\d* unexpected differences\n$/);
  });

  const nobody = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
  it.each([
    ['nobody listens', async () => [await nobody()], /^Nobody listens at http:\/\/127\.0\.0\.1:\d+\.\n$/],
    [
      'the server is elsewhere',
      () => ['http://192.0.2.1:8008'],
      /^"http:\/\/192\.0\.2\.1:8008" is no address of a server on this machine, .+\n$/,
    ],
    ['there is no such group', () => ['http://127.0.0.1:1', 'fixd'], /^"fixd" is no group of recorded calls: .+\n$/],
    ['there is no such option', () => ['http://127.0.0.1:1', '--recrod'], /^Unknown option '--recrod'.+\n$/],
    [
      'the answers cannot be written',
      () => ['http://127.0.0.1:1', '--record', join(folder, 'none', 'file')],
      /^\S+file cannot be opened \(ENOENT\)\.\n$/,
    ],
  ])('is told in one sentence that %s', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await replayProgram(...(await args()));
    expect(stderr).toMatch(sentence);
    expect([code, stdout]).toEqual([1, '']);
  });

  it('is told which line of the recordings is broken', async () => {
    const file = join(folder, 'broken.jsonl');
    await writeFile(file, '{"id":"one"}\n\n{"id":\n');
    expect(() => recordingsIn(file)).toThrow(`Line 3 of ${file} is broken: it is no JSON.`);
  });
});
