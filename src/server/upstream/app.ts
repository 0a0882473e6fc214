import { auth, login, organization, server, users, type Operation } from '#contract/index.ts';
import { readBody, readBytes } from '../body.ts';
import { makeConnections } from '../connection.ts';
import { encodedBody, failed, trxOf, type Answer, type Call } from '../envelope.ts';
import { Malformed, type Failure } from '../failure.ts';
import { requireOwnWay, requireShownUser } from '../gate.ts';
import { newId } from '../ids.ts';
import { inertName } from '../inert.ts';
import { parseOperationPath } from '../path.ts';
import { createSite, type App, type Backend, type SiteParts } from '../site.ts';
import type { ClearmlSettings } from '../settings.ts';
import { parseRequest } from '../validation.ts';
import { connectUpstream } from './client.ts';
import { faultOf } from './faults.ts';
import { ownOperations } from './own-operations.ts';
import { makeProxy } from './proxy.ts';
import { asksAboutCookie, claimedUser, withRefusedCookie } from './refused-cookie.ts';

/** Operations of ClearML that change nothing; what is not known to be one (`queues.get_next_task` takes it) may not come by GET with the cookie alone. */
const reads = new Set([
  auth.getCredentials.name,
  login.supportedModes.name,
  organization.getUserCompanies.name,
  server.info.name,
  users.getCurrentUser.name,
  users.getPreferences.name,
  'auth.fixed_users_mode',
  'debug.ping',
]);

const effectOf = (name: string): Operation['effect'] => (reads.has(name) ? 'read' : 'write');

/** The ClearML Server as what answers the API: calls are passed on, but for the few that it does not have and this process answers. */
const clearmlBackend = (parts: SiteParts, clearml: ClearmlSettings): Backend => {
  const client = connectUpstream(clearml);
  const connect = makeConnections(parts);
  const pass = makeProxy(client, parts);
  const own = new Map(ownOperations(client, parts, clearml).map((operation) => [operation.operation.name, operation]));

  /** Says in the log what went wrong. The caller's own leaving is nobody's fault. */
  const tell = (request: Request, call: Call, { error, message }: Failure, what: string): void => {
    const facts = { call: call.id, operation: inertName(call.name), failure: error };
    if (error.startsWith('upstream_') && !request.signal.aborted) {
      const kind = { failure: error, host: client.host };
      parts.log.often({ level: 'warn', message: what, kind, facts: { ...facts, ...kind, detail: message } });
    } else parts.log.debug(facts, 'A call was refused');
  };

  const answer = <T extends Answer | Response>(call: Call, response: T): T => {
    parts.log.debug({ call: call.id, operation: inertName(call.name), status: response.status }, 'A call was answered');
    return response;
  };

  const respond: Backend['respond'] = async (request, path, peer) => {
    const coding = request.headers.get('content-encoding');
    if (coding !== null && coding !== '') return encodedBody(coding);
    const id = newId(parts.random);
    let call: Call = { id, trx: trxOf(request.headers) ?? id, name: '', version: '', operation: null };
    try {
      const asked = parseOperationPath(path);
      // no operation is called so, but files beside a web server are: `credentials.json` holds the web pair
      if (asked === null || /\.json$/i.test(asked.name)) throw new Malformed(`Invalid request path ${path.slice(0, 200)}`);
      const mine = own.get(asked.name);
      call = { ...call, ...asked, operation: mine?.operation ?? null };
      const connection = connect(request, peer);
      requireOwnWay(mine?.operation ?? { name: asked.name, effect: effectOf(asked.name) }, connection, parts.settings);
      if (!request.headers.get('authorization')) requireShownUser(request.headers, claimedUser(connection.cookie.token ?? ''));
      const bytes = await readBytes(request, connection.network);
      if (mine !== undefined) {
        const wanted = parseRequest(mine.operation, await readBody(request, bytes));
        return answer(call, await mine.run(wanted, { call, connection }));
      }
      const explains = asked.name === login.supportedModes.name && asksAboutCookie(connection, bytes);
      const broken = (error: unknown): void =>
        tell(request, call, faultOf(error, client.host), 'The ClearML Server did not finish its answer');
      const answering = pass(connection, path + new URL(request.url).search, bytes, { plain: explains, broken });
      return answer(call, await (explains ? withRefusedCookie(client, answering, connection) : answering));
    } catch (error) {
      const failure = faultOf(error, client.host);
      tell(request, call, failure, 'The ClearML Server could not be asked');
      return failed(call, failure);
    }
  };

  const ping = async (): Promise<void> => {
    await client.ask({ method: 'POST', path: `/${server.info.name}`, headers: { 'content-type': 'application/json' }, body: '{}' });
  };
  return { respond, invoke: null, operations: [...own.values()].map(({ operation }) => operation), ping };
};

/** Page and proxy in front of a ClearML Server, as a function from request to response. `clientDir`: the folder of a build's page. */
export const createConnectedApp = (parts: SiteParts, clearml: ClearmlSettings, clientDir: string | null = null): App =>
  createSite(parts, clearmlBackend(parts, clearml), clientDir);
