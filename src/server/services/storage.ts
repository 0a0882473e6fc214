import * as storage from '#contract/storage.ts';
import { handle, type Handler } from '../handler.ts';
import { probe } from '../probe/probe.ts';

/** What the server can find out about a storage that a browser cannot. */
export const handlers: Handler[] = [
  handle(storage.probeUrl, ({ url }, context) => probe(url, { ...context, who: context.caller.user.id })),
];
