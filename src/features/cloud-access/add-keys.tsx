import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { RowFields } from '#lib/cloud-row.ts';
import { rowTitle } from '#lib/row-name.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { useToast } from '#ui/toast.tsx';
import { keyRing } from './own-key-ring.ts';
import { RowForm } from './row-form.tsx';
import { useCloudKeys } from './use-cloud-keys.ts';
import { newRowId } from './vault.ts';

interface AddKeysProps {
  readonly bucket: string;
  readonly host: string;
}

/** Adds a row where one is missed, its Bucket and Host filled in. It goes once a row reads the address: a row after which it is still there does not. */
export const AddKeys = ({ bucket, host }: AddKeysProps) => {
  const { account, keys } = useCloudKeys();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [added, setAdded] = useState<RowFields>();
  const save = async (fields: RowFields): Promise<void> => {
    await keyRing.save(account, { ...fields, id: newRowId() });
    toast(`Added ${rowTitle(fields)}`);
    setAdded(fields);
    setOpen(false);
  };

  if (open) {
    return (
      <RowForm
        account={account}
        row={undefined}
        start={{ bucket, host }}
        rows={keys.status === 'ready' ? keys.rows : []}
        onSave={save}
        onDiscard={() => setOpen(false)}
      />
    );
  }
  return (
    <>
      {added !== undefined && <Notice tone="warning">The row {rowTitle(added)} does not read this address.</Notice>}
      <div>
        <Button icon={<Plus aria-hidden="true" />} onClick={() => setOpen(true)}>
          Add access keys
        </Button>
      </div>
    </>
  );
};
