import { Pencil } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { CurrentUser } from '#contract/users.ts';
import { emailOf } from '#lib/configured-user.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Button } from '#ui/button.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Status } from '#ui/status.tsx';
import styles from './profile-name.module.css';

const EditNameForm = lazily(() => import('./edit-name-form.tsx').then((file) => file.EditNameForm));

/** Avatar and name of whoever is logged in; the name can be edited in place. */
export const ProfileName = ({ user }: { readonly user: CurrentUser }) => {
  const [state, setState] = useState<'shown' | 'edited' | 'saved'>('shown');
  return (
    <div className={styles['profile']}>
      <Avatar name={user.name} src={user.avatar ?? null} size="l" />
      {state === 'edited' ? (
        <Suspense fallback={<Who user={user} />}>
          <EditNameForm user={user} onClose={(saved) => setState(saved ? 'saved' : 'shown')} />
        </Suspense>
      ) : (
        <Who user={user} />
      )}
      <div className={styles['side']}>
        {state !== 'edited' && (
          <Button
            variant="quiet"
            icon={<Pencil aria-hidden="true" />}
            onPointerEnter={EditNameForm.preload}
            onFocus={EditNameForm.preload}
            onClick={() => setState('edited')}
          >
            Edit name
          </Button>
        )}
        <Status>{state === 'saved' ? 'Saved' : ''}</Status>
      </div>
    </div>
  );
};

const Who = ({ user }: { readonly user: CurrentUser }) => {
  const email = emailOf(user);
  return (
    <div className={styles['who']}>
      <p className={styles['name']}>{user.name}</p>
      {email !== undefined && <p className={styles['email']}>{email}</p>}
    </div>
  );
};
