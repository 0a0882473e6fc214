import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

const program = join(import.meta.dirname, '../../dist/server/main.js');
/** A start takes a second or two; after this (ms) it counts as failed. */
const patience = 20_000;

/** The built server as a process of its own, on a folder of its own. */
export interface BuiltServer {
  readonly port: number;
  readonly origin: string;
  readonly dataDir: string;
  readonly pid: () => number;
  /** Ends it as a power cut would. */
  readonly kill9: () => Promise<void>;
  /** Starts it again on the same port and data. */
  readonly restart: () => Promise<void>;
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>;
}

/** Runs the program until it says that it listens; its last lines are in the error where it does not. */
const launch = async (env: Record<string, string>, args: readonly string[]): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (part: Buffer) => void said.push(part.toString()));
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

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
};

/** Starts the built server on a free port and an empty folder, with these settings of the environment. */
export const startBuiltServer = async (
  settings: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<BuiltServer> => {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'clearml-profile-'));
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    PORT: String(port),
    DATA_DIR: dataDir,
    ...settings,
  };
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  let child = await launch(env, args).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    pid: () => child.pid ?? Number.NaN,
    kill9: () => end(child, 'SIGKILL'),
    restart: async () => {
      await end(child, 'SIGTERM');
      child = await launch(env, []);
    },
    stop: async () => {
      await end(child, 'SIGTERM');
      await remove();
    },
  };
};
