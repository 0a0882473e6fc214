import { useNavigate } from 'react-router-dom';
import type { Workspace } from '#contract/organization.ts';
import { useToast } from '#ui/toast.tsx';
import { profilePath } from '../paths.ts';
import { agreed } from './leave.ts';

/** Says that a workspace was left, or was deleted as its last member left, and goes on in the next one if it was the current one: before the list is read again, or it would look like an expulsion. */
export const useLeft = (current: string) => {
  const navigate = useNavigate();
  const toast = useToast();
  return async (left: Workspace, next: { readonly company_id: string }, choice: { readonly delete?: true | undefined }): Promise<void> => {
    if (left.id === current) await navigate(profilePath(next.company_id), { replace: true, state: agreed });
    toast(choice.delete === true ? `${left.name} was deleted` : `You left ${left.name}`);
  };
};
