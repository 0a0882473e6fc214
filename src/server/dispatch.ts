import { workspaceHeader, type Operation, type RequestOf } from '#contract/index.ts';
import { readBody, readBytes } from './body.ts';
import { callerOf } from './caller.ts';
import { causeOf } from './cause.ts';
import { makeConnections, type Peer } from './connection.ts';
import { cookieAnswer } from './cookie-answer.ts';
import { answered, encodedBody, failed, trxOf, type Answer, type Call } from './envelope.ts';
import { Failure, Malformed } from './failure.ts';
import { prove, requireOwnSelf, requireOwnWay, requireShownUser, requireWritable } from './gate.ts';
import type { CallParts, Context, Handler, Parts } from './handler.ts';
import { makeIds } from './ids.ts';
import { inertName } from './inert.ts';
import { passwordsFrom } from './passwords.ts';
import { decodedPath, parseOperationPath } from './path.ts';
import { makeRateLimits } from './rate-limits.ts';
import { makeRegistry } from './registry.ts';
import { isDatabaseLost, isUnstorable } from './store/lost.ts';
import { makeTell } from './tell.ts';
import { parseRequest } from './validation.ts';

/** Runs an operation inside this process for whoever holds the cookie that a document's request brought. */
export type Invoke = <O extends Operation>(
  operation: O,
  request: RequestOf<O>,
  document: { readonly request: Request; readonly peer?: Peer | undefined; readonly workspace?: string | undefined },
) => Promise<{ readonly status: number; readonly data: unknown }>;

export interface Dispatch {
  /** Answers a call of the API; `path` is without the base and without `/api`. Never throws: each failure is an envelope. */
  readonly respond: (request: Request, path: string, peer?: Peer) => Promise<Answer>;
  readonly invoke: Invoke;
}

/** Headers of a document's request that also matter to the calls made for it. */
const carried = ['cookie', 'host', 'user-agent', 'x-forwarded-for', 'x-forwarded-proto'];

const makeInvoke =
  (respond: Dispatch['respond']): Invoke =>
  async (operation, body, { request, peer, workspace }) => {
    const headers = new Headers({ 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' });
    for (const name of carried) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    if (workspace !== undefined) headers.set(workspaceHeader, workspace);
    const address = peer === undefined ? undefined : { address: peer.address };
    const call = new Request(new URL('/', request.url), { method: 'POST', headers, body: JSON.stringify(body) });
    const { status, body: text } = await respond(call, operation.name, address);
    const { data } = JSON.parse(text) as { data: unknown }; // an envelope: `respond` answers nothing else
    return { status, data };
  };

/** Joins the contract's operations with the code that answers them: find, authenticate, parse, run, answer. */
export const createDispatch = (parts: Parts, handlers: readonly Handler[]): Dispatch => {
  const find = makeRegistry(handlers);
  const limits = makeRateLimits(parts.store, parts.settings);
  const connect = makeConnections(parts);
  const callId = makeIds(parts.random);
  const { store, settings, secrets, log, clock, random, resolve } = parts;

  const run = async ({ operation, run: handle }: Handler, call: Call, request: Request, peer?: Peer): Promise<Answer> => {
    const connection = connect(request, peer);
    const tell = makeTell(log, call.id, connection);
    const passwords = passwordsFrom(connection.network);
    // field by field, here and below: an object spread over so many costs more than all checks of a call
    const callParts: CallParts = { store, settings, secrets, log, clock, random, resolve, tell, passwords };
    requireOwnWay(operation, connection, settings);
    // all of it first: whoever holds back the body must not act by rights that ended meanwhile
    const bytes = await readBytes(request, connection.network);
    await limits.call(operation.name, connection.network, tell);
    const wanted = operation.name.startsWith('login.') ? null : request.headers.get(workspaceHeader) || null;
    const proof = await prove(operation, connection, callParts, limits, wanted);
    if (proof?.by === 'cookie') requireShownUser(request.headers, proof.user.id);
    requireWritable(operation, proof);
    const caller = proof === null ? null : await callerOf(parts, proof, connection, wanted);
    if (caller !== null) {
      requireOwnSelf(operation, caller.user.role, request.headers);
      await limits.user(operation.name, caller.user.id, tell);
    }
    const body = parseRequest(operation, await readBody(request, bytes));
    const settled = cookieAnswer(parts, connection);
    const { address, network, worker, userAgent, webUrl, cookie } = connection;
    const context: Context<typeof caller> = {
      store,
      settings,
      secrets,
      log,
      clock,
      random,
      resolve,
      tell,
      passwords,
      caller,
      address,
      network,
      worker,
      userAgent,
      webUrl,
      cookie: cookie.token,
      limitLogin: limits.login,
      setCookie: settled.set,
    };
    const data = await handle(body, context);
    return answered(call, data, await settled.settle(proof));
  };

  const failureOf = (error: unknown, call: Call): Failure => {
    if (error instanceof Failure) return error;
    if (isUnstorable(error)) return new Failure('invalid_input', { detail: ' (a text that cannot be stored)' });
    const kind = { operation: inertName(call.name) };
    log.often({ level: 'error', message: 'A call failed', kind, facts: { call: call.id, ...kind, cause: causeOf(error) } });
    return new Failure(isDatabaseLost(error) ? 'database_unavailable' : 'internal');
  };

  const respond: Dispatch['respond'] = async (request, encodedPath, peer) => {
    const coding = request.headers.get('content-encoding');
    if (coding !== null && coding !== '') return encodedBody(coding);
    const path = decodedPath(encodedPath);
    const id = callId();
    let call: Call = { id, trx: trxOf(request.headers) ?? id, name: '', version: '', operation: null };
    try {
      const asked = parseOperationPath(path);
      if (asked === null) throw new Malformed(`Invalid request path ${path.slice(0, 200)}`);
      call = { ...call, ...asked };
      const handler = find(call);
      call = { ...call, operation: handler.operation };
      const answer = await run(handler, call, request, peer);
      log.debug({ call: id, operation: handler.operation.name, status: answer.status }, 'A call was answered');
      return answer;
    } catch (error) {
      const failure = failureOf(error, call);
      log.debug({ call: id, operation: inertName(call.name), failure: failure.error }, 'A call was refused');
      return failed(call, failure);
    }
  };

  return { respond, invoke: makeInvoke(respond) };
};
