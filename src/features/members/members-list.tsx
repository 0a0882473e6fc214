import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { failureCopy } from '#api/failure-copy.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Status } from '#ui/status.tsx';
import { WindowedTable } from '#ui/windowed-table.tsx';
import { MemberCells } from './member-cells.tsx';
import { MembersLoading } from './members-loading.tsx';
import styles from './members-table.module.css';
import { membersPages, type Listing } from './queries.ts';
import { SortHeader } from './sort-header.tsx';

interface MembersListProps {
  /** its id */
  readonly workspace: string;
  readonly listing: Listing;
  readonly onSort: (orderBy: Listing['orderBy']) => void;
}

/** The members that match. Pages follow as one scrolls; only the rows in view are in the document. */
export const MembersList = ({ workspace, listing, onSort }: MembersListProps) => {
  const pages = useInfiniteQuery({ ...membersPages(workspace, listing), placeholderData: keepPreviousData });
  const members = pages.data?.pages.flatMap((page) => page.members) ?? [];
  const more = pages.hasNextPage && !pages.isFetching && !pages.isError ? () => void pages.fetchNextPage() : undefined;

  if (pages.data === undefined && pages.error !== null) {
    return (
      <FailurePanel
        title="The members could not be loaded"
        message={failureCopy(pages.error)}
        pending={pages.isFetching}
        onRetry={() => void pages.refetch()}
      />
    );
  }
  if (pages.data === undefined) return <MembersLoading />;
  if (members.length === 0) return <Empty title="No member matches">Try another name, e-mail address or role.</Empty>;
  return (
    <div className={styles['list']}>
      <WindowedTable
        label="Members"
        className={styles['table']}
        head={
          <>
            <SortHeader field="name" label="Name" orderBy={listing.orderBy} onSort={onSort} />
            <th scope="col">Role</th>
            <SortHeader field="joined" label="Joined" orderBy={listing.orderBy} onSort={onSort} />
            <SortHeader field="last_active" label="Last active" orderBy={listing.orderBy} onSort={onSort} />
          </>
        }
        items={members}
        keyOf={({ id }) => id}
        renderCells={(member) => <MemberCells member={member} />}
        complete={!pages.hasNextPage}
        busy={pages.isPlaceholderData}
        more={more}
      />
      <Status>{pages.isFetchingNextPage ? 'Loading more members' : ''}</Status>
      {pages.isFetchNextPageError && (
        <FailurePanel
          title="The next members could not be loaded"
          message={failureCopy(pages.error)}
          pending={pages.isFetching}
          onRetry={() => void pages.fetchNextPage()}
        />
      )}
      {pages.hasNextPage && !pages.isFetchNextPageError && (
        <div className={styles['more']}>
          <Button variant="quiet" pending={pages.isFetchingNextPage} onClick={more}>
            Load more members
          </Button>
        </div>
      )}
    </div>
  );
};
