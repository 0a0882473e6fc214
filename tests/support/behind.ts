import { createApp } from '#server/app.ts';
import type { Settings } from '#server/settings.ts';
import type { Store } from '#server/store/store.ts';
import { TestClient } from './client.ts';
import { startServer, type TestServer } from './server.ts';

/** A server on a database that is opened already; closing it closes that too. */
export const serverOn = async (store: Store, overrides: Partial<Settings> = {}): Promise<TestServer> => {
  const server = await startServer(overrides);
  const parts = { ...server.parts, store };
  const app = createApp(parts);
  await server.close();
  return { ...server, app, store, parts, client: () => new TestClient(app, 'http://localhost:8080/'), close: () => store.close() };
};
