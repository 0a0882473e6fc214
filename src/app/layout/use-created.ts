import { useNavigate } from 'react-router-dom';
import { useToast } from '#ui/toast.tsx';
import { profilePath } from '../paths.ts';
import { agreed } from './leave.ts';

/** Opens the workspace that was made, and says so; its name, which is still in the form, is saved by then. */
export const useCreated = (): ((workspace: string, name: string) => Promise<void>) => {
  const navigate = useNavigate();
  const toast = useToast();
  return async (workspace, name) => {
    await navigate(profilePath(workspace), { state: agreed });
    toast(`You created ${name}, and are in it now`);
  };
};
