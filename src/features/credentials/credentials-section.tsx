import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Suspense, useId, useState } from 'react';
import { failureCopy } from '#api/failure-copy.ts';
import type { Configuration, organization } from '#contract/index.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { soon } from '#ui/soon.ts';
import type { CredentialDialog } from './credential-dialogs.tsx';
import { CredentialsList } from './credentials-list.tsx';
import type { KeyActions } from './credentials-table.tsx';
import styles from './credentials.module.css';
import { keysHaveLives } from './model.ts';
import { credentialsQuery } from './queries.ts';

const CredentialDialogs = soon(lazily(() => import('./credential-dialogs.tsx').then((file) => file.CredentialDialogs)));
const EndedCredentials = lazily(() => import('./ended-credentials.tsx').then((file) => file.EndedCredentials));

interface CredentialsSectionProps {
  readonly workspace: organization.Workspace;
  /** whether this tab works in that workspace: keys are made there only */
  readonly current: boolean;
  readonly configuration: Configuration;
  /** where the page itself is */
  readonly origin: string;
}

/** One's own app credentials in a workspace. */
export const CredentialsSection = ({ workspace, current, configuration, origin }: CredentialsSectionProps) => {
  const [shown, setShown] = useState<CredentialDialog>();
  const named = useId();

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
            onPointerEnter={() => CredentialDialogs.preload()}
            onFocus={() => CredentialDialogs.preload()}
            onClick={() => setShown({ kind: 'create' })}
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
        onEdit={(credential) => setShown({ kind: 'edit', credential })}
        onRotate={(credential) => setShown({ kind: 'rotate', credential })}
        onRevoke={(credentials) => setShown({ kind: 'revoke', credentials })}
      />
      <Over>
        {shown !== undefined && (
          <CredentialDialogs
            dialog={shown}
            workspace={workspace}
            configuration={configuration}
            origin={origin}
            onClose={() => setShown(undefined)}
          />
        )}
      </Over>
    </section>
  );
};

interface CredentialsProps extends KeyActions {
  readonly workspace: organization.Workspace;
  readonly lives: boolean;
}

const Credentials = ({ workspace, ...list }: CredentialsProps) => {
  const keys = useQuery({ ...credentialsQuery(workspace.id), refetchOnWindowFocus: 'always' });
  const { data, error, refetch } = keys;
  if (data === undefined && error !== null) {
    return (
      <FailurePanel
        title="The credentials could not be loaded"
        message={failureCopy(error)}
        pending={keys.isFetching}
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
