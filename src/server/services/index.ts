import type { Handler } from '../handler.ts';
import { handlers as auth } from './auth.ts';
import { handlers as login } from './login.ts';
import { handlers as server } from './server.ts';
import { handlers as users } from './users.ts';

/** Everything that this server answers. */
export const handlers: readonly Handler[] = [...auth, ...login, ...users, ...server];
