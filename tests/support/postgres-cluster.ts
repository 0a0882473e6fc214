import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

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

/** A PostgreSQL of its own that listens on loopback only. */
export interface Cluster {
  readonly url: string;
  /** Ends it: `fast` breaks off what it does, `immediate` as a crash would. */
  readonly end: (how: 'fast' | 'immediate') => Promise<void>;
  /** Starts it again on the same port and data. */
  readonly start: () => Promise<void>;
  /** Another one that follows it, and takes no writes until it is promoted. */
  readonly follow: () => Promise<Cluster>;
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // it survives its own end without, not that of the machine
  fsync: 'off',
  max_connections: '300',
  shared_buffers: '64MB',
};

const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** Makes a cluster by `make`, which is told the folder, and starts it. */
const newCluster = async (bin: string, make: (folder: string) => readonly [program: string, ...args: string[]]): Promise<Cluster> => {
  const identity = runAs();
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  if (identity.uid !== undefined && identity.gid !== undefined) await chown(folder, identity.uid, identity.gid);
  await chmod(folder, 0o700);
  const options = { ...identity, cwd: folder, env: { ...process.env, HOME: folder, LC_ALL: 'C' }, encoding: 'utf8' as const };
  const [program, ...args] = make(folder);
  const made = spawnSync(join(bin, program), args, options);
  if (made.status !== 0) throw new Error(`${program}: ${made.stderr}`);
  const port = await freePort();
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const isReady = (): boolean => spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q']).status === 0;
  let server: ChildProcess;
  let ended: Promise<void>;
  const start = async (): Promise<void> => {
    server = spawn(join(bin, 'postgres'), ['-D', folder, '-p', String(port), ...flags], { ...options, stdio: 'ignore' });
    ended = new Promise((resolve) => server.once('exit', () => resolve()));
    for (let tries = 0; !isReady(); tries += 1) {
      if (tries === 300 || server.exitCode !== null) throw new Error('PostgreSQL does not start');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const end: Cluster['end'] = async (how) => {
    server.kill(signals[how]);
    await ended;
  };
  await start();
  const url = `postgres://test@127.0.0.1:${port}/postgres`;
  return {
    url,
    end,
    start,
    follow: () => newCluster(bin, (other) => ['pg_basebackup', '-d', url, '-D', other, '-R', '-c', 'fast', '--no-sync']),
    stop: async () => {
      await end('fast');
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Starts a new, empty one. */
export const startCluster = (bin: string): Promise<Cluster> =>
  newCluster(bin, (folder) => ['initdb', '-D', folder, '-U', 'test', '-A', 'trust', '--encoding=UTF8', '--no-locale', '--no-sync']);
