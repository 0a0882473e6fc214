import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { nameOf, type Sent } from './answer.ts';
import type { Certificate } from './certificates.ts';
import { deliver } from './deliver.ts';
import type { Fault } from './faults.ts';
import { samplePeople } from './people.ts';
import { respondAsApi, respondAsWeb, type Respond } from './respond.ts';
import type { Rules } from './rules.ts';
import { makeState, type State, type User } from './state.ts';
import { makeTokens } from './tokens.ts';

/** A request that came in. */
export interface Seen {
  /** ClearML's API server, or the web server beside it */
  readonly to: 'api' | 'web';
  readonly method: string;
  /** as it came, with the query */
  readonly path: string;
  /** `service.action`, else the path without the query */
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface StandInOptions extends Partial<Rules> {
  /** https with it */
  readonly tls?: Certificate;
}

export interface StandIn {
  /** the API server, without a slash at the end */
  readonly url: string;
  /** the web server: `/credentials.json`, `/configuration.json`, and its `/api/` is the API server again; a page for all else */
  readonly webUrl: string;
  readonly state: State;
  /** what came in, in order */
  readonly requests: readonly Seen[];
  /** Throws away what came in until now. */
  forget(): void;
  /** The user of this user name, or name. */
  user(name: string): User;
  /** A token of a new session, as auth.login would give it. */
  token(name: string, seconds?: number): Promise<string>;
  /** Answers so from now on: everything, or one operation (`users.get_preferences`, of the web server `/credentials.json`). */
  fault(fault: Fault, operation?: string): void;
  /** Takes the faults away, or that of one operation. */
  mend(operation?: string): void;
  close(): Promise<void>;
}

const defaults: Rules = {
  mode: 'password',
  users: samplePeople,
  webPair: null,
  refusesWebPair: false,
  apiVersion: '2.31',
  serverVersion: '2.0.0',
  without: [],
};

const listen = async (
  tls: Certificate | undefined,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> => {
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

const addressOf = (server: Server, tls: Certificate | undefined): string =>
  `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP

const end = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** A ClearML Server 2.0.0 as far as accounts go, answering as was recorded, with a state of its own. Its web server stands beside it. */
export const startStandIn = async ({ tls, ...options }: StandInOptions = {}): Promise<StandIn> => {
  const rules = { ...defaults, ...options };
  const state = makeState(rules);
  const tokens = makeTokens(rules);
  const requests: Seen[] = [];
  const faults = new Map<string, Fault>();

  const handle = async (to: Seen['to'], respond: Respond, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '/', headers } = request;
    const body = await text(request);
    const [path = '', query = ''] = url.split('?', 2);
    const operation = nameOf(to === 'web' ? path.replace(/^\/api/, '') : path)?.name ?? path;
    requests.push({ to, method, path: url, operation, headers: { ...headers }, body });
    const sound = (): Promise<Sent> => respond(request, path, query, body);
    const fault = faults.get(operation) ?? faults.get('');
    if (fault === undefined) deliver(response, await sound());
    else await fault(response, sound);
  };
  const serve = (to: Seen['to'], respond: Respond): Promise<Server> =>
    listen(tls, (request, response) => {
      handle(to, respond, request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
        response.end(`The stand-in itself failed: ${String(error)}`);
      });
    });

  const respond = respondAsApi({ rules, state, tokens });
  const api = await serve('api', respond);
  const web = await serve('web', respondAsWeb(rules, respond));
  const user = (name: string): User => {
    const found = state.users.find((one) => one.username === name || one.name === name);
    if (found === undefined) throw new Error(`There is no user ${name}`);
    return found;
  };
  return {
    url: addressOf(api, tls),
    webUrl: addressOf(web, tls),
    state,
    requests,
    forget: () => void requests.splice(0),
    user,
    token: (name, seconds) => tokens.make(user(name), seconds),
    fault: (fault, operation = '') => void faults.set(operation, fault),
    mend: (operation) => void (operation === undefined ? faults.clear() : faults.delete(operation)),
    close: async () => void (await Promise.all([end(api), end(web)])),
  };
};
