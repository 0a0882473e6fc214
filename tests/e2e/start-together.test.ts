import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startProcess } from '#tests/support/e2e-server.ts';
import { isLong, tried } from '#tests/support/runs.ts';

test('processes that start at the same moment on an empty SQLite make its tables once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'together-'));
  const settings = { DATA_DIR: folder, SECRET_KEY: 'k'.repeat(43) };
  const starts = await Promise.allSettled(Array.from({ length: tried(isLong ? 10 : 3) }, () => startProcess(settings)));
  const processes = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const ready = await Promise.all(processes.map(({ origin }) => fetch(`${origin}/readyz`)));
  await Promise.all(processes.map((each) => each.stop()));
  await rm(folder, { recursive: true });
  expect(starts.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(ready.filter(({ ok }) => !ok)).toEqual([]);
});
