import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';

/** Builds what is out of date and has the browser ready, once for all end-to-end tests. */
export default async (): Promise<void> => {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, '../../scripts/build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed');
  await findChromium();
};
