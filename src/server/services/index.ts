import type { Handler } from '../handler.ts';
import { handlers as account } from './account.ts';
import { handlers as auth } from './auth.ts';
import { handlers as credentials } from './credentials.ts';
import { handlers as directory } from './directory.ts';
import { handlers as invitations } from './invitations.ts';
import { handlers as login } from './login.ts';
import { handlers as members } from './members.ts';
import { handlers as membership } from './membership.ts';
import { handlers as organization } from './organization.ts';
import { handlers as programs } from './programs.ts';
import { handlers as server } from './server.ts';
import { handlers as signup } from './signup.ts';
import { handlers as storage } from './storage.ts';
import { handlers as users } from './users.ts';

/** Everything that this server answers. */
export const handlers: readonly Handler[] = [
  ...auth,
  ...credentials,
  ...account,
  ...login,
  ...signup,
  ...membership,
  ...organization,
  ...members,
  ...invitations,
  ...users,
  ...server,
  ...storage,
  ...directory,
  ...programs,
];
