import * as z from 'zod/mini';
import { empty, id } from './fields.ts';
import { operation, type Operation } from './operation.ts';

/** ClearML's operations that programs call and the page never does; in a file of their own, so that no browser loads them. */

/** Whether a server answers at all: what health checks ask. */
export const ping = operation({
  name: 'debug.ping',
  access: 'public',
  effect: 'read',
  scope: 'account',
  request: empty,
  response: z.object({ msg: z.string() }),
});

/** What `login.supported_modes` says of log-in by password, in its older form. */
export const fixedUsersMode = operation({
  name: 'auth.fixed_users_mode',
  access: 'public',
  effect: 'read',
  scope: 'account',
  request: empty,
  response: z.object({ enabled: z.boolean(), guest: z.record(z.string(), z.unknown()), server_errors: empty }),
});

const info = { name: 'server.info', access: 'public', effect: 'read', scope: 'account', request: empty } as const;
const release = { version: z.string(), build: z.string(), commit: z.string() };

/** `server.info` before API 2.8. */
export const firstInfo = operation({ ...info, response: z.object(release) });
/** `server.info` from API 2.8 to 2.11: with the name of this installation. */
export const infoWithUid = operation({ ...info, since: '2.8', response: z.object({ ...release, uid: z.string() }) });

/** A user as lists show one: as many of the fields as were asked for. */
const user = z.record(z.string(), z.unknown());
const texts = z.union([z.string(), z.array(z.string())]);

/** Which members to list, and how. */
export const listRequest = z.object({
  id: z.nullish(texts),
  /** part of a name; not a pattern as in ClearML: one of a caller's choice can keep a server busy for ever */
  name: z.nullish(z.string()),
  only_fields: z.nullish(texts),
  /** `-` in front: from the last to the first */
  order_by: z.nullish(texts),
  page: z.nullish(z.int()),
  /** at most 500, as without it */
  page_size: z.nullish(z.int()),
});
const list = { effect: 'read', request: listRequest, response: z.object({ users: z.array(user) }) } as const;

/** Members of the workspace; `company` is its id. */
export const getAll = operation({ ...list, name: 'users.get_all' });
/** `users.get_all_ex` before API 2.8: `company` is an object, whose name can be asked for as `company.name`. */
export const firstGetAllEx = operation({ ...list, name: 'users.get_all_ex' });
/** The same; whoever was active in a project can be asked for as well, and here nobody was. */
export const getAllEx = operation({
  ...list,
  name: 'users.get_all_ex',
  since: '2.8',
  request: z.extend(listRequest, { active_in_projects: z.nullish(z.array(z.string())) }),
});

/** One member of the workspace. */
export const getById = operation({
  name: 'users.get_by_id',
  effect: 'read',
  request: z.object({ user: id }),
  response: z.object({ user }),
});

const reserved = (name: string, roles: readonly string[]): Operation =>
  operation({ name, roles, effect: 'write', scope: 'account', request: empty, response: empty });

/** What ClearML's services ask of each other: each is refused, as no account here has a role that may. */
export const reservedOperations: readonly Operation[] = [
  reserved('auth.create_user', ['system', 'root']),
  reserved('auth.edit_user', ['system', 'root', 'admin']),
  reserved('auth.get_token_for_user', ['system', 'root']),
  reserved('auth.validate_token', ['system', 'root']),
  reserved('users.create', ['system', 'root']),
  reserved('users.delete', ['system', 'root']),
  reserved('server.config', ['root', 'system']),
  reserved('server.endpoints', ['root', 'system']),
  reserved('server.get_stats', ['root', 'system']),
];
