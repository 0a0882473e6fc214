import { useState, type ReactNode } from 'react';
import type { CurrentUser } from '#contract/users.ts';
import { isConfigured } from '#lib/configured-user.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Over } from '#ui/over.tsx';
import type { AccountDialogProps } from './account-dialog.tsx';
import styles from './account.module.css';
import { SessionTable } from './session-table.tsx';

const AccountDialog = lazily(() => import('./account-dialog.tsx').then((file) => file.AccountDialog));

interface AccountDetailsProps {
  readonly user: CurrentUser;
  /** whether there are several workspaces on this server */
  readonly many: boolean;
  /** address of the members of a workspace (its id) */
  readonly membersHref: (workspace: string) => string;
  readonly onDeleted: () => Promise<void>;
}

type Shown = AccountDialogProps extends infer Props ? (Props extends unknown ? Omit<Props, 'onClose'> : never) : never;

/** How one logs in, where one is logged in, and the way out. */
export const AccountDetails = ({ user, many, membersHref, onDeleted }: AccountDetailsProps) => {
  const [shown, setShown] = useState<AccountDialogProps>();
  const [open, setOpen] = useState(false);
  const { email = '' } = user;
  const reason = isConfigured(user) ? 'This account stands in the configuration of the server, FIXED_USERS.' : undefined;
  const reach = { onPointerEnter: AccountDialog.preload, onFocus: AccountDialog.preload };
  const show = (dialog: Shown): void => setShown({ ...dialog, onClose: () => setShown(undefined) });

  return (
    <div className={styles['rows']}>
      {reason === undefined ? (
        <Row title="E-mail">{email}</Row>
      ) : (
        <Row title="Log-in">{reason} Whoever runs the server changes its password, and deletes it, there.</Row>
      )}
      <Row
        title="Password"
        action={
          <Button reason={reason} {...reach} onClick={() => show({ verb: 'change', email })}>
            Change password
          </Button>
        }
      >
        What you log in with here.
      </Row>
      <div className={styles['row']}>
        <h3 className={styles['title']}>
          <Disclosure summary="Sessions" open={open} onToggle={setOpen} />
        </h3>
        {open && <SessionTable onReach={AccountDialog.preload} onEnd={(ended) => show({ verb: 'end', ended })} />}
      </div>
      <Row
        title="Delete account"
        action={
          <Button reason={reason} {...reach} onClick={() => show({ verb: 'delete', email, many, membersHref, onDeleted })}>
            Delete account
          </Button>
        }
      >
        Ends the account with its keys and {many ? 'all workspaces that are yours alone' : 'its place in the workspace'}.
      </Row>
      <Over>{shown !== undefined && <AccountDialog {...shown} />}</Over>
    </div>
  );
};

interface RowProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

const Row = ({ title, action, children }: RowProps) => (
  <div className={styles['row']}>
    <div className={styles['words']}>
      <h3 className={styles['title']}>{title}</h3>
      <p className={styles['remark']}>{children}</p>
    </div>
    {action}
  </div>
);
