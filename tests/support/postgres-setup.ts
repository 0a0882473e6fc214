import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Folders that hold PostgreSQL's programs; Debian keeps them out of the search path. */
const folders = (): string[] => {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  return [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
};

/** Where PostgreSQL's programs are on this machine, or undefined. */
export const findPostgres = (): string | undefined => folders().find((folder) => existsSync(join(folder, 'initdb')));

/** PostgreSQL refuses to run as root: then its own user runs it. */
const runAs = (): { uid?: number; gid?: number } => {
  if (userInfo().uid !== 0) return {};
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** A PostgreSQL for one run: a new cluster that keeps nothing and listens on loopback only. */
const startCluster = async (bin: string): Promise<{ url: string; stop: () => Promise<void> }> => {
  const identity = runAs();
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  if (identity.uid !== undefined && identity.gid !== undefined) await chown(folder, identity.uid, identity.gid);
  await chmod(folder, 0o700);
  const options = { ...identity, cwd: folder, env: { ...process.env, HOME: folder, LC_ALL: 'C' }, encoding: 'utf8' as const };
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', folder, '-U', 'test', '-A', 'trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: '300',
    shared_buffers: '64MB',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', folder, '-p', String(port), ...flags], { ...options, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const isReady = (): boolean => spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q']).status === 0;
  for (let tries = 0; !isReady(); tries += 1) {
    if (tries === 300 || server.exitCode !== null) throw new Error('PostgreSQL does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: `postgres://test@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Gives the run a PostgreSQL: `TEST_DATABASE_URL`'s, else one of its own; without its programs none, which `npm test` says. */
export default async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return undefined;
  const bin = findPostgres();
  if (bin === undefined) return undefined;
  const { url, stop } = await startCluster(bin);
  process.env['TEST_DATABASE_URL'] = url;
  return stop;
};
