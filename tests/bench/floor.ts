import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const sources = join(import.meta.dirname, 'floor');
const built = join(import.meta.dirname, '../../bench/floor');

/** Builds the floor: a page of the same packages that fetches one answer and shows it. No page on them can be smaller. */
const build = (): void => {
  const { status } = spawnSync(process.execPath, [join(sources, 'build.mjs'), built], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The floor was not built');
};

/** Runs `work` with the address of the floor, served by a process of its own, which ends with it. */
export const withFloor = async <T>(work: (address: string) => Promise<T>): Promise<T> => {
  build();
  const child = spawn(process.execPath, [join(sources, 'server.mjs'), built], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    return await work(`http://127.0.0.1:${String(port).trim()}/profile`);
  } finally {
    child.kill();
  }
};
