// A lock between processes: a folder, because making one either succeeds or fails.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A build takes seconds; who waits this long (ms) is told. */
const patience = 300_000;

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Whether the process that made the lock is gone. One that has not written its id yet counts as there. */
const abandoned = async (folder) => {
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => 'NaN'));
  return Number.isInteger(pid) && !alive(pid);
};

/** Runs `work` while no other process holds the lock `folder`. A lock whose process died is taken over. */
export const withLock = async (folder, work) => {
  const end = performance.now() + patience;
  for (;;) {
    try {
      await mkdir(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (await abandoned(folder)) await rm(folder, { recursive: true, force: true });
      else if (performance.now() > end)
        throw new Error(`Another process holds ${folder}. Remove it if none is building.`, { cause: error });
      else await pause(200);
    }
  }
  try {
    await writeFile(join(folder, 'pid'), String(process.pid));
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
