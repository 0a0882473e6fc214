import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own in memory, with little room. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves room for nothing. */
  readonly fill: () => Promise<void>;
  readonly empty: () => Promise<void>;
  /** From then on it can only be read; nobody may have a file of it open for writing. */
  readonly lock: () => void;
  readonly unmount: () => void;
}

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Pieces as small as a page of SQLite and of tmpfs: not even one more of those fits then. */
const writeUntilFull = async (name: string): Promise<void> => {
  const file = await open(name, 'w');
  try {
    for (;;) await file.write(Buffer.alloc(4096));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    await file.close();
  }
};

/** Mounts one of so many KiB; null where this user may not mount. */
export const mountSmallDisk = (size: number): SmallDisk | null => {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${size}k,mode=0700`, 'tmpfs', folder)) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const filling = join(folder, 'filling');
  return {
    folder,
    fill: () => writeUntilFull(filling),
    empty: () => rm(filling),
    lock: () => void run('mount', '-o', 'remount,ro', folder),
    unmount: () => {
      // lazily: whatever a test left open must not keep it for ever
      if (!run('umount', folder)) run('umount', '-l', folder);
      rmSync(folder, { recursive: true });
    },
  };
};
