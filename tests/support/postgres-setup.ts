import { findPostgres, startCluster } from './postgres-cluster.ts';

/** Gives the run a PostgreSQL: `TEST_DATABASE_URL`'s, else one of its own; without its programs none, which `npm test` says. */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return undefined;
  const bin = findPostgres();
  if (bin === undefined) return undefined;
  const { url, stop } = await startCluster(bin);
  process.env['TEST_DATABASE_URL'] = url;
  return stop;
};
