import * as z from 'zod/mini';
import { limits, login, type ParsedRequestOf, type ResponseOf } from '#contract/index.ts';
import type { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import { theWorkspace } from '../fixed-users.ts';
import { newId } from '../ids.ts';
import type { ClearmlSettings } from '../settings.ts';
import type { SiteParts } from '../site.ts';
import { json, type UpstreamClient, type WholeAnswer } from './client.ts';
import { deadline } from './deadline.ts';
import { openServer, type OpenServer, type User } from './open-server.ts';

/** All that a log-in or a list asks of the ClearML Server is done within this, ms: less than the page waits. */
const patience = 25_000;

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

/** Makes a user of this name; `mailbox` is nobody else's. Answers the id. */
const makeUser = async ({ ask, company }: OpenServer, name: string, mailbox: string): Promise<string> => {
  const [given = name, ...rest] = name.split(/\s+/);
  const names = { name, given_name: given, family_name: rest.join(' ') || given };
  const body = { ...names, email: `${mailbox}@example.com`, company: company() ?? theWorkspace.id };
  return created.parse(json(await ask('auth.create_user', body))).data.id;
};

/** Log-in by name only, as ClearML's web does it where the server asks for no password. The web pair is used here and never told. */
export const simpleLogin = (client: UpstreamClient, parts: SiteParts, clearml: ClearmlSettings) => {
  const open = openServer(client, parts, clearml);

  /** Opens the server for as long as the caller waits, and no longer than is patient. */
  const opened = async <Result>({ request }: Connection, run: (server: OpenServer) => Promise<Result>): Promise<Result> => {
    const late = deadline(client.host, request.signal);
    late.within(patience);
    try {
      return await run(await open(late.signal));
    } finally {
      late.met();
    }
  };

  const idOf = async (server: OpenServer, wanted: ParsedRequestOf<typeof login.simple>): Promise<string> => {
    if ('name' in wanted)
      return (await find(server.users(), ({ name }) => name === wanted.name))?.id ?? makeUser(server, wanted.name, newId(parts.random));
    const user = await find(server.users(), ({ id }) => id === wanted.user);
    if (user === undefined) throw new Failure('invalid_user_id');
    return user.id;
  };

  return {
    /** The first users whose name contains the text. */
    users: (
      { search = '' }: ParsedRequestOf<typeof login.simpleUsers>,
      connection: Connection,
    ): Promise<ResponseOf<typeof login.simpleUsers>> => {
      const wanted = search.trim().toLowerCase();
      return opened(connection, async (server) => {
        const users: User[] = [];
        for await (const user of server.users())
          if (user.name.toLowerCase().includes(wanted) && users.push(user) === limits.usersShown) break;
        return { users };
      });
    },
    /** ClearML's answer to the log-in, whose cookie the browser is to get. */
    logIn: (wanted: ParsedRequestOf<typeof login.simple>, connection: Connection): Promise<WholeAnswer> =>
      opened(connection, async (server) => {
        const user = await idOf(server, wanted);
        return server.ask('auth.login', {}, { ...headersOf(connection), 'x-clearml-impersonate-as': user });
      }),
  };
};
