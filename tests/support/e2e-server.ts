import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { openPostgres } from '#server/store/postgres.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import type { Store } from '#server/store/store.ts';
import { freePort } from './free-port.ts';
import { startBalancer } from './nginx.ts';
import { newSchema } from './postgres.ts';

const root = join(import.meta.dirname, '../..');
const programIn = (folder: string): string => join(folder, 'dist/server/main.js');
/** The built server, which `e2e-setup.ts` brings up to date. */
export const program = programIn(root);
/** A start takes a second or two; after this (ms) it counts as failed. */
const patience = 20_000;

/** The built server as a process of its own, on a folder of its own; or several processes that are one server to whoever calls. */
export interface BuiltServer {
  readonly port: number;
  readonly origin: string;
  /** where it keeps its database, unless that is PostgreSQL */
  readonly dataDir: string;
  readonly pid: () => number;
  /** all that its processes wrote to standard error, one after the other */
  readonly logged: () => string;
  /** Opens what it stores, beside it. */
  readonly openStore: () => Promise<Store>;
  /** Runs a verb of the operator beside it, or while it is down; answers what that said. Throws where it failed. */
  readonly admin: (...argv: readonly string[]) => Promise<string>;
  /** Ends it as a power cut would. */
  readonly kill9: () => Promise<void>;
  /** Tells it to end; answers its exit code once it has. */
  readonly terminate: () => Promise<number | null>;
  /** Starts it again on the same port and data; what is built in another folder, if one is named. */
  readonly restart: (folder?: string) => Promise<void>;
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>;
}

/**
 * Runs the program that is built in a folder until it says that it listens; its last lines are in the error where it does not.
 * `log`: gets what it writes to standard error.
 */
const launch = async (env: Record<string, string>, args: readonly string[], log: string[], folder = root): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [programIn(folder), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (part: string) => void (said.push(part), log.push(part)));
  let deadline: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      (async () => {
        for await (const line of createInterface({ input: child.stdout })) {
          if (line.includes('listening on http')) return;
          said.push(line);
        }
        throw new Error(`The server ended: ${said.slice(-20).join('\n')}`);
      })(),
      new Promise((_resolve, reject) => {
        deadline = setTimeout(() => reject(new Error(`The server does not listen: ${said.slice(-20).join('\n')}`)), patience);
      }),
    ]);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(deadline);
  }
  child.stdout.resume();
  return child;
};

/** At the port that it is to have, else on a free one, which another program may take before this one does. */
const launchSomewhere = async (
  env: Record<string, string>,
  args: readonly string[],
  log: string[],
  tries = 5,
): Promise<{ readonly port: number; readonly child: ChildProcess }> => {
  const port = Number(env['PORT'] ?? (await freePort()));
  try {
    return { port, child: await launch({ ...env, PORT: String(port) }, args, log) };
  } catch (error) {
    if (env['PORT'] !== undefined || tries === 1 || !String(error).includes('is taken')) throw error;
    return launchSomewhere(env, args, log, tries - 1);
  }
};

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
};

type Environment = Readonly<Record<string, string>>;

/** Starts one process on a free port and an empty folder (or the one of `DATA_DIR`, which stays), with these settings of the environment. */
export const startProcess = async (settings: Environment = {}, args: readonly string[] = []): Promise<BuiltServer> => {
  const given = settings['DATA_DIR'];
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'clearml-profile-')));
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATA_DIR: dataDir,
    ...settings,
  };
  const remove = (): Promise<void> => (given === undefined ? rm(dataDir, { recursive: true, force: true }) : Promise.resolve());
  const log: string[] = [];
  const { port, ...first } = await launchSomewhere(env, args, log).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  let { child } = first;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    pid: () => child.pid ?? Number.NaN,
    logged: () => log.join(''),
    openStore: () => {
      const url = settings['DATABASE_URL'];
      return url === undefined ? openSqlite(join(dataDir, 'clearml-profile.sqlite')) : openPostgres(url);
    },
    admin: async (...argv) => (await promisify(execFile)(process.execPath, [program, 'admin', ...argv], { env })).stdout,
    kill9: async () => void (await end(child, 'SIGKILL')),
    terminate: () => end(child, 'SIGTERM'),
    restart: async (folder) => {
      await end(child, 'SIGTERM');
      child = await launch({ ...env, PORT: String(port) }, [], log, folder);
    },
    stop: async () => {
      await end(child, 'SIGTERM');
      await remove();
    },
  };
};

/** Two processes on one PostgreSQL behind nginx as documented; killing and starting again means one of them. */
const startBehindProxy = async ({ PORT, ...settings }: Environment, args: readonly string[]): Promise<BuiltServer> => {
  const { url, drop } = await newSchema();
  const shared = { DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString('base64url'), TRUSTED_PROXIES: '127.0.0.1', ...settings };
  const first = await startProcess(shared, args);
  const second = await startProcess(shared);
  const nginx = await startBalancer([first.port, second.port], { port: PORT });
  return {
    ...first,
    port: nginx.port,
    origin: nginx.origin,
    stop: async () => {
      await nginx.stop();
      await Promise.all([first.stop(), second.stop()]);
      await drop();
    },
  };
};

/**
 * Starts the built server with these settings of the environment. With `PROCESSES=2` in the tests' own environment it is two processes behind a proxy,
 * but where a test is about one in front of a ClearML Server, which keeps nothing that processes could share.
 */
export const startBuiltServer = (settings: Environment = {}, args: readonly string[] = []): Promise<BuiltServer> =>
  process.env['PROCESSES'] === '2' && settings['CLEARML_API_URL'] === undefined
    ? startBehindProxy(settings, args)
    : startProcess(settings, args);
