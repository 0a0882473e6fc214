import { useCallback, useId, useState, type ReactNode } from 'react';
import type { Configuration, organization } from '#contract/index.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { useUnsavedGuard } from '#ui/unsaved.ts';
import { NewCredentials } from './new-credentials.tsx';
import type { NewPair } from './queries.ts';
import { SecretFooter, type SecretState } from './secret-footer.tsx';
import { serverUrls } from './server-urls.ts';

/** What both ways to a new pair are given. */
export interface PairPlace {
  readonly workspace: organization.Workspace;
  readonly configuration: Configuration;
  /** where the page itself is */
  readonly origin: string;
  readonly onClose: () => void;
}

interface PairDialogProps extends PairPlace {
  readonly title: string;
  readonly submitLabel: string;
  /** the pair is being made */
  readonly pending: boolean;
  /** once it was made */
  readonly made: NewPair | undefined;
  /** the form that makes it; `id` is for the button that sends it */
  readonly renderForm: (id: string) => ReactNode;
  /** what is to be known of the key before */
  readonly remark?: ReactNode;
}

/**
 * Makes a key pair by a form and shows its secret, which no later answer has. It is kept in the memory of this dialog alone, which stays
 * until the secret was copied, downloaded or confirmed as saved.
 */
export const PairDialog = ({ title, submitLabel, pending, made, renderForm, remark, ...place }: PairDialogProps) => {
  const { workspace, configuration, origin, onClose } = place;
  const form = useId();
  const [secret, setSecret] = useState<SecretState>('shown');
  const atRisk = made === undefined ? pending : secret !== 'kept';
  const refuse = useCallback(() => setSecret('refused'), []);
  useUnsavedGuard(atRisk, made === undefined ? undefined : refuse);

  return (
    <Dialog
      title={title}
      size={made === undefined ? 's' : 'l'}
      dismissable={!atRisk}
      onRefused={() => made !== undefined && refuse()}
      onClose={onClose}
      footer={
        made === undefined ? (
          <>
            <Button disabled={pending} onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" form={form} variant="primary" pending={pending}>
              {submitLabel}
            </Button>
          </>
        ) : (
          <SecretFooter secret={secret} onKept={() => setSecret('kept')} onClose={atRisk ? refuse : onClose} />
        )
      }
    >
      {made === undefined ? (
        renderForm(form)
      ) : (
        <NewCredentials
          made={made}
          workspace={workspace.id}
          title={configuration.deployment === 'hosted' ? workspace.name : undefined}
          urls={serverUrls(configuration, origin)}
          remark={remark}
          kept={secret === 'kept'}
          onKept={() => setSecret('kept')}
        />
      )}
    </Dialog>
  );
};
