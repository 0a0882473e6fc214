import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { failureCopy } from '#api/failure-copy.ts';
import type { organization } from '#contract/index.ts';
import { count } from '#lib/count.ts';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { Status } from '#ui/status.tsx';
import type { Place } from '#ui/use-window-of-rows.ts';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';
import { WindowedTable } from '#ui/windowed-table.tsx';
import { isNarrowed } from './listing.ts';
import { MemberCells } from './member-cells.tsx';
import type { MemberDialog } from './member-dialog.ts';
import { MembersHead } from './members-head.tsx';
import { MembersLoading } from './members-loading.tsx';
import styles from './members-table.module.css';
import { firstPage, type PageChain } from './page-chain.ts';
import type { Listing } from './queries.ts';
import { isSelectable, removes } from './rights.ts';
import { useMemberPages } from './use-member-pages.ts';
import type { Selection } from './use-selection.ts';

interface MembersListProps {
  readonly workspace: organization.Workspace;
  /** one's own id */
  readonly me: string | undefined;
  readonly listing: Listing;
  readonly onSort: (orderBy: Listing['orderBy']) => void;
  readonly selection: Selection;
  readonly onOpen: (dialog: MemberDialog) => void;
  /** somebody comes near what opens a dialog */
  readonly onReach: () => void;
}

/** Where lists were left and what was known of them, by entry of the history: for who goes back to it. */
const leftAt = new Map<string, { readonly chain: PageChain; readonly place: Place }>();

/** The members that match. Only the rows in view are in the document, and only their pages in memory. */
export const MembersList = ({ workspace, me, listing, onSort, selection, onOpen, onReach }: MembersListProps) => {
  const { key } = useLocation();
  const [opened] = useState(() => ({ listing, left: leftAt.get(key) }));
  const list = useMemberPages(workspace.id, listing, opened.left?.chain ?? firstPage);
  const { whole, members } = list;
  // who left, was removed or matches no more while selected
  useEffect(() => {
    if (whole) selection.keep(members);
  }, [whole, members, selection]);
  const failure = list.error !== null && (
    <FailurePanel
      title={list.begun ? 'These members could not be loaded' : 'The members could not be loaded'}
      message={failureCopy(list.error)}
      pending={list.fetching}
      onRetry={list.retry}
    />
  );
  if (!list.begun && list.error !== null) return failure;
  if (!list.begun && !list.turning) return <MembersLoading />;

  const table = (
    <WindowedTable
      label="Members"
      className={styles['table']}
      head={
        <MembersHead
          manages={removes(workspace)}
          members={members.filter((member) => isSelectable(workspace, member, me))}
          selection={selection}
          orderBy={listing.orderBy}
          onSort={onSort}
        />
      }
      count={list.count}
      itemAt={list.memberAt}
      keyOf={({ id }, index) => `${id} ${list.pageOf(index)}`}
      renderCells={(member) => <MemberCells workspace={workspace} member={member} me={me} selection={selection} onOpen={onOpen} />}
      placeholder={
        <td colSpan={7} className={styles['coming']}>
          Loading
        </td>
      }
      complete={list.complete}
      busy={list.turning}
      onRows={list.onRows}
      around={1}
      start={listing === opened.listing ? opened.left?.place : undefined}
      onLeave={(place) => leftAt.set(key, { chain: list.chain, place })}
    />
  );
  const empty = list.count === 0;
  const status = statusOf(list, isNarrowed(listing));
  return (
    <div className={empty ? undefined : styles['list']} onPointerEnter={onReach} onFocus={onReach}>
      {empty ? <Empty title="No member matches">Try another name, e-mail address or role.</Empty> : table}
      {/* there with either, or what comes after the other would go unheard */}
      <Status>{empty ? <VisuallyHidden>{status}</VisuallyHidden> : status}</Status>
      {failure}
    </div>
  );
};

const statusOf = (list: ReturnType<typeof useMemberPages>, narrowed: boolean): string => {
  if (list.reading) return 'Loading more members';
  return list.complete && narrowed ? `${count(list.count, 'member')} found` : '';
};
