import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { organization } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { useRenameWorkspace } from './queries.ts';

interface RenameWorkspaceDialogProps {
  readonly workspace: organization.Workspace;
  readonly onClose: () => void;
}

/** Gives a workspace another name, for everybody in it. */
export const RenameWorkspaceDialog = ({ workspace, onClose }: RenameWorkspaceDialogProps) => {
  const rename = useRenameWorkspace(workspace.id);
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: formResolver(organization.updateCompany.request),
    defaultValues: { name: workspace.name },
  });
  useUnsavedGuard(formState.isDirty);

  const submit = handleSubmit(({ name }) => {
    setFailure(undefined);
    if (name === workspace.name) return onClose();
    rename.mutate({ name }, { onSuccess: onClose, onError: (error) => setFailure(applyFieldErrors(error, setError, ['name'])) });
  });

  return (
    <FormDialog
      title="Rename workspace"
      pending={rename.isPending}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="Everybody in the workspace sees it."
        autoComplete="off"
        maxLength={limits.workspaceName}
        error={formState.errors.name?.message}
        {...register('name')}
      />
    </FormDialog>
  );
};
