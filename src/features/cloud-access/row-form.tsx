import { useId } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { regions } from '#lib/aws-regions.ts';
import { rowFields, rowLimits, rowProblems, tidyRow, type RowFields, type TextFieldName } from '#lib/cloud-row.ts';
import { isMixedContent, providerOf, readEndpoint } from '#lib/storage-endpoint.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { TextField } from '#ui/text-field.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './cloud-access.module.css';
import { problemCopy } from './problem-copy.ts';

interface RowFormProps {
  readonly row: RowFields | undefined;
  /** what a new row begins with */
  readonly start?: Partial<RowFields> | undefined;
  /** the rows beside it: a bucket stands once for each host */
  readonly others: readonly RowFields[];
  readonly onSave: (row: RowFields) => Promise<void>;
  readonly onDiscard: () => void;
}

const emptyRow: RowFields = { bucket: '', key: '', secret: '', token: '', region: '', host: '', style: '' };

/** The fields of one row. Nothing is stored before Save. */
export const RowForm = ({ row, start, others, onSave, onDiscard }: RowFormProps) => {
  const known = useId();
  const { register, handleSubmit, control, formState } = useForm<RowFields>({
    resolver: resolverFor(others),
    defaultValues: row ?? { ...emptyRow, ...start },
  });
  useUnsavedGuard(formState.isDirty && !formState.isSubmitting);
  const host = useWatch({ control, name: 'host' }).trim();
  const azure = providerOf(host) === 'azure';
  const endpoint = readEndpoint(host);
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
    >
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
        <TextField label="Region" list={known} placeholder="us-east-1" {...field('region')} />
        <TextField
          label="Host (Endpoint)"
          placeholder="Leave empty for AWS S3"
          hint={endpoint && `Read at ${endpoint.origin}`}
          {...field('host')}
        />
      </div>
      <datalist id={known}>
        {regions.map((region) => (
          <option key={region}>{region}</option>
        ))}
      </datalist>
      {isMixedContent(host, location.protocol) && (
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

/** Judges the row as it would be stored. */
const resolverFor =
  (others: readonly RowFields[]): Resolver<RowFields> =>
  (typed) => {
    const row = tidyRow(typed);
    const problems = rowProblems(row, others);
    const wrong = rowFields.flatMap((name) => {
      const problem = problems[name];
      return problem === undefined ? [] : [[name, { type: problem, message: problemCopy(name, problem, row) }]];
    });
    return wrong.length === 0 ? { values: row, errors: {} } : { values: {}, errors: Object.fromEntries(wrong) };
  };
