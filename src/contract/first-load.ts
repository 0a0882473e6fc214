/** Request header that chooses the workspace of a call. */
export const workspaceHeader = 'X-Allegro-Tenant';

/** What a page asks of `login.supported_modes`. */
export const pageModes = { refused_cookie: true } as const;

/** What every tab of the browser shows of whoever is logged in. */
export const sessionReads = [
  'login.supported_modes',
  'users.get_current_user',
  'users.get_preferences',
  'organization.get_user_companies',
  'organization.get_members',
  'organization.get_invites',
  'organization.get_credentials',
  'organization.get_departure_impact',
  'organization.get_events',
  'auth.get_credentials',
  'auth.get_sessions',
  'events.debug_images',
  'models.get_all_ex',
  'tasks.get_all_ex',
] as const;
