import { useId, useRef, useState, type FormEvent } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import type * as managing from '#contract/managing.ts';
import { keyName, labelOf } from '#lib/key-label.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { Status } from '#ui/status.tsx';
import { TextField } from '#ui/text-field.tsx';
import { Time } from '#ui/time.tsx';
import { useWorking } from '#ui/use-working.ts';
import styles from './members.module.css';
import { useFindKey } from './queries.ts';
import { RevokeKeyQuestion } from './revoke-key-question.tsx';

interface FindKeyDialogProps {
  readonly workspace: organization.Workspace;
  readonly onClose: () => void;
}

/** Says whose an access key is, where it turned up in a log or in somebody's code, and ends it. */
export const FindKeyDialog = ({ workspace, onClose }: FindKeyDialogProps) => {
  const form = useId();
  const find = useFindKey(workspace.id);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [revoked, setRevoked] = useState('');
  const found = find.data?.credentials[0];

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setRevoked('');
    const access_key = typed.trim();
    setMissing(access_key === '');
    if (access_key === '') field.current?.focus();
    else find.mutate({ access_key });
  };
  const ended = (): void => {
    setAsking(false);
    if (found !== undefined) setRevoked(`${keyName(found)} was revoked. ${found.user_name} stays a member.`);
    find.reset();
    setTyped('');
  };

  return (
    <Dialog
      title="Find a key"
      size="s"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={form} variant="primary" pending={find.isPending}>
            Find
          </Button>
        </>
      }
    >
      <form id={form} className={styles['find']} noValidate onSubmit={submit}>
        <TextField
          ref={field}
          label="Access key"
          mono
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
          hint={`Says whose it is in ${workspace.name}. Not the secret key.`}
          error={missing ? 'Paste an access key.' : find.error === null ? undefined : failureCopy(find.error)}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setMissing(false);
            // what was found is not what is typed any more
            find.reset();
            setRevoked('');
          }}
        />
      </form>
      {/* always there, or its first words would go unheard */}
      <Status>{find.data !== undefined && found === undefined ? nothing(workspace) : revoked}</Status>
      {found !== undefined && <Found credential={found} onRevoke={() => setAsking(true)} />}
      {asking && found !== undefined && (
        <RevokeKeyQuestion workspace={workspace.id} credential={found} onClose={() => setAsking(false)} onRevoked={ended} />
      )}
    </Dialog>
  );
};

/** An admin sees the keys of members only. */
const nothing = ({ name, role }: organization.Workspace): string =>
  `There is no such key in ${name}${role === 'owner' ? '' : ' that you may see'}.`;

interface FoundProps {
  readonly credential: managing.MemberCredential;
  readonly onRevoke: () => void;
}

const Found = ({ credential, onRevoke }: FoundProps) => (
  <Notice tone="info" title={`A key of ${credential.user_name}`}>
    <dl className={styles['facts']}>
      <dt>Label</dt>
      <dd>{labelOf(credential) ?? 'None'}</dd>
      <dt>Access key</dt>
      <dd>
        <code className={styles['key']}>{credential.access_key}</code>
      </dd>
      <dt>Created</dt>
      <dd>
        <Time value={credential.created} />
      </dd>
      <dt>Last used</dt>
      <dd>
        <Time value={credential.last_used} absent="Never" />
      </dd>
      <dt>Worker / IP</dt>
      <dd>{credential.last_used_from ?? 'Not available'}</dd>
      <dt>{useWorking([credential]).length === 0 ? 'Expired' : 'Expires'}</dt>
      <dd>
        <Time value={credential.expires} absent="No expiry" />
      </dd>
      {credential.read_only === true && (
        <>
          <dt>Access</dt>
          <dd>Read-only</dd>
        </>
      )}
    </dl>
    <Button size="s" variant="danger" aria-label={`Revoke ${keyName(credential)}`} onClick={onRevoke}>
      Revoke
    </Button>
  </Notice>
);
