import { credentials } from './credentials.ts';
import { events } from './events.ts';
import type { Operations } from './operation.ts';
import { server } from './server.ts';
import { session } from './session.ts';
import { storage } from './storage.ts';
import { tasks } from './tasks.ts';
import { userLists } from './user-lists.ts';
import { users } from './users.ts';

/** What ClearML Server 2.0.0 has of what concerns an account, and of tasks what the page reads; all else is its 404. */
export const operations: Operations = { ...credentials, ...events, ...server, ...session, ...storage, ...tasks, ...userLists, ...users };
