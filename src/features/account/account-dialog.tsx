import type { ComponentProps } from 'react';
import { ChangePasswordDialog } from './change-password-dialog.tsx';
import { DeleteAccountDialog } from './delete-account-dialog.tsx';
import { LogOutSessionsQuestion } from './log-out-sessions-question.tsx';

export type AccountDialogProps =
  | ({ readonly verb: 'change' } & ComponentProps<typeof ChangePasswordDialog>)
  | ({ readonly verb: 'delete' } & ComponentProps<typeof DeleteAccountDialog>)
  | ({ readonly verb: 'end' } & ComponentProps<typeof LogOutSessionsQuestion>);

/** The dialog of each verb, in one chunk. */
export const AccountDialog = (props: AccountDialogProps) => {
  if (props.verb === 'change') return <ChangePasswordDialog {...props} />;
  return props.verb === 'delete' ? <DeleteAccountDialog {...props} /> : <LogOutSessionsQuestion {...props} />;
};
