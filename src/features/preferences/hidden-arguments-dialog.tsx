import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useFieldArray, useForm } from 'react-hook-form';
import { failureCopy } from '#api/failure-copy.ts';
import { Button } from '#ui/button.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { hiddenArgumentsPath, withEdits, type EditedArgument } from './hidden-arguments.ts';
import { useSetPreference } from './queries.ts';
import styles from './setting-row.module.css';

interface HiddenArgumentsDialogProps {
  readonly names: readonly string[];
  readonly onClose: () => void;
}

interface Lines {
  readonly lines: EditedArgument[];
}

/** The list of container arguments whose values ClearML's pages hide. */
export const HiddenArgumentsDialog = ({ names, onClose }: HiddenArgumentsDialogProps) => {
  const set = useSetPreference({ waits: false });
  const [opened] = useState(names);
  const { control, register, handleSubmit, formState } = useForm<Lines>({
    defaultValues: { lines: opened.map((name) => ({ name, was: name })) },
  });
  useUnsavedGuard(formState.isDirty);
  const { fields, append, remove } = useFieldArray({ control, name: 'lines' });

  const submit = handleSubmit(({ lines }) =>
    set.mutate({ path: hiddenArgumentsPath, next: (present) => withEdits(present, opened, lines) }, { onSuccess: onClose }),
  );

  return (
    <FormDialog
      title="Container arguments to hide"
      pending={set.isPending}
      failure={set.error === null ? undefined : failureCopy(set.error)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      {fields.map((field, index) => (
        <div key={field.id} className={styles['name']}>
          <TextField label={`Argument ${index + 1}`} autoComplete="off" spellCheck={false} {...register(`lines.${index}.name`)} />
          <IconButton label={`Remove argument ${index + 1}`} icon={<Trash2 aria-hidden="true" />} onClick={() => remove(index)} />
        </div>
      ))}
      <Button size="s" className={styles['add']} icon={<Plus aria-hidden="true" />} onClick={() => append({ name: '' })}>
        Add
      </Button>
    </FormDialog>
  );
};
