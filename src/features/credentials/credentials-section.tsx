import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Suspense, useId, useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { auth, Configuration, organization } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { useToast } from '#ui/toast.tsx';
import { CredentialsList } from './credentials-list.tsx';
import type { KeyActions } from './credentials-table.tsx';
import styles from './credentials.module.css';
import { keysHaveLives, nameOf } from './model.ts';
import { credentialsQuery } from './queries.ts';

const CreateCredentialsDialog = lazily(() => import('./create-credentials-dialog.tsx').then((file) => file.CreateCredentialsDialog));
const EditLabelDialog = lazily(() => import('./edit-label-dialog.tsx').then((file) => file.EditLabelDialog));
const EndedCredentials = lazily(() => import('./ended-credentials.tsx').then((file) => file.EndedCredentials));
const RotateDialog = lazily(() => import('./rotate-dialog.tsx').then((file) => file.RotateDialog));
const RevokeQuestion = lazily(() => import('./revoke-question.tsx').then((file) => file.RevokeQuestion));

interface CredentialsSectionProps {
  readonly workspace: organization.Workspace;
  /** whether this tab works in that workspace: keys are made there only */
  readonly current: boolean;
  readonly configuration: Configuration;
  /** where the page itself is */
  readonly origin: string;
}

type Shown =
  | { readonly dialog: 'none' | 'create' }
  | { readonly dialog: 'edit' | 'rotate'; readonly credential: auth.Credential }
  | { readonly dialog: 'revoke'; readonly credentials: readonly auth.Credential[] };

/** One's own app credentials in a workspace. */
export const CredentialsSection = ({ workspace, current, configuration, origin }: CredentialsSectionProps) => {
  const [shown, setShown] = useState<Shown>({ dialog: 'none' });
  const named = useId();
  const toast = useToast();
  const close = (): void => setShown({ dialog: 'none' });
  const place = { workspace, configuration, origin, onClose: close };

  const revoked = (credentials: readonly auth.Credential[]): void => {
    close();
    const [first, second] = credentials;
    if (first !== undefined) toast(`Revoked ${second === undefined ? nameOf(first) : count(credentials.length, 'key')}`);
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
        lives={keysHaveLives(configuration)}
        onEdit={(credential) => setShown({ dialog: 'edit', credential })}
        onRotate={(credential) => setShown({ dialog: 'rotate', credential })}
        onRevoke={(credentials) => setShown({ dialog: 'revoke', credentials })}
      />
      <Suspense fallback={null}>
        {shown.dialog === 'create' && <CreateCredentialsDialog {...place} />}
        {shown.dialog === 'edit' && <EditLabelDialog workspace={workspace} credential={shown.credential} onClose={close} />}
        {shown.dialog === 'rotate' && <RotateDialog credential={shown.credential} {...place} />}
        {shown.dialog === 'revoke' && (
          <RevokeQuestion
            workspace={workspace}
            credentials={shown.credentials}
            onClose={close}
            onRevoked={() => revoked(shown.credentials)}
          />
        )}
      </Suspense>
    </section>
  );
};

interface CredentialsProps extends KeyActions {
  readonly workspace: organization.Workspace;
  readonly lives: boolean;
}

const Credentials = ({ workspace, ...list }: CredentialsProps) => {
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
  const { credentials, ended_credentials: ended = [] } = data;
  return (
    <>
      {credentials.length === 0 ? (
        <Empty title="No credentials yet">They let your code and your agents work in {workspace.name} in your name.</Empty>
      ) : (
        <CredentialsList credentials={credentials} workspace={workspace.name} {...list} />
      )}
      <Suspense>{ended.length > 0 && <EndedCredentials credentials={ended} />}</Suspense>
    </>
  );
};
