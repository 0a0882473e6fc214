import { useNavigate } from 'react-router-dom';
import type { Workspace } from '#contract/organization.ts';
import { useToast } from '#ui/toast.tsx';
import { profilePath } from '../paths.ts';
import { agreed } from './leave.ts';
import { useWorkspace } from './workspace-gate.tsx';

/** Says that a workspace was deleted, and goes on in the next one if it was the current one: before it is gone from the list, or it would look as if somebody else had done it. */
export const useDeleted = (): ((deleted: Workspace) => Promise<void>) => {
  const { id, next } = useWorkspace();
  const navigate = useNavigate();
  const toast = useToast();
  return async (deleted) => {
    if (deleted.id === id && next !== undefined) await navigate(profilePath(next.id), { replace: true, state: agreed });
    toast(`You deleted ${deleted.name}`);
  };
};
