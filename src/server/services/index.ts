import type { Handler } from '../handler.ts';
import { handlers as auth } from './auth.ts';
import { handlers as login } from './login.ts';

/** Everything that this server answers. */
export const handlers: readonly Handler[] = [...auth, ...login];
