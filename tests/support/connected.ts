import { randomBytes } from 'node:crypto';
import { makeLog } from '#server/log.ts';
import type { ClearmlSettings, Settings } from '#server/settings.ts';
import type { App } from '#server/site.ts';
import { createConnectedApp } from '#server/upstream/app.ts';
import { TestClient } from './client.ts';
import { noNames, testSettings } from './server.ts';

/** No forward proxy, and the web pair read from the web server. */
const direct: Omit<ClearmlSettings, 'apiUrl'> = { webPair: null, proxies: { http: null, https: null, none: null } };

export interface ConnectedSite {
  readonly app: App;
  readonly client: () => TestClient;
  readonly logged: readonly string[];
}

/** Page and proxy in front of a ClearML Server, in this process. */
export const openConnected = (
  { apiUrl, ...clearml }: Partial<ClearmlSettings> & Pick<ClearmlSettings, 'apiUrl'>,
  overrides: Partial<Settings> = {},
  clientDir: string | null = null,
): ConnectedSite => {
  const own: ClearmlSettings = { ...direct, ...clearml, apiUrl };
  const settings: Settings = {
    ...testSettings,
    deployment: 'connected',
    cookieNameSet: true,
    clearml: own,
    logLevel: 'warn',
    ...overrides,
  };
  const logged: string[] = [];
  const log = makeLog(settings.logLevel, (line) => void logged.push(line));
  const app = createConnectedApp(
    { settings, log, clock: Date.now, random: (bytes) => randomBytes(bytes), resolve: noNames },
    own,
    clientDir,
  );
  return { app, logged, client: () => new TestClient(app, settings.publicUrl ?? 'http://localhost:8080/') };
};
