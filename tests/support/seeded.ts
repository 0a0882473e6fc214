import { makeSecrets } from '#server/keys.ts';
import { openSiteParts } from '#server/parts.ts';
import { runSeed } from '#server/seed.ts';
import type { BuiltServer } from './e2e-server.ts';
import { testSettings } from './server.ts';

/** The owner of the largest workspace of a database that was filled. */
export interface Seeded {
  readonly email: string;
  readonly password: string;
  /** its id */
  readonly workspace: string;
}

/** Fills a server's database as `npm run seed` does; who to log in as. */
export const seed = async ({ openStore }: Pick<BuiltServer, 'openStore'>, ...argv: string[]): Promise<Seeded> => {
  const store = await openStore();
  const lines: string[] = [];
  try {
    await runSeed({ ...openSiteParts(testSettings), store, secrets: makeSecrets('not used') }, argv, (line) => void lines.push(line));
  } finally {
    await store.close();
  }
  return JSON.parse(lines[0] ?? '{}') as Seeded; // what it prints
};
