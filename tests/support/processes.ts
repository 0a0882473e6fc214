import { randomBytes } from 'node:crypto';
import type { App } from '#server/app.ts';
import { makeSecrets } from '#server/keys.ts';
import { makeLog } from '#server/log.ts';
import { openPostgres } from '#server/store/postgres.ts';
import type { Store } from '#server/store/store.ts';
import { TestClient } from './client.ts';
import { startProcess, type BuiltServer } from './e2e-server.ts';
import { newSchema } from './postgres.ts';
import { noNames, testSettings, type TestServer } from './server.ts';

/** A server as a client sees it over the network. */
export const overNetwork = { fetch: (request: Request) => fetch(request) } as unknown as App; // a client calls nothing else

/** Several processes of the built server on one PostgreSQL. */
export interface Processes {
  readonly processes: readonly BuiltServer[];
  /** the same, to tests that put people into the database; its clients are given to the processes in turn */
  readonly server: TestServer;
  /** A browser at one of the processes. */
  readonly clientAt: (index: number) => TestClient;
  /** Ends them and drops what they stored. */
  readonly stop: () => Promise<void>;
}

/** What tests need to put people into the database of a server of other processes, beside them. `client`: a browser at one of those. */
export const besideProcesses = (store: Store, secretKey: string, client: () => TestClient): TestServer => {
  const parts = {
    store,
    settings: testSettings,
    secrets: makeSecrets(secretKey),
    log: makeLog('silent', () => undefined),
    clock: () => Date.now(),
    random: (bytes: number) => randomBytes(bytes),
    resolve: noNames,
  };
  const clock = { now: parts.clock, advance: () => undefined };
  return { app: overNetwork, store, settings: testSettings, parts, clock, client, logged: [], close: () => store.close() };
};

/** Starts so many processes on a schema of their own, all at the same moment. */
export const startProcesses = async (count: number, settings: Readonly<Record<string, string>> = {}): Promise<Processes> => {
  const { url, drop } = await newSchema();
  const secretKey = randomBytes(32).toString('base64url');
  const environment = { DATABASE_URL: url, SECRET_KEY: secretKey, RATE_LIMITS: 'off', ...settings };
  const processes = await Promise.all(Array.from({ length: count }, () => startProcess(environment)));
  const store = await openPostgres(url);
  const clientAt = (index: number): TestClient => new TestClient(overNetwork, `${processes[index % count]?.origin ?? ''}/`);
  let turn = 0;
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((each) => each.stop()));
    await store.close();
    await drop();
  };
  const server = { ...besideProcesses(store, secretKey, () => clientAt(turn++)), close: stop };
  return { processes, server, clientAt, stop };
};
