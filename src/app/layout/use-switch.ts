import { useLocation, useNavigate, useParams } from 'react-router-dom';
import { useToast } from '#ui/toast.tsx';
import { isAnyUnsaved } from '#ui/unsaved.ts';
import { activityPath, membersPath, profilePath } from '../paths.ts';
import { useOwnWorkspaces } from './use-own-workspaces.ts';

/** Goes to the same page of another workspace, or to its profile from a page that belongs to none. `section`: where on the profile (`#workspaces`). */
export const useSwitch = (section = ''): ((workspace: string) => void) => {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { workspace: here = '' } = useParams();
  return (workspace) => {
    const page = [membersPath, activityPath].find((path) => path(here) === pathname);
    void navigate(page?.(workspace) ?? profilePath(workspace) + section);
  };
};

/** Switches from wherever one is, and says so, as two pages of two workspaces may look the same. */
export const useToldSwitch = (): ((workspace: string) => void) => {
  const switchTo = useSwitch();
  const toast = useToast();
  const { companies, current } = useOwnWorkspaces();
  return (workspace) => {
    // what is unsaved may keep one here
    const stays = isAnyUnsaved();
    switchTo(workspace);
    const name = companies.find(({ id }) => id === workspace)?.name;
    if (!stays && workspace !== current?.id && name !== undefined) toast(`You switched to ${name}`);
  };
};
