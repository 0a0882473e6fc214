import type { QueryClient } from '@tanstack/react-query';
import { redirect, replace, type LoaderFunctionArgs } from 'react-router-dom';
import { ApiError, isSignedOut } from '#api/api-error.ts';
import { base } from '#api/base.ts';
import { modesQuery } from '#api/modes-query.ts';
import { preferencesQuery } from '#features/preferences/queries.ts';
import { invitationQuery, markAuthenticated, userQuery } from '#features/session/queries.ts';
import { ownPath } from '#lib/own-path.ts';
import { siteQuery } from './boot.ts';
import { joinPath, loginPath } from './paths.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';
import { credentialsQuery, serverQuery } from './queries.ts';

/*
 * What a page needs before it is drawn, asked all at once. They stand apart from the pages, which are lazy, so that code and data
 * are fetched at the same time. What only one card shows may fail: the card says so.
 */
type Loader = (client: QueryClient) => (args: LoaderFunctionArgs) => Promise<unknown>;

/** For pages of whoever is logged in; everybody else is sent to log in, and back afterwards. */
export const memberLoader: Loader =
  (client) =>
  async ({ request, params }) => {
    if (client.getQueryData(modesQuery.queryKey)?.authenticated === false) return redirect(loginPath(addressOf(request)));
    const { workspace } = params;
    const own = client.getQueryData(workspacesQuery.queryKey)?.companies;
    // not of a workspace that is known to be none of one's own
    if (workspace !== undefined && own?.some(({ id }) => id === workspace) !== false)
      void optional(client.ensureQueryData(credentialsQuery(workspace)));
    try {
      await Promise.all([everybody(client), ...session(client)]);
    } catch (error) {
      if (!isTurnedAway(error)) throw error;
      // or else the log-in page, by what was said of the cookie before, would lead back here
      if (client.getQueryData(modesQuery.queryKey)?.authenticated === true) markAuthenticated(client, false);
      return redirect(loginPath(addressOf(request)));
    }
    return null;
  };

/** Nobody is logged in. ClearML has further errors of this status, for a token or an account that it takes no more: who asks who they are, and gets one, is nobody. */
const isTurnedAway = (error: unknown): boolean =>
  isSignedOut(error) || (error instanceof ApiError && error.failure === 'unknown' && error.status === 401);

/** For Preview, whose own address may hold a signature or a password: they are gone before it is taken anywhere, to the log-in for one. */
export const previewLoader: Loader = (client) => async (args) => {
  const { bareSearch } = await import('#lib/preview-search.ts');
  const { search } = new URL(args.request.url);
  const bare = bareSearch(search, hashOf(args.request));
  if (bare === undefined) return memberLoader(client)(args);
  // where the page was opened by it, a log-in that follows would leave it in the history behind
  if (location.search === search) history.replaceState(history.state, '', bare);
  return replace(`/preview${bare}`);
};

/** For `/profile`, which goes on to a workspace and so cannot do without the list. */
export const lastProfileLoader: Loader = (client) => async (args) =>
  (await memberLoader(client)(args)) ?? client.ensureQueryData(workspacesQuery);

/** `/`: an invitation link, or the way to the profile. */
export const rootLoader: Loader = (client) => (args) => {
  const invite = new URL(args.request.url).searchParams.get('invite');
  if (invite === null) return Promise.resolve(redirect('/profile' + hashOf(args.request)));
  return Promise.all([anyoneLoader(client)(args), optional(client.ensureQueryData(invitationQuery(invite)))]);
};

/** For pages that everybody sees; whoever is logged in finds the profile button there too. */
export const anyoneLoader: Loader = (client) => async () => {
  const modes = await everybody(client);
  if (modes.authenticated) await Promise.all(session(client).map(optional));
  return null;
};

/** For logging in and signing up: who is logged in already goes on. */
export const guestLoader: Loader =
  (client) =>
  async ({ request }) => {
    const { searchParams } = new URL(request.url);
    const invite = searchParams.get('invite');
    const [modes] = await Promise.all([
      everybody(client),
      invite === null ? null : optional(client.ensureQueryData(invitationQuery(invite))),
    ]);
    if (!modes.authenticated) return null;
    return redirect(invite === null ? (ownPath(searchParams.get('redirect')) ?? '/profile') : joinPath(invite));
  };

const everybody = async (client: QueryClient) => {
  const [modes] = await Promise.all([
    client.ensureQueryData(modesQuery),
    client.ensureQueryData(siteQuery),
    optional(client.ensureQueryData(serverQuery)),
  ]);
  return modes;
};

const session = (client: QueryClient): Promise<unknown>[] => [
  client.ensureQueryData(userQuery),
  optional(client.ensureQueryData(preferencesQuery)),
  // what is known, unless a write has made it out of date: on pages that do not show it, nothing else reads it again
  optional(client.fetchQuery({ ...workspacesQuery, staleTime: Number.POSITIVE_INFINITY })),
];

/** So long a page waits for what only a card shows, ms; then the card says that it loads. */
const patience = 1000;

const optional = (read: Promise<unknown>): Promise<unknown> =>
  Promise.race([read.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, patience))]);

/** The page's own address of a request, without the base. */
const addressOf = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return `/${pathname.slice(base.length)}${search}${hashOf(request)}`;
};

/** The router keeps the part behind `#` from loaders; when the page has just been opened, the address bar has it. */
const hashOf = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return location.pathname === pathname && location.search === search ? location.hash : '';
};
