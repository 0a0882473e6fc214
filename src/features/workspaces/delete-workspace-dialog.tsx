import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import { fieldCopy } from '#api/field-copy.ts';
import type { organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { count } from '#lib/count.ts';
import { Question } from '#ui/question.tsx';
import { TypedName } from '#ui/typed-name.tsx';
import { LostKeys } from './lost-keys.tsx';
import { keysQuery, useDeleteWorkspace } from './queries.ts';

interface DeleteWorkspaceDialogProps {
  readonly workspace: organization.Workspace;
  readonly onDeleted: () => void | Promise<void>;
  readonly onClose: () => void;
}

/** Asks before a workspace ends, says what goes with it, and wants its name typed. */
export const DeleteWorkspaceDialog = ({ workspace, onDeleted, onClose }: DeleteWorkspaceDialogProps) => {
  const { remove, isPending, error } = useDeleteWorkspace(workspace.id, onDeleted);
  // nobody agrees to what is not there yet
  const looking = useQuery(keysQuery(workspace.id)).isPending;
  const [name, setName] = useState('');
  const rule = error?.fields['name'];
  const others = workspace.allocated - 1;

  const confirm = (): void => {
    if (!isPending && !looking) remove(name);
  };

  return (
    <Question
      title={`Delete ${workspace.name}?`}
      tone="danger"
      confirmLabel="Delete"
      confirmDisabled={looking}
      pending={isPending}
      {...(error === null || rule !== undefined ? {} : { error: failureCopy(error) })}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>
        {others > 0 ? `You and ${count(others, 'other member')} lose access to it at once.` : 'You are its only member.'} All keys and
        invitation links of the workspace stop working. This cannot be undone.
      </p>
      <LostKeys workspace={workspace.id} />
      <TypedName
        name={workspace.name}
        what="delete it"
        value={name}
        maxLength={limits.workspaceName}
        error={rule === undefined ? undefined : fieldCopy(rule, 'name')}
        onChange={setName}
        onConfirm={confirm}
      />
    </Question>
  );
};
