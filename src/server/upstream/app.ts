import { login, server, type Operation } from '#contract/index.ts';
import { readBody, readBytes } from '../body.ts';
import { makeConnections, type Connection } from '../connection.ts';
import { answered, failed, type Call } from '../envelope.ts';
import { InvalidPath } from '../failure.ts';
import { requireOwnWay } from '../gate.ts';
import { newId } from '../ids.ts';
import { parseOperationPath } from '../path.ts';
import { createSite, type App, type Backend, type SiteParts } from '../site.ts';
import type { ClearmlSettings } from '../settings.ts';
import { parseRequest } from '../validation.ts';
import { connectUpstream, type UpstreamClient } from './client.ts';
import { faultOf } from './faults.ts';
import { makeProxy, withCookie } from './proxy.ts';
import { simpleLogin } from './simple-login.ts';

/** Operations of ClearML that change nothing; what is not known to be one may not come by GET with the cookie alone. */
const reads = /\.(?:get_\w+|supported_modes|simple_users|fixed_users_mode|info|ping)$/;

const effectOf = (name: string): Operation['effect'] => (reads.test(name) ? 'read' : 'write');

/** An operation that this process answers itself; the ClearML Server has none of these. */
interface OwnOperation {
  readonly operation: Operation;
  readonly run: (call: Call, body: unknown, connection: Connection) => Promise<Response>;
}

const ownOperations = (client: UpstreamClient, parts: SiteParts, clearml: ClearmlSettings): readonly OwnOperation[] => {
  const byName = simpleLogin(client, parts, clearml);
  // each is run with its own request, as `parseRequest` answers it
  const users = (call: Call, body: unknown): Promise<Response> =>
    byName.users(body as Parameters<typeof byName.users>[0]).then((data) => answered(call, data));
  const logIn = async (call: Call, body: unknown, connection: Connection): Promise<Response> => {
    const answer = await byName.logIn(body as Parameters<typeof byName.logIn>[0], connection);
    return withCookie(answered(call, {}), answer, connection, parts.clock());
  };
  return [
    { operation: login.simpleUsers, run: users },
    { operation: login.simple, run: logIn },
  ];
};

/** The ClearML Server as what answers the API: calls are passed on, but for the few that it does not have and this process answers. */
const clearmlBackend = (parts: SiteParts, clearml: ClearmlSettings): Backend => {
  const client = connectUpstream(clearml);
  const connect = makeConnections(parts);
  const pass = makeProxy(client, parts);
  const own = new Map(ownOperations(client, parts, clearml).map((operation) => [operation.operation.name, operation]));

  const respond: Backend['respond'] = async (request, path, peer) => {
    const id = newId(parts.random);
    let call: Call = { id, trx: id, name: '', version: '', operation: null };
    try {
      const asked = parseOperationPath(path);
      if (asked === null) throw new InvalidPath(path);
      const mine = own.get(asked.name);
      call = { ...call, ...asked, operation: mine?.operation ?? null };
      const connection = connect(request, peer);
      requireOwnWay({ name: asked.name, effect: effectOf(asked.name) }, connection, parts.settings);
      const bytes = await readBytes(request);
      if (mine !== undefined) return await mine.run(call, parseRequest(mine.operation, readBody(request, bytes)), connection);
      return await pass(connection, path + new URL(request.url).search, bytes);
    } catch (error) {
      const failure = faultOf(error, client.host);
      parts.log.warn({ call: id, operation: call.name, failure: failure.message }, 'A call did not reach the ClearML Server');
      return failed(call, failure);
    }
  };

  const ping = async (): Promise<void> => {
    await client.send({ method: 'POST', path: `/${server.info.name}`, headers: { 'content-type': 'application/json' }, body: '{}' });
  };
  return { respond, invoke: null, ping };
};

/** Page and proxy in front of a ClearML Server, as a function from request to response. `clientDir`: the folder of a build's page. */
export const createConnectedApp = (parts: SiteParts, clearml: ClearmlSettings, clientDir: string | null = null): App =>
  createSite(parts, clearmlBackend(parts, clearml), clientDir);
