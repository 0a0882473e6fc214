import type { auth } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { keyName } from '#lib/key-label.ts';
import { useToast } from '#ui/toast.tsx';
import { CreateCredentialsDialog } from './create-credentials-dialog.tsx';
import { EditLabelDialog } from './edit-label-dialog.tsx';
import type { PairPlace } from './pair-dialog.tsx';
import { RevokeQuestion } from './revoke-question.tsx';
import { RotateDialog } from './rotate-dialog.tsx';

/** What is asked or done about keys, one at a time. */
export type CredentialDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit' | 'rotate'; readonly credential: auth.Credential }
  | { readonly kind: 'revoke'; readonly credentials: readonly auth.Credential[] };

/** The dialog that is open; one chunk, as most who open one make a key. */
export const CredentialDialogs = ({ dialog, ...place }: PairPlace & { readonly dialog: CredentialDialog }) => {
  const toast = useToast();
  const { workspace, onClose } = place;

  const revoked = (credentials: readonly auth.Credential[]): void => {
    onClose();
    const [first, second] = credentials;
    if (first !== undefined) toast(`Revoked ${second === undefined ? keyName(first) : count(credentials.length, 'key')}`);
  };

  switch (dialog.kind) {
    case 'create':
      return <CreateCredentialsDialog {...place} />;
    case 'edit':
      return <EditLabelDialog workspace={workspace} credential={dialog.credential} onClose={onClose} />;
    case 'rotate':
      return <RotateDialog credential={dialog.credential} {...place} />;
    case 'revoke':
      return (
        <RevokeQuestion
          workspace={workspace}
          credentials={dialog.credentials}
          onClose={onClose}
          onRevoked={() => revoked(dialog.credentials)}
        />
      );
  }
};
