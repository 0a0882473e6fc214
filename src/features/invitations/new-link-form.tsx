import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { formResolver } from '#api/form-resolver.ts';
import { applyFieldErrors, isUnanswered } from '#api/use-form-errors.ts';
import { invitations } from '#contract/index.ts';
import { limits } from '#contract/limits.ts';
import { roleNames } from '#lib/role-names.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Notice } from '#ui/notice.tsx';
import { SelectField } from '#ui/select-field.tsx';
import { Status } from '#ui/status.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import styles from './invitations.module.css';
import { LinkOptions } from './link-options.tsx';
import { lifetimes, lifetimeToSend } from './model.ts';
import { useCreateInvite, useRefreshLinks } from './queries.ts';

/** What most want: one more member, within a week. */
const usual = { role: 'member', expires_in_sec: limits.invitationSeconds, max_uses: null } as const;

const optional = ['max_uses', 'email', 'note'] as const;

/** Makes a further link, with a role and a life of its own. */
export const NewLinkForm = ({ workspace }: { readonly workspace: string }) => {
  const create = useCreateInvite(workspace);
  const refresh = useRefreshLinks();
  const heading = useId();
  const [more, setMore] = useState(false);
  const [failure, setFailure] = useState<string>();
  const form = useForm({ resolver: formResolver(invitations.createInvite.request), defaultValues: usual });
  const { register, handleSubmit, formState, setError, reset } = form;
  const typed = optional.filter((name) => formState.dirtyFields[name]).length;
  useUnsavedGuard(typed > 0);

  const submit = handleSubmit(
    (request) => {
      setFailure(undefined);
      create.mutate(request, {
        onSuccess: () => {
          reset();
          setMore(false);
        },
        onError: (error) => {
          const unplaced = applyFieldErrors(error, setError, optional);
          setFailure(unplaced);
          if (unplaced === undefined) setMore(true);
          // the link may be there
          if (isUnanswered(error)) refresh();
        },
      });
    },
    () => setMore(true),
  );

  return (
    <form className={styles['new']} aria-labelledby={heading} noValidate onSubmit={(event) => void submit(event)}>
      <h3 id={heading} className={styles['heading']}>
        Another link
      </h3>
      <div className={styles['usual']}>
        <SelectField
          label="Role"
          options={(['member', 'admin'] as const).map((value) => ({ value, label: roleNames[value] }))}
          {...register('role')}
        />
        <SelectField label="Expires after" options={[...lifetimes]} {...register('expires_in_sec', { setValueAs: lifetimeToSend })} />
      </div>
      <Disclosure summary={more || typed === 0 ? 'More options' : `More options (${typed} in use)`} open={more} onToggle={setMore}>
        <LinkOptions form={form} />
      </Disclosure>
      <Status>{create.isSuccess ? 'New link made' : ''}</Status>
      {/* what was chosen is no matter of the link above: it is this that makes it count */}
      <Button type="submit" variant={formState.isDirty ? 'primary' : 'secondary'} className={styles['make']} pending={create.isPending}>
        Create new link
      </Button>
      {failure !== undefined && <Notice tone="danger">{failure}</Notice>}
    </form>
  );
};
