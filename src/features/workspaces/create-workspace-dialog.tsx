import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { refresh } from '#api/query.ts';
import { applyFieldErrors, isUnanswered } from '#api/use-form-errors.ts';
import { organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { useCreateWorkspace } from './queries.ts';

interface CreateWorkspaceDialogProps {
  /** its id and name; it is in the list by then */
  readonly onCreated: (workspace: string, name: string) => void | Promise<void>;
  readonly onClose: () => void;
}

/** Makes a workspace of one's own, to which others can be invited. */
export const CreateWorkspaceDialog = ({ onCreated, onClose }: CreateWorkspaceDialogProps) => {
  const create = useCreateWorkspace(async (workspace, name) => {
    await onCreated(workspace, name);
    onClose();
  });
  const client = useQueryClient();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(organization.createCompany.request),
    defaultValues: { name: '' },
  });
  useUnsavedGuard(formState.isDirty);

  const submit = handleSubmit((workspace) => {
    setFailure(undefined);
    create.mutate(workspace, {
      onError: (error) => {
        setFailure(applyFieldErrors(error, setError, ['name']));
        // the workspace may be there
        if (isUnanswered(error)) void refresh(client, ['organization.get_user_companies']);
      },
    });
  });

  return (
    <FormDialog
      title="Create workspace"
      submitLabel="Create"
      pending={create.isPending}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="You will be its owner, and can invite others."
        autoComplete="off"
        maxLength={limits.workspaceName}
        error={formState.errors.name?.message}
        {...register('name')}
      />
    </FormDialog>
  );
};
