import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/button.tsx';
import { keyRing } from './own-key-ring.ts';
import { RowForm } from './row-form.tsx';
import { useCloudKeys } from './use-cloud-keys.ts';
import { newRowId } from './vault.ts';

interface AddKeysProps {
  readonly bucket: string;
  readonly host: string;
}

/** Adds a row where one is missed, its Bucket and Host filled in. */
export const AddKeys = ({ bucket, host }: AddKeysProps) => {
  const { account, keys } = useCloudKeys();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button icon={<Plus aria-hidden="true" />} onClick={() => setOpen(true)}>
        Add access keys
      </Button>
    );
  }
  return (
    <RowForm
      account={account}
      row={undefined}
      start={{ bucket, host }}
      others={keys.status === 'ready' ? keys.rows : []}
      onSave={(fields) => keyRing.save(account, { ...fields, id: newRowId() })}
      onDiscard={() => setOpen(false)}
    />
  );
};
