import { useId } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { regions } from '#lib/aws-regions.ts';
import { withTypedAccount } from '#lib/azure-account.ts';
import { lacksAccount, rowLimits, tidyRow, type AddressStyle, type CloudRow, type RowFields, type TextFieldName } from '#lib/cloud-row.ts';
import { hostHint } from '#lib/host-hint.ts';
import { hostName, rowTitle } from '#lib/row-name.ts';
import { rowOrigin } from '#lib/row-origin.ts';
import { isMixedContent, providerOf, readEndpoint, usualRegion } from '#lib/storage-endpoint.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './cloud-access.module.css';
import { FormPaste } from './form-paste.tsx';
import { isSameRow } from './key-ring.ts';
import { emptyRow } from './paste-model.ts';
import { resolverFor } from './row-resolver.ts';
import { useRowPaste } from './use-row-paste.ts';

interface RowFormProps {
  readonly account: string;
  /** the row to edit; without one a new row is made */
  readonly row: CloudRow | undefined;
  /** what a new row begins with */
  readonly start?: Partial<RowFields> | undefined;
  /** all rows as they are now, this one too: a bucket stands once for each host, and another tab may have changed what is edited here */
  readonly rows: readonly CloudRow[];
  readonly onSave: (row: RowFields) => Promise<void>;
  readonly onDiscard: () => void;
}

const addressStyles: { value: AddressStyle; label: string }[] = [
  { value: '', label: 'Automatic' },
  { value: 'path', label: 'Path: host/bucket' },
  { value: 'virtual', label: 'Virtual host: bucket.host' },
];

/** AWS is read by the host of its region, also where one for FIPS, acceleration or IPv6 is entered. */
const readAt = ({ host, region }: RowFields): string | undefined =>
  readEndpoint(host) && `Read at ${rowOrigin(host, region || usualRegion(host))}`;

/** A place without keys was named by a link or an address, which anyone may have made; AWS and Google are nobody else's. */
const isOffered = ({ host = '', secret = '' }: Partial<RowFields> = {}): boolean =>
  secret === '' && ['s3', 'azure'].includes(providerOf(host));

const elsewhereCopy = {
  removed: {
    title: 'These keys were removed in another tab',
    help: 'They can be added again as they stand here. Discard leaves them removed.',
  },
  changed: {
    title: 'These keys were changed in another tab',
    help: 'Save puts what stands here in their place. Discard keeps what is there.',
  },
} as const;

/** What became of a row, while it was edited here. */
const changedElsewhere = (row: CloudRow, rows: readonly CloudRow[]): keyof typeof elsewhereCopy | undefined => {
  const now = rows.find(({ id }) => id === row.id);
  if (now === undefined) return 'removed';
  return isSameRow(now, row) ? undefined : 'changed';
};

/** The fields of one row, stored by Save. What is pasted fills them; several rows of it, or other keys for a row that is there, are stored as they are taken. */
export const RowForm = ({ account, row, start, rows, onSave, onDiscard }: RowFormProps) => {
  const others = rows.filter(({ id }) => id !== row?.id);
  const elsewhere = row && changedElsewhere(row, rows);
  const known = useId();
  const title = useId();
  const form = useForm<RowFields>({
    resolver: resolverFor(others),
    defaultValues: row ?? { ...emptyRow, ...start },
  });
  const { register, handleSubmit, control, formState } = form;
  const paste = useRowPaste({ account, row, form, onStored: onDiscard });
  useUnsavedGuard(formState.isDirty && !formState.isSubmitting);
  const typed = useWatch({ control });
  const fields = withTypedAccount({ ...emptyRow, ...typed });
  const { host } = fields;
  const provider = providerOf(host.trim());
  const azure = provider === 'azure';
  const stored = tidyRow(fields);

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
      aria-labelledby={title}
      onSubmit={(event) => void handleSubmit(onSave)(event)}
      onPaste={paste.onPaste}
    >
      <h3 id={title} className={styles['title']}>
        {row === undefined ? 'New access keys' : `Edit access keys of ${rowTitle(row)}`}
      </h3>
      {isOffered(start) && (
        <Notice tone="warning" title="Bucket and host come from a link or an address">
          What you enter signs requests to {hostName(host.trim())}. Enter no keys that are not for it.
        </Notice>
      )}
      <FormPaste {...paste.offer} rows={others} several={row === undefined} />
      <div className={styles['fields']}>
        <TextField
          label="Bucket"
          autoFocus
          hint={hostHint(stored) || (azure ? 'The container. Empty: all of the account' : 'Empty: all buckets at the host')}
          {...field('bucket')}
        />
        <TextField label="Key" mono hint={azure ? 'May stay empty' : undefined} {...field('key')} />
        <SecretField label="Secret / SAS" mono hint={azure ? 'The shared access signature' : undefined} {...field('secret')} />
        <SecretField label="Token" mono hint="Of temporary keys" {...field('token')} />
        <TextField label="Region" list={known} placeholder={azure ? undefined : usualRegion(host.trim())} {...field('region')} />
        <TextField
          label="Host (Endpoint)"
          placeholder="Leave empty for AWS S3"
          hint={lacksAccount(stored) ? 'For Azure, the storage account: its name is enough' : readAt(stored)}
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
      <div>
        <div className={styles['news']} role="status">
          {elsewhere !== undefined && !formState.isSubmitting && (
            <Notice tone="warning" title={elsewhereCopy[elsewhere].title}>
              {elsewhereCopy[elsewhere].help}
            </Notice>
          )}
        </div>
        <div className={styles['buttons']}>
          <Button
            type="submit"
            variant="primary"
            pending={formState.isSubmitting}
            reason={paste.waiting ? 'First fill in or cancel what was recognised above' : undefined}
          >
            {elsewhere === 'removed' ? 'Add them again' : 'Save'}
          </Button>
          <Button type="button" onClick={onDiscard}>
            Discard
          </Button>
        </div>
      </div>
    </form>
  );
};
