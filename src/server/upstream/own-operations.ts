import { RateLimiterMemory } from 'rate-limiter-flexible';
import { login, type Operation, type ParsedRequestOf } from '#contract/index.ts';
import * as storage from '#contract/storage.ts';
import type { Connection } from '../connection.ts';
import { answered, type Answer, type Call } from '../envelope.ts';
import { Failure } from '../failure.ts';
import { probe } from '../probe/probe.ts';
import { makeUserLimits } from '../rate-limits.ts';
import type { ClearmlSettings } from '../settings.ts';
import type { SiteParts } from '../site.ts';
import { makeTell } from '../tell.ts';
import type { UpstreamClient } from './client.ts';
import { currentUser } from './current-user.ts';
import { withCookie } from './proxy.ts';
import { simpleLogin } from './simple-login.ts';

interface At {
  readonly call: Call;
  readonly connection: Connection;
}

/** An operation that no ClearML Server has and the process in front of it answers. */
export interface OwnOperation {
  readonly operation: Operation;
  readonly run: (request: unknown, at: At) => Promise<Answer | Response>;
}

const own = <O extends Operation>(
  operation: O,
  run: (request: ParsedRequestOf<O>, at: At) => Promise<Answer | Response>,
): OwnOperation => ({
  operation,
  run: run as OwnOperation['run'], // run with the request as this operation's own schema parsed it
});

/** What is answered here instead of by the ClearML Server. */
export const ownOperations = (client: UpstreamClient, parts: SiteParts, clearml: ClearmlSettings): readonly OwnOperation[] => {
  const byName = simpleLogin(client, parts, clearml);
  const count = makeUserLimits((options) => new RateLimiterMemory(options), parts.settings);
  return [
    own(login.simpleUsers, async (request, { call, connection }) => answered(call, await byName.users(request, connection))),
    own(login.simple, async (request, { call, connection }) => {
      const answer = await byName.logIn(request, connection);
      const { body, ...init } = answered(call, {});
      const response = withCookie(new Response(body, init), answer, connection, parts.clock());
      if (response.headers.has('set-cookie')) return response;
      throw new Failure('not_supported', {
        detail: ` (the ClearML Server sets no cookie ${connection.cookie.name}: COOKIE_NAME names it)`,
      });
    }),
    own(storage.probeUrl, async ({ url }, { call, connection }) => {
      const who = await currentUser(client, connection);
      await count(storage.probeUrl.name, who, makeTell(parts.log, call.id, connection));
      return answered(call, await probe(url, { ...parts, webUrl: connection.webUrl, who }));
    }),
  ];
};
