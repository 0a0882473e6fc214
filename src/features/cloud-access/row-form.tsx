import { useId, useState, type ClipboardEvent } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { regions } from '#lib/aws-regions.ts';
import { withAccount } from '#lib/azure-account.ts';
import { rowFields, rowLimits, type AddressStyle, type CloudRow, type RowFields, type TextFieldName } from '#lib/cloud-row.ts';
import { isMoreThanAField } from '#lib/more-than-a-field.ts';
import { isMixedContent, providerOf, readEndpoint, usualRegion } from '#lib/storage-endpoint.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './cloud-access.module.css';
import { FormPaste } from './form-paste.tsx';
import { emptyRow, storeRows, type Candidate } from './paste-model.ts';
import { resolverFor } from './row-resolver.ts';

interface RowFormProps {
  readonly account: string;
  /** the row to edit; without one a new row is made */
  readonly row: CloudRow | undefined;
  /** what a new row begins with */
  readonly start?: Partial<RowFields> | undefined;
  /** the rows beside it: a bucket stands once for each host */
  readonly others: readonly CloudRow[];
  readonly onSave: (row: RowFields) => Promise<void>;
  readonly onDiscard: () => void;
}

const addressStyles: { value: AddressStyle; label: string }[] = [
  { value: '', label: 'Found out' },
  { value: 'path', label: 'Path: host/bucket' },
  { value: 'virtual', label: 'Virtual host: bucket.host' },
];

/** The fields of one row. Nothing is stored before Save. */
export const RowForm = ({ account, row, start, others, onSave, onDiscard }: RowFormProps) => {
  const known = useId();
  const { register, handleSubmit, control, formState, setFocus, setValue } = useForm<RowFields>({
    resolver: resolverFor(others),
    defaultValues: row ?? { ...emptyRow, ...start },
  });
  const [paste, setPaste] = useState<string>();
  useUnsavedGuard(formState.isDirty && !formState.isSubmitting);
  const typed = useWatch({ control });
  const { host } = withAccount({ ...emptyRow, ...typed });
  const provider = providerOf(host.trim());
  const azure = provider === 'azure';
  const endpoint = readEndpoint(host.trim());
  const lacksAccount = typed.bucket?.trim().toLowerCase() === 'azure' && host.trim() === '';

  const takeOver = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text');
    if (!(event.target instanceof HTMLInputElement) || !isMoreThanAField(text, event.target.name)) return;
    event.preventDefault();
    setPaste(text);
  };
  const take = async (taken: readonly Candidate[]): Promise<void> => {
    const [one] = taken;
    if (taken.length > 1 || (row === undefined && one?.standing === 'renews')) {
      await storeRows(account, taken);
      // what was typed beside it stays
      return formState.isDirty ? setPaste(undefined) : onDiscard();
    }
    for (const name of rowFields) {
      const value = one?.fields[name];
      if (value !== undefined) setValue(name, value, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    }
    setPaste(undefined);
    setFocus('bucket');
  };
  const field = (name: TextFieldName) => ({
    ...register(name),
    error: formState.errors[name]?.message,
    maxLength: rowLimits[name],
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
  });

  return (
    <form
      className={styles['form']}
      noValidate
      autoComplete="off"
      aria-label={row === undefined ? 'New access keys' : 'Access keys'}
      onSubmit={(event) => void handleSubmit(onSave)(event)}
      onPaste={takeOver}
    >
      <FormPaste text={paste} onText={setPaste} rows={others} several={row === undefined} onTake={(taken) => void take(taken)} />
      <div className={styles['fields']}>
        <TextField
          label="Bucket"
          autoFocus
          hint={azure ? 'The container. Empty: all of the account' : 'Empty: all buckets at the host'}
          {...field('bucket')}
        />
        <TextField label="Key" mono hint={azure ? 'May stay empty' : undefined} {...field('key')} />
        <TextField
          label="Secret / SAS"
          mono
          type="password"
          reveal
          hint={azure ? 'The shared access signature' : undefined}
          {...field('secret')}
        />
        <TextField label="Token" mono type="password" reveal hint="Of temporary keys" {...field('token')} />
        <TextField label="Region" list={known} placeholder={azure ? undefined : usualRegion(host.trim())} {...field('region')} />
        <TextField
          label="Host (Endpoint)"
          placeholder="Leave empty for AWS S3"
          hint={lacksAccount ? 'For Azure, the storage account: its name is enough' : endpoint && `Read at ${endpoint.origin}`}
          {...field('host')}
        />
        {(provider === 's3' || typed.style !== '') && <SelectField label="Address style" options={addressStyles} {...register('style')} />}
      </div>
      <datalist id={known}>
        {regions.map((region) => (
          <option key={region}>{region}</option>
        ))}
      </datalist>
      {isMixedContent(host.trim(), location.protocol) && (
        <Notice tone="warning" title="The browser will block this host">
          This page came over https, so the browser sends nothing to a host over plain http. Serve the storage over https.
        </Notice>
      )}
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" pending={formState.isSubmitting}>
          Save
        </Button>
        <Button type="button" onClick={onDiscard}>
          Discard
        </Button>
      </div>
    </form>
  );
};
