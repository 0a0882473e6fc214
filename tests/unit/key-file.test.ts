import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readKeyFile } from '#server/key-file.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-'));
  file = join(folder, 'secret.key');
});
afterEach(() => rm(folder, { recursive: true }));

/** What is called of each file that is opened. */
const fileHandle = async () => {
  const handle = await open(folder);
  await handle.close();
  return Object.getPrototypeOf(handle) as typeof handle;
};

/** Does something each time before a file, or a folder, is made sure to be on the disk; answers how to end that. */
const beforeSync = async (work: (at: number) => Promise<void>): Promise<() => void> => {
  const { sync } = await fileHandle();
  let count = 0;
  const spy = vi.spyOn(await fileHandle(), 'sync').mockImplementation(async function (this: Awaited<ReturnType<typeof open>>) {
    await work(count++);
    await sync.call(this);
  });
  return () => spy.mockRestore();
};

describe('check 52: the key file', () => {
  test('is made once, for this user only, and read from then on', async () => {
    const key = await readKeyFile(file);
    expect(key).toMatch(/^[\w-]{43}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readKeyFile(file)).toBe(key);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });

  test('is the same for all who start at the same moment', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => readKeyFile(file)));
    expect(new Set([...keys, (await readFile(file, 'utf8')).trim()]).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });

  test('is that of the first where somebody else made it at the last moment', async () => {
    const others: string[] = [];
    onTestFinished(
      await beforeSync(async (at) => {
        if (at === 0) others.push(await readKeyFile(file));
      }),
    );
    expect([await readKeyFile(file)]).toEqual(others);
  });

  test('has its name when it is whole and on the disk: whoever is killed before leaves none', async () => {
    const there: boolean[] = [];
    onTestFinished(await beforeSync(async () => void there.push((await readdir(folder)).includes('secret.key'))));
    await readKeyFile(file);
    expect(there).toEqual([false, true]);
  });

  test.each(['writeFile', 'sync'] as const)('is not there after a disk that was full at %s, and made by the next start', async (step) => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    const failing = vi.spyOn(await fileHandle(), step).mockRejectedValueOnce(full);
    onTestFinished(() => failing.mockRestore());
    await expect(readKeyFile(file)).rejects.toThrow(
      `${file} cannot be used as the key file: ENOSPC: no space left on device; SECRET_KEY would take its place.`,
    );
    expect(await readdir(folder)).toEqual([]);
    expect(await readKeyFile(file)).toHaveLength(43);
  });

  test.each(['', '\n', 'cut-off\n'])('that holds %j only ends the start with a sentence, and stays as it is', async (text) => {
    await writeFile(file, text);
    await expect(readKeyFile(file)).rejects.toThrow(expect.objectContaining({ name: 'SettingsError' }));
    await expect(readKeyFile(file)).rejects.toThrow(`${file} must have at least 16 characters.`);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
