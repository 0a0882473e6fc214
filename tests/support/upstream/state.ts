import { builtInUser, createdUser, fixedUser, guestUser, namesOf } from './people.ts';
import { envelopeOf, type Fields } from './recordings.ts';
import type { Rules } from './rules.ts';
import { sampleModels, sampleTasks, type Model, type Task } from './samples.ts';

export interface Company {
  readonly id: string;
  readonly name: string;
}

export interface KeyPair {
  readonly access_key: string;
  readonly secret_key: string;
  label?: string;
  /** UTC without a zone */
  last_used?: string;
  last_used_from?: string;
}

export interface User {
  readonly id: string;
  readonly company: Company;
  role: string;
  name: string;
  given_name?: string;
  family_name?: string;
  avatar?: string;
  email?: string;
  readonly created: string;
  /** absent for the users of the configuration */
  readonly created_in_version?: string;
  /** fixed users only */
  readonly username?: string;
  readonly password?: string;
  preferences: Fields;
  credentials: KeyPair[];
}

/** What the stand-in knows; a test may read and change it. */
export interface State {
  readonly users: User[];
  /** the sessions that were logged out */
  readonly revoked: Set<string>;
  /** as server.report_stats_option answers */
  usage: Fields;
  /** as storage.get_settings answers */
  storage: Record<string, unknown>;
  readonly tasks: Task[];
  readonly models: Model[];
  /** by scroll id: the task, and the earliest iteration that was answered */
  readonly scrolls: Map<string, { readonly task: string; readonly earliest: number }>;
}

export const defaultStorage = (): Record<string, unknown> => envelopeOf('fixed_161').data['settings'] as Record<string, unknown>;

/** A server with these users: of its configuration, or where only names are asked for, made before. */
export const makeState = ({ users, mode, serverVersion }: Rules): State => ({
  users: [
    builtInUser(),
    ...users.map((user) => (mode === 'simple' ? createdUser({ name: user.name, ...namesOf(user.name) }, serverVersion) : fixedUser(user))),
    ...(mode === 'guest' ? [guestUser()] : []),
  ],
  revoked: new Set(),
  usage: { enabled: false, supported: true },
  storage: defaultStorage(),
  tasks: sampleTasks(),
  models: sampleModels(),
  scrolls: new Map(),
});
