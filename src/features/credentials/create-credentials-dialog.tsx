import { useId, useState } from 'react';
import type { Configuration, organization } from '#contract/index.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { CreateForm } from './create-form.tsx';
import { NewCredentials } from './new-credentials.tsx';
import { useCreateCredentials, type NewPair } from './queries.ts';
import { SecretFooter, type SecretState } from './secret-footer.tsx';
import { serverUrls } from './server-urls.ts';

interface CreateCredentialsDialogProps {
  readonly workspace: organization.Workspace;
  readonly configuration: Configuration;
  /** where the page itself is */
  readonly origin: string;
  readonly onClose: () => void;
}

/**
 * Makes a key pair and shows its secret, which no later answer has. It is kept in this component alone, and the dialog stays
 * until the secret was copied, downloaded or confirmed as saved.
 */
export const CreateCredentialsDialog = ({ workspace, configuration, origin, onClose }: CreateCredentialsDialogProps) => {
  const form = useId();
  const [made, setMade] = useState<NewPair>();
  const [secret, setSecret] = useState<SecretState>('shown');
  const create = useCreateCredentials(workspace.id, setMade);
  const atRisk = made === undefined ? create.isPending : secret !== 'kept';
  useUnsavedGuard(atRisk);

  const refuse = (): void => setSecret('refused');

  return (
    <Dialog
      title="Create new credentials"
      size={made === undefined ? 's' : 'l'}
      dismissable={!atRisk}
      onRefused={() => made !== undefined && refuse()}
      onClose={onClose}
      footer={
        made === undefined ? (
          <>
            <Button disabled={create.isPending} onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" form={form} variant="primary" pending={create.isPending}>
              Create
            </Button>
          </>
        ) : (
          <SecretFooter secret={secret} onKept={() => setSecret('kept')} onClose={atRisk ? refuse : onClose} />
        )
      }
    >
      {made === undefined ? (
        <CreateForm id={form} workspace={workspace.name} create={create} />
      ) : (
        <NewCredentials
          made={made}
          workspace={workspace.id}
          title={configuration.deployment === 'hosted' ? workspace.name : undefined}
          urls={serverUrls(configuration, origin)}
          onKept={() => setSecret('kept')}
        />
      )}
    </Dialog>
  );
};
