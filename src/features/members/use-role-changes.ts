import { useCallback, useState } from 'react';
import { failureOf } from '#api/api-error.ts';
import type { organization, Role } from '#contract/index.ts';
import { useToast } from '#ui/toast.tsx';
import { roleSaid } from './member-copy.ts';
import { useSetRole } from './queries.ts';
import { useGone } from './use-gone.ts';
import type { Selection } from './use-selection.ts';

/** Another role on its way to a member, or why it did not get there. */
export type RoleChange = { readonly role: Role } | { readonly error: unknown };

/** Gives members of the list other roles. One for all rows: each would pay for it as it comes into view. */
export const useRoleChanges = (workspace: string, selection: Selection) => {
  const [changes, setChanges] = useState<ReadonlyMap<string, RoleChange>>(new Map());
  const { mutateAsync: set } = useSetRole(workspace);
  const gone = useGone(selection);
  const toast = useToast();

  const give = useCallback(
    async (member: organization.Member, role: Role): Promise<void> => {
      const note = (change?: RoleChange): void =>
        setChanges((before) => {
          const after = new Map(before);
          if (change === undefined) after.delete(member.id);
          else after.set(member.id, change);
          return after;
        });
      note({ role });
      try {
        await set({ user: member.id, role });
        note();
        toast(roleSaid(member.name, role));
      } catch (error) {
        note({ error });
        if (failureOf(error) === 'invalid_user_id') gone(member);
      }
    },
    [set, gone, toast],
  );
  return { changes, give };
};
