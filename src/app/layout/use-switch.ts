import { useLocation, useNavigate, useParams } from 'react-router-dom';
import { activityPath, membersPath, profilePath } from '../paths.ts';

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
