import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors } from '#api/use-form-errors.ts';
import { limits, organization } from '#contract/index.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { useRenameWorkspace } from './queries.ts';
import styles from './workspaces.module.css';

interface RenameWorkspaceDialogProps {
  readonly workspace: organization.Workspace;
  readonly onClose: () => void;
}

/** Gives a workspace another name, for everybody in it. */
export const RenameWorkspaceDialog = ({ workspace, onClose }: RenameWorkspaceDialogProps) => {
  const rename = useRenameWorkspace(workspace.id);
  const form = useId();
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
    <Dialog
      title="Rename workspace"
      size="s"
      dismissable={!rename.isPending}
      onClose={onClose}
      footer={
        <>
          <Button disabled={rename.isPending} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" pending={rename.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
        {failure !== undefined && <Notice tone="danger">{failure}</Notice>}
        <TextField
          label="Name"
          hint="Everybody in the workspace sees it."
          autoComplete="off"
          maxLength={limits.workspaceName}
          error={formState.errors.name?.message}
          {...register('name')}
        />
      </form>
    </Dialog>
  );
};
