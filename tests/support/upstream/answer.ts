import type { IncomingMessage } from 'node:http';
import { check, fieldsOf } from './body.ts';
import { authenticate, impersonate, type Caller } from './caller.ts';
import { operations } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';
import { envelopeOf, headerOf, Refusal, refusal, refusalSaying, type Envelope, type Fields } from './recordings.ts';
import { isBefore, type Rules, type Upstream } from './rules.ts';
import { newId } from './people.ts';
import { asOfVersion, withUnknownFields } from './versions.ts';

/** What goes back. */
export interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as it came, read to its end. */
export interface Asked {
  readonly request: IncomingMessage;
  /** of the operation; without what a proxy strips */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

type Endpoint = Envelope['meta']['endpoint'];

/** The operation that a path names, and the version that it asks for. */
export const nameOf = (path: string): { readonly name: string; readonly version: string | undefined } | undefined => {
  const [, version, name] = /^\/?(?:v(\d+\.?\d+)\/)?([a-zA-Z_]\w+\.[a-zA-Z_]\w+)\/?$/.exec(path) ?? [];
  return name === undefined ? undefined : { name, version };
};

const find = (endpoint: Endpoint, rules: Rules): Operation => {
  const version = String(endpoint.requested_version);
  const operation = rules.without.includes(endpoint.name) ? undefined : operations[endpoint.name];
  const handler = (operation?.handlers ?? ['1.0']).findLast((one) => !isBefore(version, one));
  if (operation === undefined || handler === undefined || isBefore(rules.apiVersion, operation.since ?? '1.0'))
    throw refusalSaying('fixed_177', `Unable to find endpoint for name ${endpoint.name} and version ${version}`);
  endpoint.actual_version = handler;
  return operation;
};

const checkRole = ({ roles }: Operation, caller: Caller | null): void => {
  if (roles !== undefined && caller !== null && !roles.includes(caller.role))
    throw refusalSaying('fixed_159', `Forbidden (not allowed for role): role=${caller.role}, allowed=(${roles.join(', ')})`);
};

const callerOf = async ({ request }: Asked, name: string, operation: Operation, upstream: Upstream): Promise<Caller | null> => {
  const known = authenticate(request, name, upstream);
  const own = await (operation.isOpen === true ? known.catch(() => null) : known);
  checkRole(operation, own);
  const caller = own && impersonate(own, request, upstream);
  checkRole(operation, caller);
  return caller;
};

/** The checks of ClearML in its order: path, endpoint, log-in, role, impersonation, body, fields. */
const run = async (asked: Asked, endpoint: Endpoint, upstream: Upstream): Promise<{ data: Fields; cookie: string | undefined }> => {
  const wanted = nameOf(asked.path);
  if (wanted === undefined) throw refusalSaying('fixed_181', `Invalid request path ${asked.path}`);
  const { name, version = upstream.rules.apiVersion } = wanted;
  if (/\.0\d/.test(version)) throw refusal('fixed_190', { version });
  Object.assign(endpoint, { name, requested_version: isBefore(version, '2.1') ? Number(version) : version });
  const operation = find(endpoint, upstream.rules);
  const caller = await callerOf(asked, name, operation, upstream);
  const fields = fieldsOf(asked.body, asked.request.headers['content-type'], asked.query);
  check(fields, operation.needs ?? {});
  let cookie: string | undefined;
  const setCookie = (token: string | null): void => {
    cookie = token === null ? headerOf('fixed_214', 'Set-Cookie') : headerOf('fixed_010', 'Set-Cookie').replace('<JWT>', () => token);
  };
  const data = await operation.run({ ...upstream, caller, fields, version, setCookie });
  return { data: asOfVersion(data, name, upstream.rules.apiVersion), cookie };
};

const sent = (envelope: Envelope, { apiVersion }: Rules, cookie?: string): Sent => {
  const body = isBefore('2.31', apiVersion) ? withUnknownFields(envelope) : envelope;
  const headers = { 'Content-Type': 'application/json', ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }) };
  const text = JSON.stringify(body).replace(/"requested_version":(\d+),/, '"requested_version":$1.0,'); // Python's 1.0
  return { status: envelope.meta.result_code, headers, body: text };
};

/** Answers as the recorded server did, from what this one knows. */
export const answer = async (asked: Asked, upstream: Upstream): Promise<Sent> => {
  const id = newId();
  const trx = asked.request.headers['x-clearml-trx'] ?? asked.request.headers['x-trains-trx'] ?? id;
  const endpoint: Endpoint = { name: '', requested_version: 1, actual_version: null };
  const wrapped = (template: Envelope, meta: Partial<Envelope['meta']>, data: Fields, cookie?: string): Sent =>
    sent({ meta: { ...template.meta, id, trx: String(trx), endpoint, ...meta }, data }, upstream.rules, cookie);
  try {
    const { data, cookie } = await run(asked, endpoint, upstream);
    return wrapped(envelopeOf('fixed_001'), {}, data, cookie);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code: result_code, subcode: result_subcode, message: result_msg } = error;
    return wrapped(envelopeOf('fixed_022'), { result_code, result_subcode, result_msg }, {});
  }
};
