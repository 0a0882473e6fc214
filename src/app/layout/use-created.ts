import { useNavigate } from 'react-router-dom';
import { profilePath } from '../paths.ts';
import { agreed } from './leave.ts';

/** Opens the workspace that was made; its name, which is still in the form, is saved by then. */
export const useCreated = (): ((workspace: string) => void | Promise<void>) => {
  const navigate = useNavigate();
  return (workspace) => navigate(profilePath(workspace), { state: agreed });
};
