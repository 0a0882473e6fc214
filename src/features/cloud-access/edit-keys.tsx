import type { CloudRow } from '#lib/cloud-row.ts';
import { keyRing } from './own-key-ring.ts';
import { RowForm } from './row-form.tsx';
import { useCloudKeys } from './use-cloud-keys.ts';

interface EditKeysProps {
  readonly row: CloudRow;
  readonly onClose: () => void;
}

/** Changes a row where its keys turned out to be wrong. */
export const EditKeys = ({ row, onClose }: EditKeysProps) => {
  const { account, keys } = useCloudKeys();
  return (
    <RowForm
      account={account}
      row={row}
      rows={keys.status === 'ready' ? keys.rows : [row]}
      onSave={async (fields) => {
        await keyRing.save(account, { ...fields, id: row.id });
        onClose();
      }}
      onDiscard={onClose}
    />
  );
};
