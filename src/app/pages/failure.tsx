import { isRouteErrorResponse, useRevalidator, useRouteError } from 'react-router-dom';
import { failureCopy } from '#api/failure-copy.ts';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';
import { useUpdated } from '../updated.ts';
import styles from './guest.module.css';

/** What is shown instead of a page that could not be read or drawn. */
export const FailurePage = () => {
  const error = useRouteError();
  const updated = useUpdated();
  const { revalidate, state } = useRevalidator();
  const title = updated ? 'Updated, reload' : 'This page could not be shown';
  usePageTitle(title);
  const reread = error instanceof Error && error.name === 'ApiError';

  return (
    <div className={styles['guest']}>
      <PageHeading>{title}</PageHeading>
      <FailurePanel
        title={updated ? 'The server has a newer version of this page' : 'What happened'}
        message={updated ? 'Reload it to go on.' : isRouteErrorResponse(error) ? error.statusText : failureCopy(error)}
        pending={state === 'loading'}
        onRetry={() => (reread ? void revalidate() : location.reload())}
      />
    </div>
  );
};
