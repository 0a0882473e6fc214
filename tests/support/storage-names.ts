import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Authority } from './upstream/certificates.ts';

const preload = pathToFileURL(join(import.meta.dirname, 'names-preload.mjs')).href;

/** What the built server is started with so that its probe finds the storages of a test under their real names. */
export interface StorageNames {
  readonly env: Readonly<Record<string, string>>;
  readonly forget: () => Promise<void>;
}

/** Leads the server to `names` (`*.example` too) → host:port, and has it trust the authority. Names that are not among them are unknown to it. */
export const tellNames = async (names: Readonly<Record<string, string>>, { cert }: Authority): Promise<StorageNames> => {
  const folder = await mkdtemp(join(tmpdir(), 'names-'));
  const file = join(folder, 'ca.pem');
  await writeFile(file, cert);
  return {
    env: {
      NODE_OPTIONS: `--import=${preload}`,
      NAMES_OF_TESTS: JSON.stringify(names),
      NODE_EXTRA_CA_CERTS: file,
      PROBE_ALLOW: '127.0.0.0/8',
    },
    forget: () => rm(folder, { recursive: true }),
  };
};
