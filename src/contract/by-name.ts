import * as account from './account.ts';
import * as activity from './activity.ts';
import * as auth from './auth.ts';
import * as events from './events.ts';
import * as invitations from './invitations.ts';
import * as login from './login.ts';
import * as managing from './managing.ts';
import * as models from './models.ts';
import type { Operation, RequestOf, ResponseOf } from './operation.ts';
import * as organization from './organization.ts';
import * as rotation from './rotation.ts';
import * as server from './server.ts';
import * as storage from './storage.ts';
import * as tasks from './tasks.ts';
import * as users from './users.ts';

const services = [
  account,
  activity,
  auth,
  events,
  invitations,
  login,
  managing,
  models,
  organization,
  rotation,
  server,
  storage,
  tasks,
  users,
] as const;

type Declared<Service> = Service extends unknown ? Extract<Service[keyof Service], Operation> : never;
type PageOperation = Declared<(typeof services)[number]>;
type ByName = { readonly [O in PageOperation as O['name']]: O };

/** Name of an operation that the page calls: all that it has of one before it calls the first. */
export type OperationName = keyof ByName;
/** The operation of a name. */
export type Named<Name extends OperationName> = ByName[Name];
/** What is written to call an operation of that name. */
export type RequestTo<Name extends OperationName> = RequestOf<Named<Name>>;
/** What a call of that name answers. */
export type AnswerOf<Name extends OperationName> = ResponseOf<Named<Name>>;

const isOperation = (declared: unknown): declared is PageOperation =>
  typeof declared === 'object' && declared !== null && 'effect' in declared;

const byName: ReadonlyMap<string, PageOperation> = new Map(
  services.flatMap((service) =>
    Object.values(service)
      .filter(isOperation)
      .map((declared) => [declared.name, declared]),
  ),
);

/** An operation that the page calls, with its schemas. They are a chunk of their own, which comes with the first call. */
export const operationOf = <Name extends OperationName>(name: Name): Named<Name> => byName.get(name) as Named<Name>; // there is one for each of the names
