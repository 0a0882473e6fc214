import { credentials } from './credentials.ts';
import type { Operations } from './operation.ts';
import { server } from './server.ts';
import { session } from './session.ts';
import { storage } from './storage.ts';
import { userLists } from './user-lists.ts';
import { users } from './users.ts';

/** What ClearML Server 2.0.0 has of what concerns an account; all else is its 404. */
export const operations: Operations = { ...credentials, ...server, ...session, ...storage, ...userLists, ...users };
