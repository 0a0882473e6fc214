import { CircleUser, LogOut } from 'lucide-react';
import { useParams } from 'react-router-dom';
import { themeOf } from '#features/preferences/model.ts';
import { usePreferences, useSetPreference } from '#features/preferences/queries.ts';
import { themeRow } from '#features/preferences/rows.ts';
import { useSession } from '#features/session/queries.ts';
import { emailOf } from '#lib/configured-user.ts';
import type { MenuEntry } from '#ui/menu-entry.ts';
import { MenuPopup } from '#ui/menu-popup.tsx';
import type { MenuPlace } from '#ui/menu.tsx';
import { href } from '../href.ts';
import { profilePath } from '../paths.ts';
import { useLogOutFlow } from './log-out.tsx';
import styles from './profile-menu.module.css';
import { useWorkspaceEntries } from './workspace-entries.tsx';

/** What the profile button opens, and the questions and dialogs of its entries, which stay when the menu is closed. */
export const ProfileMenu = (place: MenuPlace) => {
  const user = useSession();
  const email = user ? emailOf(user) : undefined;
  const { start, questions } = useLogOutFlow(user?.id ?? '');
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
      {place.start !== 'no' && (
        <MenuPopup
          {...place}
          label="Profile menu"
          heading={
            <div className={styles['who']}>
              <strong>{user?.name}</strong>
              {email !== undefined && <span>{email}</span>}
            </div>
          }
          sections={[[top], workspaces.choice, workspaces.actions, [theme], [end]].filter(({ length }) => length > 0)}
        />
      )}
      {questions}
      {workspaces.dialog}
    </>
  );
};
