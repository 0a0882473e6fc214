import { useState, type ClipboardEvent } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { rowFields, type CloudRow, type RowFields } from '#lib/cloud-row.ts';
import { isMoreThanAField } from '#lib/more-than-a-field.ts';
import { useToast } from '#ui/toast.tsx';
import { storeRows, type Candidate } from './paste-model.ts';

interface Filling {
  readonly account: string;
  /** the row that is edited */
  readonly row: CloudRow | undefined;
  readonly form: Pick<UseFormReturn<RowFields>, 'formState' | 'setFocus' | 'setValue'>;
  /** rows were stored, and nothing is typed that would be lost */
  readonly onStored: () => void;
}

/** Fills a form by pasting. Several rows, or other keys for one that is there, are no matter of one form: they are stored at once. */
export const useRowPaste = ({ account, row, form: { formState, setFocus, setValue }, onStored }: Filling) => {
  const toast = useToast();
  const [text, setText] = useState<string>();
  /** something was recognised, and neither taken nor discarded */
  const [waiting, setWaiting] = useState(false);
  const { isDirty, isSubmitted, dirtyFields } = formState;

  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text');
    if (!(event.target instanceof HTMLInputElement) || !isMoreThanAField(pasted, event.target.name)) return;
    event.preventDefault();
    setText(pasted);
  };
  const take = async (taken: readonly Candidate[]): Promise<void> => {
    const [one] = taken;
    if (taken.length > 1 || (row === undefined && one?.standing === 'renews')) {
      toast(await storeRows(account, taken));
      return isDirty ? setText(undefined) : onStored();
    }
    // a host that nobody typed may come from a link: the keys of a text that names none go to AWS, as everywhere
    const host = row === undefined && dirtyFields.host !== true && one?.fields.secret !== undefined ? { host: '' } : {};
    const fields = { ...host, ...one?.fields };
    for (const name of rowFields) {
      const value = fields[name];
      if (value !== undefined) setValue(name, value, { shouldDirty: true, shouldValidate: isSubmitted });
    }
    setText(undefined);
    setFocus('bucket');
  };
  return {
    onPaste,
    waiting,
    offer: { text, onText: setText, onRecognised: setWaiting, onTake: (taken: readonly Candidate[]) => void take(taken) },
  };
};
