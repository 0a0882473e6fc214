import { createDispatch } from './dispatch.ts';
import type { Parts } from './handler.ts';
import { handlers } from './services/index.ts';
import { createSite, type App } from './site.ts';

export type { App } from './site.ts';

/** What `/readyz` says: no more than a stranger may know. */
const ping = async (parts: Parts): Promise<void> => {
  try {
    await parts.store.ping();
  } catch {
    throw new Error('the database does not answer');
  }
};

/** The whole server with accounts of its own, as a function from request to response. `clientDir`: the folder of a build's page; null where there is none. */
export const createApp = (parts: Parts, clientDir: string | null = null): App =>
  createSite(
    parts,
    { ...createDispatch(parts, handlers), operations: handlers.map(({ operation }) => operation), ping: () => ping(parts) },
    clientDir,
  );
