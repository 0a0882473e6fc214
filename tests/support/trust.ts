import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authority } from './upstream/certificates.ts';

/** Whether this machine has NSS's certutil, with which Chromium verifies the certificates of an authority as it does all others. */
export const hasCertutil = spawnSync('certutil', ['-H']).error === undefined;

/** How Chromium is started so that it trusts an authority. */
export interface Trust {
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly forget: () => Promise<void>;
}

/**
 * Has Chromium trust an authority: by a certificate database in a home of its own. Without certutil by the authority's key: then a chain with it
 * passes whatever else is wrong with it.
 */
export const trustIn = async ({ cert, keyHash }: Authority): Promise<Trust> => {
  if (!hasCertutil) return { env: {}, args: [`--ignore-certificate-errors-spki-list=${keyHash}`], forget: () => Promise.resolve() };
  const home = await mkdtemp(join(tmpdir(), 'home-'));
  const folder = join(home, '.pki', 'nssdb');
  await mkdir(folder, { recursive: true });
  const file = join(home, 'authority.pem');
  await writeFile(file, cert);
  certutil(['-d', `sql:${folder}`, '-N', '--empty-password']);
  certutil(['-d', `sql:${folder}`, '-A', '-t', 'C,,', '-n', 'Authority of the tests', '-i', file]);
  return { env: { HOME: home }, args: [], forget: () => rm(home, { recursive: true, force: true }) };
};

const certutil = (args: readonly string[]): void => {
  const { status, stderr } = spawnSync('certutil', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`certutil ${args.join(' ')}: ${stderr}`);
};
