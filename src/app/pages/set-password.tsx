import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { SetPasswordForm } from '#features/session/set-password-form.tsx';
import { Notice } from '#ui/notice.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import styles from './guest.module.css';

/** A new password by the link that an operator made. The link's secret is behind `#`, so that it reaches no log. */
export default function SetPasswordPage() {
  usePageTitle('Set password');
  const navigate = useNavigate();
  const { hash } = useLocation();
  const [link] = useState(() => hash.slice(1));

  return (
    <div className={styles['guest']}>
      <PageHeading>Set password</PageHeading>
      <div className={styles['sheet']}>
        {link === '' ? (
          <Notice tone="warning">This address is not complete. Open the whole link that you were given.</Notice>
        ) : (
          <SetPasswordForm link={link} onDone={() => void navigate('/profile', { replace: true })} />
        )}
      </div>
    </div>
  );
}
