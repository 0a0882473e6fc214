import type { CloudRow, RowFields } from '#lib/cloud-row.ts';
import type { Pasted } from '#lib/pasted-row.ts';
import { Dialog } from '#ui/dialog.tsx';
import { useToast } from '#ui/toast.tsx';
import { storeRows, type Candidate } from './paste-model.ts';
import { PastedRows } from './pasted-rows.tsx';

interface TakeOverDialogProps {
  readonly account: string;
  /** what they keep */
  readonly found: Pasted;
  readonly rows: readonly CloudRow[];
  readonly onFill: (start: Partial<RowFields>) => void;
  readonly onClose: () => void;
}

/** Shows the keys that ClearML's own pages keep in this browser, and takes over those that are ticked. Theirs stay as they are. */
export const TakeOverDialog = ({ account, found, rows, onFill, onClose }: TakeOverDialogProps) => {
  const toast = useToast();
  const take = async (taken: readonly Candidate[]): Promise<void> => {
    const [one] = taken;
    if (one?.standing !== 'part') toast(await storeRows(account, taken));
    onClose();
    if (one?.standing === 'part') onFill(one.fields);
  };
  return (
    <Dialog title="Take over ClearML’s keys?" onClose={onClose}>
      <PastedRows pasted={found} rows={rows} several verb="Take over" onTake={(taken) => void take(taken)} onCancel={onClose} />
    </Dialog>
  );
};
