import type { CurrentUser } from '#contract/users.ts';
import { Avatar } from '#ui/avatar.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Menu } from '#ui/menu.tsx';
import { soon } from '#ui/soon.ts';
import styles from './profile-button.module.css';
import { SearchButton } from './search-button.tsx';
import { SearchProvider } from './search.tsx';

const ProfileMenu = soon(lazily(() => import('./profile-menu.tsx').then((file) => file.ProfileMenu)));

/** The search, and the profile button: who one is, where one works, and the way out. */
export const ProfileButton = ({ user }: { readonly user: CurrentUser }) => (
  <SearchProvider>
    <SearchButton />
    <Menu label="Profile menu" className={styles['button']} Content={ProfileMenu}>
      <Avatar name={user.name} src={user.avatar ?? null} size="s" />
    </Menu>
  </SearchProvider>
);
