import { randomBytes } from 'node:crypto';
import { createApp } from '#server/app.ts';
import { makeSecrets } from '#server/keys.ts';
import { makeLog } from '#server/log.ts';
import type { Parts } from '#server/handler.ts';
import { provision } from '#server/provision.ts';
import type { Settings } from '#server/settings.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import type { Store } from '#server/store/store.ts';
import { TestClient } from './client.ts';
import { openTestPostgres } from './postgres.ts';

/** What a server of the tests is like unless a test says otherwise. */
export const testSettings: Settings = {
  port: 0,
  host: '127.0.0.1',
  dataDir: '/nonexistent',
  databaseUrl: null,
  secretKey: null,
  deployment: 'hosted',
  clearml: null,
  signup: 'open',
  fixedUsers: [],
  guestUser: null,
  seats: 10,
  publicUrl: null,
  webUrl: null,
  apiUrl: null,
  filesUrl: null,
  cookieName: 'clearml_token_basic',
  cookieNameSet: false,
  hsts: false,
  supportContact: null,
  probeAllow: [],
  rateLimits: false,
  trustedProxies: [],
  corsOrigins: [],
  usageReportUrl: null,
  logLevel: 'silent',
};

export interface TestServer {
  readonly app: ReturnType<typeof createApp>;
  readonly store: Store;
  readonly settings: Settings;
  readonly parts: Parts;
  readonly clock: { readonly now: () => number; readonly advance: (ms: number) => void };
  /** A browser of its own at this server's address. */
  readonly client: () => TestClient;
  /** all that the server logged, one line of JSON each */
  readonly logged: readonly string[];
  readonly close: () => Promise<void>;
}

/** Names that nobody looks up: tests stay on this machine. */
export const noNames = (name: string): Promise<never> =>
  Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));

/** A server on an empty database: SQLite in memory, or with `TEST_STORE=postgres` a schema of its own. Its clock stands still. */
export const startServer = async (
  overrides: Partial<Settings> = {},
  { resolve = noNames }: Partial<Pick<Parts, 'resolve'>> = {},
): Promise<TestServer> => {
  const settings = { ...testSettings, ...overrides };
  const store = process.env['TEST_STORE'] === 'postgres' ? await openTestPostgres() : await openSqlite(':memory:');
  const logged: string[] = [];
  let now = Date.UTC(2026, 10, 23, 16, 0, 0);
  const parts: Parts = {
    store,
    settings,
    secrets: makeSecrets('a key of the tests'),
    log: makeLog(settings.logLevel, (line) => void logged.push(line)),
    clock: () => now,
    random: (bytes) => randomBytes(bytes),
    resolve,
  };
  await provision(parts);
  const app = createApp(parts);
  return {
    app,
    store,
    settings,
    parts,
    clock: {
      now: () => now,
      advance: (ms) => {
        now += ms;
      },
    },
    client: () => new TestClient(app, settings.publicUrl ?? 'http://localhost:8080/'),
    logged,
    close: () => store.close(),
  };
};
