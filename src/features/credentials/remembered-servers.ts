import * as z from 'zod/mini';
import { serverKinds } from './typed-servers.ts';
import type { ServerUrls } from './server-urls.ts';

/** What somebody changed about the servers of a workspace; nothing where they are as the server says. */
const changes = z.object({
  web: z.optional(z.string()),
  api: z.optional(z.string()),
  files: z.optional(z.string()),
  /** the server's certificate is not to be checked */
  unverified: z.optional(z.boolean()),
});

const keyOf = (workspace: string): string => `servers:${workspace}`;

/** The changes that this browser keeps for a workspace. */
export const rememberedServers = (workspace: string): z.output<typeof changes> => {
  try {
    return changes.safeParse(JSON.parse(localStorage.getItem(keyOf(workspace)) ?? '{}')).data ?? {};
  } catch {
    return {}; // storage refuses, or something else wrote there
  }
};

/** Keeps what differs from the server's own addresses. */
export const rememberServers = (workspace: string, urls: ServerUrls, unverified: boolean, defaults: ServerUrls): void => {
  const changed = Object.fromEntries(serverKinds.filter((kind) => urls[kind] !== defaults[kind]).map((kind) => [kind, urls[kind]]));
  const kept = { ...changed, ...(unverified ? { unverified } : {}) };
  try {
    if (Object.keys(kept).length === 0) localStorage.removeItem(keyOf(workspace));
    else localStorage.setItem(keyOf(workspace), JSON.stringify(kept));
  } catch {
    // storage refuses: they hold until the dialog is closed
  }
};
