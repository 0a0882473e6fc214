/** The page's own addresses, below the base path. The router puts the base in front. */

export const profilePath = (workspace: string): string => `/w/${encodeURIComponent(workspace)}/profile`;

export const membersPath = (workspace: string): string => `/w/${encodeURIComponent(workspace)}/members`;

export const activityPath = (workspace: string): string => `/w/${encodeURIComponent(workspace)}/activity`;

/** The debug samples of a task; without one, the page asks for it. */
export const samplesPath = (task?: string): string => withQuery('/samples', { task });

/** `redirect` is where to go once logged in. */
export const loginPath = (redirect?: string): string => withQuery('/login', { redirect });

/** `invite` is the id of the invitation that led here. */
export const signupPath = (invite?: string): string => withQuery('/signup', { invite });

/** The invitation link itself. */
export const joinPath = (invite: string): string => withQuery('/', { invite });

const withQuery = (path: string, query: Record<string, string | undefined>): string => {
  const [entry] = Object.entries(query);
  return entry?.[1] === undefined ? path : `${path}?${new URLSearchParams([[entry[0], entry[1]]]).toString()}`;
};
