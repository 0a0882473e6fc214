import { useQueryClient } from '@tanstack/react-query';
import { isRouteErrorResponse, useLocation, useNavigate, useNavigation, useRouteError } from 'react-router-dom';
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
  const { pathname, search, hash, state } = useLocation();
  const navigate = useNavigate();
  const busy = useNavigation().state !== 'idle';
  const client = useQueryClient();
  /** Goes to the same address anew, without the failed answers and the calls that may still fail: only a navigation draws a page again that failed while it was drawn. */
  const retry = async (): Promise<void> => {
    await client.cancelQueries();
    client.removeQueries({ predicate: (query) => query.state.status === 'error' });
    await navigate({ pathname, search, hash }, { replace: true, state });
  };
  const title = updated ? 'Updated, reload' : 'This page could not be shown';
  usePageTitle(title);
  const reread = error instanceof Error && error.name === 'ApiError';

  return (
    <div className={styles['guest']}>
      <PageHeading>{title}</PageHeading>
      <FailurePanel
        title={updated ? 'The server has a newer version of this page' : 'What happened'}
        message={updated ? 'Reload it to go on.' : isRouteErrorResponse(error) ? error.statusText : failureCopy(error)}
        pending={busy}
        onRetry={() => (reread ? void retry() : location.reload())}
      />
    </div>
  );
};
