import * as z from 'zod/mini';
import { limits, login, type ParsedRequestOf, type ResponseOf } from '#contract/index.ts';
import type { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import { newId } from '../ids.ts';
import { theWorkspace } from '../fixed-users.ts';
import type { SiteParts } from '../site.ts';
import type { ClearmlSettings } from '../settings.ts';
import type { UpstreamAnswer, UpstreamClient } from './client.ts';
import { headersFor } from './proxy.ts';
import { findWebPair, type KnownPair } from './web-pair.ts';

const userList = z.object({ data: z.object({ users: z.array(z.object({ id: z.string(), name: z.nullish(z.string()) })) }) });
const created = z.object({ data: z.object({ id: z.string() }) });
const modes = z.object({ data: login.supportedModes.response });

interface User {
  readonly id: string;
  readonly name: string;
}

/** An answer as JSON; a large one is a stream. */
const json = async ({ body }: UpstreamAnswer): Promise<unknown> => JSON.parse(await new Response(body).text()) as unknown;

/** ClearML's own identities, which are nobody's name. */
const isBuiltIn = ({ id }: User): boolean => id.startsWith('__');

/** Log-in by name only, as ClearML's web does it where the server asks for no password. The web pair is used here and never told. */
export const simpleLogin = (client: UpstreamClient, { settings, random }: SiteParts, clearml: ClearmlSettings) => {
  const webPair = findWebPair(client, settings, clearml);

  const ask = (pair: KnownPair, operation: string, body: object, headers: Record<string, string> = {}): Promise<UpstreamAnswer> => {
    const authorization = `Basic ${Buffer.from(`${pair.key}:${pair.secret}`).toString('base64')}`;
    const all = { ...headers, authorization, 'content-type': 'application/json' };
    return client.send({ method: 'POST', path: `/${operation}`, headers: all, body: JSON.stringify(body) });
  };

  /** Only where the server is open to any name: else the pair would open other people's accounts. */
  const openPair = async (): Promise<KnownPair> => {
    const headers = { 'content-type': 'application/json' };
    const answer = modes.safeParse(
      await json(await client.send({ method: 'POST', path: `/${login.supportedModes.name}`, headers, body: '{}' })),
    );
    const open = answer.success && !answer.data.data.basic.enabled && (answer.data.data.sso_providers ?? []).length === 0;
    if (!open) throw new Failure('not_supported', { detail: ' (this ClearML Server asks for more than a name)' });
    return webPair();
  };

  const usersOf = async (pair: KnownPair): Promise<User[]> => {
    const answer = await ask(pair, 'users.get_all', { only_fields: ['id', 'name'], order_by: ['name'] });
    if (answer.status === 401) throw new Failure('web_pair_refused');
    const list = userList.safeParse(await json(answer));
    if (!list.success) throw new Failure('upstream_not_clearml', { detail: `: ${client.host}` });
    return list.data.data.users.map(({ id, name }) => ({ id, name: name ?? id })).filter((user) => !isBuiltIn(user));
  };

  const makeUser = async (pair: KnownPair, name: string): Promise<string> => {
    const [given = name, ...rest] = name.split(/\s+/);
    const body = {
      email: `${newId(random)}@example.com`,
      name,
      company: pair.company ?? theWorkspace.id,
      given_name: given,
      family_name: rest.join(' ') || given,
    };
    const answer = created.safeParse(await json(await ask(pair, 'auth.create_user', body)));
    if (!answer.success)
      throw new Failure('invalid_input', { detail: ' (the ClearML Server made no user of this name)', fields: { name: 'format' } });
    return answer.data.data.id;
  };

  const findUser = async (pair: KnownPair, wanted: ParsedRequestOf<typeof login.simple>): Promise<string> => {
    const users = await usersOf(pair);
    if ('name' in wanted) return users.find(({ name }) => name === wanted.name)?.id ?? makeUser(pair, wanted.name);
    if (!users.some(({ id }) => id === wanted.user)) throw new Failure('invalid_user_id');
    return wanted.user;
  };

  return {
    /** The users whose name contains the text. */
    users: async ({ search = '' }: ParsedRequestOf<typeof login.simpleUsers>): Promise<ResponseOf<typeof login.simpleUsers>> => {
      const wanted = search.trim().toLowerCase();
      const users = await usersOf(await openPair());
      return { users: users.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, limits.usersShown) };
    },
    /** ClearML's answer to the log-in, whose cookie the browser is to get. */
    logIn: async (wanted: ParsedRequestOf<typeof login.simple>, connection: Connection): Promise<UpstreamAnswer> => {
      const pair = await openPair();
      const { cookie: _own, authorization: _theirs, ...headers } = headersFor(connection);
      const user = await findUser(pair, wanted);
      const answer = await ask(pair, 'auth.login', {}, { ...headers, 'x-clearml-impersonate-as': user });
      if (answer.status !== 200) throw new Failure('web_pair_refused', { detail: ` (HTTP ${answer.status})` });
      return answer;
    },
  };
};
