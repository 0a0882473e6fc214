import { useCallback } from 'react';
import type { organization } from '#contract/index.ts';
import { useToast } from '#ui/toast.tsx';
import { useRefreshMembers } from './queries.ts';
import type { Selection } from './use-selection.ts';

/** Says that a member left or was removed in the meantime, reads the list again, and selects them no more. */
export const useGone = (selection: Selection): ((member: organization.Member) => void) => {
  const refresh = useRefreshMembers();
  const toast = useToast();
  return useCallback(
    (member) => {
      selection.choose([member], false);
      refresh();
      toast(`${member.name} is no longer a member`);
    },
    [selection, refresh, toast],
  );
};
