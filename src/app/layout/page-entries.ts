import { useLocation, useNavigate } from 'react-router-dom';
import { useSession } from '#features/session/queries.ts';
import { cloudAccessHeading } from '#features/cloud-access/cloud-access-head.tsx';
import { activityPath, membersPath, profilePath, samplesPath } from '../paths.ts';
import { useKnownSite } from '../use-site.ts';
import { findHeading, focusSection } from './focus-heading.ts';
import { hasAccount } from './has-account.ts';
import { storageWords, type SearchEntry } from './search-entry.ts';
import { useOwnWorkspaces } from './use-own-workspaces.ts';

/** The pages, and the sections of the profile, that there are for whoever is logged in. */
export const usePageEntries = (): readonly SearchEntry[] => {
  const site = useKnownSite();
  const user = useSession();
  const { current } = useOwnWorkspaces();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  if (current === undefined || site === undefined || user === null) return [];

  const { deployment } = site.configuration;
  const connected = deployment === 'connected';
  const usageWords = deployment === 'hosted' ? '' : 'send anonymous usage data statistics telemetry tracking privacy';
  const page = (label: string, words: string, path: string, section?: string): SearchEntry => ({
    value: `page ${path}#${section ?? ''}`,
    label,
    words,
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
    page('Profile', 'home edit name rename avatar', profile),
    page(
      'User preferences',
      `settings hidpi browser scale override zoom text font size theme time zone timezone dates format block running user's scripts ${usageWords}`,
      profile,
      'preferences',
    ),
    page(cloudAccessHeading, storageWords, profile, 'cloud-access'),
    page(
      'Workspaces',
      `${deployment === 'hosted' ? 'team switch to leave rename delete seats ' : ''}invite add user member teammate colleague app credentials api keys secret token revoke rotate`,
      profile,
      'workspaces',
    ),
    ...(hasAccount(site.configuration, user)
      ? [page('Account', 'change password e-mail email sessions log out everywhere delete', profile, 'account')]
      : []),
    ...(connected
      ? []
      : [
          page(
            'Members',
            'people users who is in my team teammates roles remove kick seats find a key export as csv',
            membersPath(current.id),
          ),
        ]),
    ...(current.actions?.includes('see_events') === true ? [page('Activity', 'audit log events history', activityPath(current.id))] : []),
    page('Preview', 'object file image bucket', '/preview'),
    ...(connected ? [page('Debug samples', 'tasks images plots', samplesPath())] : []),
  ];
};
