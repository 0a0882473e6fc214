import { useLocation, useNavigate } from 'react-router-dom';
import { useSession } from '#features/session/queries.ts';
import { cloudAccessHeading } from '#features/cloud-access/cloud-access-head.tsx';
import { activityPath, membersPath, profilePath, samplesPath } from '../paths.ts';
import { useKnownSite } from '../use-site.ts';
import { findHeading, focusSection } from './focus-heading.ts';
import { hasAccount } from './has-account.ts';
import type { SearchEntry } from './search-entry.ts';
import { useOwnWorkspaces } from './use-own-workspaces.ts';

/** The pages, and the sections of the profile, that there are for whoever is logged in. */
export const usePageEntries = (): readonly SearchEntry[] => {
  const site = useKnownSite();
  const user = useSession();
  const { current } = useOwnWorkspaces();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  if (current === undefined || site === undefined || user === null) return [];

  const connected = site.configuration.deployment === 'connected';
  const page = (label: string, path: string, section?: string): SearchEntry => ({
    value: `page ${path}#${section ?? ''}`,
    label,
    note: section === undefined ? undefined : 'Profile',
    group: 'Pages',
    choose: () => {
      void navigate(section === undefined ? path : `${path}#${section}`);
      // the address may be the same: then no change of it leads there
      if (path !== pathname) return;
      if (section === undefined) findHeading()?.focus();
      else focusSection(section);
    },
  });
  const profile = profilePath(current.id);
  return [
    page('Profile', profile),
    page('User preferences', profile, 'preferences'),
    page(cloudAccessHeading, profile, 'cloud-access'),
    page('Workspaces', profile, 'workspaces'),
    ...(hasAccount(site.configuration, user) ? [page('Account', profile, 'account')] : []),
    ...(connected ? [] : [page('Members', membersPath(current.id))]),
    ...(current.actions?.includes('see_events') === true ? [page('Activity', activityPath(current.id))] : []),
    page('Preview', '/preview'),
    ...(connected ? [page('Debug samples', samplesPath())] : []),
  ];
};
