import { useQuery } from '@tanstack/react-query';
import { CircleUser, LogOut, UserPlus } from 'lucide-react';
import { useParams } from 'react-router-dom';
import type { CurrentUser } from '#contract/users.ts';
import { whoInvites } from '#features/members/model.ts';
import { themeOf } from '#features/preferences/model.ts';
import { usePreferences, useSetPreference } from '#features/preferences/queries.ts';
import { themeRow } from '#features/preferences/rows.ts';
import { Avatar } from '#ui/avatar.tsx';
import type { MenuEntry } from '#ui/menu-entry.ts';
import { Menu } from '#ui/menu.tsx';
import { siteQuery } from '../boot.ts';
import { href } from '../href.ts';
import { lastWorkspace } from '../last-workspace.ts';
import { profilePath } from '../paths.ts';
import { workspacesQuery } from '#api/workspaces-query.ts';
import { useInvite } from './invite.tsx';
import { useLogOutFlow } from './log-out.tsx';
import styles from './profile-button.module.css';
import { useSwitch } from './use-switch.ts';

/** The profile button: who one is, where one works, and the way out. */
export const ProfileButton = ({ user }: { readonly user: CurrentUser }) => {
  const { start, questions } = useLogOutFlow(user.id);
  const preferences = usePreferences(true);
  const setPreference = useSetPreference();
  const workspaces = useWorkspaceEntries();
  const profile = useParams()['workspace'];

  const theme: MenuEntry = {
    kind: 'choice',
    label: themeRow.label,
    value: themeOf(preferences),
    options: themeRow.options,
    onChange: (value) => setPreference.mutate({ path: themeRow.path, next: () => value }),
  };
  const top: MenuEntry = {
    kind: 'link',
    label: 'Profile',
    icon: <CircleUser aria-hidden="true" />,
    href: href(profile === undefined ? '/profile' : profilePath(profile)),
  };
  const end: MenuEntry = { kind: 'action', label: 'Log out', icon: <LogOut aria-hidden="true" />, onSelect: start };

  return (
    <>
      <Menu
        label="Profile menu"
        className={styles['button']}
        heading={
          <div className={styles['who']}>
            <strong>{user.name}</strong>
            {user.email !== undefined && <span>{user.email}</span>}
          </div>
        }
        sections={[[top], ...workspaces, [theme], [end]]}
      >
        <Avatar name={user.name} src={user.avatar ?? null} size="s" />
      </Menu>
      {questions}
    </>
  );
};

/** The workspaces to switch to, and the invitation to the current one; nothing of it on a server with one workspace. */
const useWorkspaceEntries = (): readonly (readonly MenuEntry[])[] => {
  const { workspace: id } = useParams();
  const site = useQuery({ ...siteQuery, enabled: false }).data;
  const companies = useQuery(workspacesQuery).data?.companies ?? [];
  const preferences = usePreferences(true);
  const switchTo = useSwitch();
  const invite = useInvite();
  const current = companies.find((company) => company.id === id) ?? lastWorkspace(companies, preferences);
  if (site?.configuration.deployment !== 'hosted' || current === undefined) return [];

  return [
    [
      {
        kind: 'choice',
        label: 'Workspaces',
        value: current.id,
        options: companies.map((company) => ({ value: company.id, label: company.name })),
        onChange: switchTo,
      },
    ],
    [
      {
        kind: 'action',
        label: 'Invite a user',
        icon: <UserPlus aria-hidden="true" />,
        reason: current.actions?.includes('invite') === true ? undefined : whoInvites(current),
        onSelect: () => invite(current),
      },
    ],
  ];
};
