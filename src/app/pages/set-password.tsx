import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { SetPasswordForm } from '#features/session/set-password-form.tsx';
import { Notice } from '#ui/notice.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import styles from './guest.module.css';

/** A new password by the link that an operator made. The link's secret is behind `#`, so that it reaches no log, and is kept in memory alone: no history has it. */
export default function SetPasswordPage() {
  usePageTitle('Set password');
  const navigate = useNavigate();
  const { pathname, hash } = useLocation();
  const [link, setLink] = useState('');
  // another link may follow in the same tab
  if (hash !== '' && hash.slice(1) !== link) setLink(hash.slice(1));
  useEffect(() => {
    if (hash !== '') void navigate(pathname, { replace: true });
  }, [navigate, pathname, hash]);

  return (
    <div className={styles['guest']}>
      <PageHeading>Set password</PageHeading>
      <div className={styles['sheet']}>
        {link === '' ? (
          <Notice tone="warning">
            This address is not complete, as it is after a reload. Open the whole link that you were given again.
          </Notice>
        ) : (
          <SetPasswordForm key={link} link={link} onDone={() => void navigate('/profile', { replace: true })} />
        )}
      </div>
    </div>
  );
}
