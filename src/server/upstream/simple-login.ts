import * as z from 'zod/mini';
import { limits, login, type ParsedRequestOf, type ResponseOf } from '#contract/index.ts';
import type { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import { theWorkspace } from '../fixed-users.ts';
import { newId } from '../ids.ts';
import type { ClearmlSettings } from '../settings.ts';
import type { SiteParts } from '../site.ts';
import type { UpstreamAnswer, UpstreamClient } from './client.ts';
import { json, openServer, type OpenServer, type User } from './open-server.ts';

const created = z.object({ data: z.object({ id: z.string() }) });

/** What tells where somebody logs in from; who it is, the web pair says. */
const carried = /^(?:user-agent|x-(?:clearml|trains)-(?:worker|client))$/;

const headersOf = ({ request, address }: Connection): Record<string, string> => ({
  ...Object.fromEntries([...request.headers].filter(([name]) => carried.test(name))),
  'x-forwarded-for': address,
});

const find = async (users: AsyncIterable<User>, is: (user: User) => boolean): Promise<User | undefined> => {
  for await (const user of users) if (is(user)) return user;
  return undefined;
};

/** Log-in by name only, as ClearML's web does it where the server asks for no password. The web pair is used here and never told. */
export const simpleLogin = (client: UpstreamClient, parts: SiteParts, clearml: ClearmlSettings) => {
  const open = openServer(client, parts, clearml);

  const makeUser = async ({ ask, pair }: OpenServer, name: string): Promise<string> => {
    const [given = name, ...rest] = name.split(/\s+/);
    const names = { name, given_name: given, family_name: rest.join(' ') || given };
    const body = { ...names, email: `${newId(parts.random)}@example.com`, company: pair.company ?? theWorkspace.id };
    return created.parse(await json(await ask('auth.create_user', body))).data.id;
  };

  const idOf = async (server: OpenServer, wanted: ParsedRequestOf<typeof login.simple>): Promise<string> => {
    if ('name' in wanted) return (await find(server.users(), ({ name }) => name === wanted.name))?.id ?? makeUser(server, wanted.name);
    const user = await find(server.users(), ({ id }) => id === wanted.user);
    if (user === undefined) throw new Failure('invalid_user_id');
    return user.id;
  };

  return {
    /** The first users whose name contains the text. */
    users: async ({ search = '' }: ParsedRequestOf<typeof login.simpleUsers>): Promise<ResponseOf<typeof login.simpleUsers>> => {
      const wanted = search.trim().toLowerCase();
      const users: User[] = [];
      for await (const user of (await open()).users())
        if (user.name.toLowerCase().includes(wanted) && users.push(user) === limits.usersShown) break;
      return { users };
    },
    /** ClearML's answer to the log-in, whose cookie the browser is to get. */
    logIn: async (wanted: ParsedRequestOf<typeof login.simple>, connection: Connection): Promise<UpstreamAnswer> => {
      const server = await open();
      const user = await idOf(server, wanted);
      return server.ask('auth.login', {}, { ...headersOf(connection), 'x-clearml-impersonate-as': user });
    },
  };
};
