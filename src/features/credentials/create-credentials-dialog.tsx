import { useState } from 'react';
import type { organization } from '#contract/index.ts';
import { Dialog } from '#ui/dialog.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { CreateForm } from './create-form.tsx';
import { NewCredentials } from './new-credentials.tsx';
import { useCreateCredentials, type NewPair } from './queries.ts';
import type { ServerUrls } from './server-urls.ts';

interface CreateCredentialsDialogProps {
  readonly workspace: organization.Workspace;
  /** whether the snippets name the workspace */
  readonly titled: boolean;
  readonly urls: ServerUrls;
  readonly onClose: () => void;
}

/** What becomes of the secret: `shown` and nowhere else yet, `refused` after an attempt to close, `kept` by whoever looks at it. */
export type SecretState = 'shown' | 'refused' | 'kept';

/**
 * Makes a key pair and shows its secret, which no later answer has. It is kept in this component alone, and the dialog stays
 * until the secret was copied, downloaded or confirmed as saved.
 */
export const CreateCredentialsDialog = ({ workspace, titled, urls, onClose }: CreateCredentialsDialogProps) => {
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
    >
      {made === undefined ? (
        <CreateForm workspace={workspace.name} create={create} onCancel={onClose} />
      ) : (
        <NewCredentials
          access={{
            accessKey: made.access_key,
            secretKey: made.secret_key,
            label: made.label,
            workspace: titled ? workspace.name : undefined,
            urls,
          }}
          secret={secret}
          onKept={() => setSecret('kept')}
          onClose={atRisk ? refuse : onClose}
        />
      )}
    </Dialog>
  );
};
