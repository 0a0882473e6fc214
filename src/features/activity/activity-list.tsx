import { ListFilter } from 'lucide-react';
import { failureCopy } from '#api/failure-copy.ts';
import { Button } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { IconButton } from '#ui/icon-button.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Time } from '#ui/time.tsx';
import { WindowedTable } from '#ui/windowed-table.tsx';
import styles from './activity.module.css';
import type { Person } from './person-field.tsx';
import type { Events } from './queries.ts';
import { actorOf, sentenceOf } from './sentences.ts';

interface ActivityListProps {
  readonly pages: Events;
  /** whether these are but a part of what was done */
  readonly filtered: boolean;
  /** id of the one in the filter */
  readonly person: string;
  readonly onPerson: (person: Person) => void;
  /** what somebody is called, where that is known */
  readonly nameOf: (id: string) => string | undefined;
}

/** So many rows before the end the next page is asked for. */
const ahead = 20;

/** What was done, newest first. Pages follow as one scrolls; only the rows in view are in the document. */
export const ActivityList = ({ pages, filtered, person, onPerson, nameOf }: ActivityListProps) => {
  const events = pages.data?.pages.flatMap((page) => page.events) ?? [];
  const more = pages.hasNextPage && !pages.isFetching && !pages.isError ? () => void pages.fetchNextPage() : undefined;

  if (pages.data === undefined && pages.error !== null) {
    return (
      <FailurePanel
        title="The activity could not be loaded"
        message={failureCopy(pages.error)}
        pending={pages.isFetching}
        onRetry={() => void pages.refetch()}
      />
    );
  }
  if (pages.data === undefined) return <Skeleton lines={8} label="Loading the activity" />;
  if (events.length === 0 && !pages.isPlaceholderData) {
    return filtered ? (
      <Empty title="Nothing matches">Try another person, action or days.</Empty>
    ) : (
      <Empty title="Nothing has been done here yet">Who joins, leaves, invites, and makes or ends keys is listed here.</Empty>
    );
  }
  return (
    <div className={styles['list']}>
      <WindowedTable
        label="Activity"
        className={styles['table']}
        head={
          <>
            <th scope="col">What was done</th>
            <th scope="col">When</th>
            <th scope="col">Address</th>
          </>
        }
        count={events.length}
        itemAt={(index) => events[index]}
        keyOf={({ id }) => id}
        renderCells={(event) => (
          <>
            <td>
              <div className={styles['deed']}>
                <span>
                  <strong className={styles['who']}>{actorOf(event)}</strong> {sentenceOf(event, nameOf)}
                </span>
                {event.actor !== person && (
                  <IconButton
                    size="s"
                    label={`Only this person: ${actorOf(event)}`}
                    icon={<ListFilter aria-hidden="true" />}
                    onClick={() => onPerson({ id: event.actor, name: actorOf(event) })}
                  />
                )}
              </div>
            </td>
            <td data-label="When">
              <Time value={event.at} />
            </td>
            <td data-label="Address">{event.from ?? <span className={styles['absent']}>Unknown</span>}</td>
          </>
        )}
        complete={!pages.hasNextPage}
        busy={pages.isPlaceholderData}
        onRows={(_first, last) => last >= events.length - ahead && more?.()}
      />
      <Status>{pages.isFetchingNextPage ? 'Loading more of the activity' : ''}</Status>
      {pages.isFetchNextPageError && (
        <FailurePanel
          title="More could not be loaded"
          message={failureCopy(pages.error)}
          pending={pages.isFetching}
          onRetry={() => void pages.fetchNextPage()}
        />
      )}
      {pages.hasNextPage && !pages.isFetchNextPageError && (
        <div className={styles['more']}>
          <Button variant="quiet" pending={pages.isFetchingNextPage} onClick={more}>
            Load more
          </Button>
        </div>
      )}
    </div>
  );
};
