import { useLocation, useNavigate } from 'react-router-dom';
import { membersPath, profilePath } from '../paths.ts';

/** Goes to the same page of another workspace, or to its profile from a page that belongs to none. `section`: where on the profile (`#workspaces`). */
export const useSwitch = (section = ''): ((workspace: string) => void) => {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (workspace) => void navigate(pathname.endsWith('/members') ? membersPath(workspace) : profilePath(workspace) + section);
};
