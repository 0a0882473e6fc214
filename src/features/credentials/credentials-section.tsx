import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Suspense, useId, useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { auth, Configuration, organization } from '#contract/index.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { useToast } from '#ui/toast.tsx';
import { CredentialsTable } from './credentials-table.tsx';
import styles from './credentials.module.css';
import { nameOf, newestFirst } from './model.ts';
import { credentialsQuery } from './queries.ts';

const CreateCredentialsDialog = lazily(() => import('./create-credentials-dialog.tsx').then((file) => file.CreateCredentialsDialog));
const EditLabelDialog = lazily(() => import('./edit-label-dialog.tsx').then((file) => file.EditLabelDialog));
const RevokeQuestion = lazily(() => import('./revoke-question.tsx').then((file) => file.RevokeQuestion));

interface CredentialsSectionProps {
  readonly workspace: organization.Workspace;
  /** whether this tab works in that workspace: keys are made there only */
  readonly current: boolean;
  readonly configuration: Configuration;
  /** where the page itself is */
  readonly origin: string;
}

type Shown = { readonly dialog: 'none' | 'create' } | { readonly dialog: 'edit' | 'revoke'; readonly credential: auth.Credential };

/** One's own app credentials in a workspace. */
export const CredentialsSection = ({ workspace, current, configuration, origin }: CredentialsSectionProps) => {
  const [shown, setShown] = useState<Shown>({ dialog: 'none' });
  const named = useId();
  const toast = useToast();
  const close = (): void => setShown({ dialog: 'none' });

  const revoked = (credential: auth.Credential): void => {
    close();
    toast(`Revoked ${nameOf(credential)}`);
  };

  return (
    <section className={styles['section']} aria-labelledby={`${named}-heading`}>
      <header className={styles['header']}>
        <h4 id={`${named}-heading`} tabIndex={-1}>
          App credentials
        </h4>
        {current && (
          <Button
            icon={<Plus aria-hidden="true" />}
            aria-describedby={named}
            onPointerEnter={() => CreateCredentialsDialog.preload()}
            onFocus={() => CreateCredentialsDialog.preload()}
            onClick={() => setShown({ dialog: 'create' })}
          >
            Create new credentials
          </Button>
        )}
        <span id={named} hidden>
          {workspace.name}
        </span>
      </header>
      {configuration.deployment !== 'hosted' && (
        <p className={styles['remark']}>One set of credentials is enough for this server: the SDK and every agent can share it.</p>
      )}
      {!current && <p className={styles['remark']}>Switch to this workspace to create credentials for it.</p>}
      <Credentials
        workspace={workspace}
        onEdit={(credential) => setShown({ dialog: 'edit', credential })}
        onRevoke={(credential) => setShown({ dialog: 'revoke', credential })}
      />
      <Suspense fallback={null}>
        {shown.dialog === 'create' && (
          <CreateCredentialsDialog workspace={workspace} configuration={configuration} origin={origin} onClose={close} />
        )}
        {shown.dialog === 'edit' && <EditLabelDialog workspace={workspace} credential={shown.credential} onClose={close} />}
        {shown.dialog === 'revoke' && (
          <RevokeQuestion workspace={workspace} credential={shown.credential} onClose={close} onRevoked={() => revoked(shown.credential)} />
        )}
      </Suspense>
    </section>
  );
};

interface CredentialsProps {
  readonly workspace: organization.Workspace;
  readonly onEdit: (credential: auth.Credential) => void;
  readonly onRevoke: (credential: auth.Credential) => void;
}

const Credentials = ({ workspace, onEdit, onRevoke }: CredentialsProps) => {
  const { data, error, isFetching, refetch } = useQuery({ ...credentialsQuery(workspace.id), refetchOnWindowFocus: 'always' });
  if (data === undefined && error !== null) {
    return (
      <FailurePanel
        title="The credentials could not be loaded"
        message={failureCopy(error)}
        pending={isFetching}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined) return <Skeleton lines={2} height="7rem" label="Loading credentials" />;
  if (data.credentials.length === 0) {
    return <Empty title="No credentials yet">They let your code and your agents work in {workspace.name} in your name.</Empty>;
  }
  return <CredentialsTable credentials={newestFirst(data.credentials)} workspace={workspace.name} onEdit={onEdit} onRevoke={onRevoke} />;
};
