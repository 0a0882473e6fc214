import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CloudRow } from '#lib/cloud-row.ts';
import { count, number } from '#lib/count.ts';
import { hostHint } from '#lib/host-hint.ts';
import { rowName } from '#lib/row-name.ts';
import { bucketAddress, bucketsWithoutRow, type BucketPlace } from '#lib/used-buckets.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { VisuallyHidden } from '#ui/visually-hidden.tsx';
import { modelsQuery, tasksQuery } from './queries.ts';
import styles from './used-buckets.module.css';

interface UsedBucketsProps {
  readonly rows: readonly CloudRow[];
  /** opens the form of a new row for this bucket */
  readonly onAdd: (place: BucketPlace) => void;
  /** why it cannot be opened now */
  readonly reason: string | undefined;
}

/** So many are named at first. */
const shown = 8;

/** The buckets that the latest tasks and models of the ClearML Server name and no row has keys for. */
export const UsedBuckets = ({ rows, onAdd, reason }: UsedBucketsProps) => {
  const tasks = useQuery(tasksQuery);
  const models = useQuery(modelsQuery);
  const [whole, setWhole] = useState(false);
  const places = useMemo(
    () => bucketsWithoutRow([...(tasks.data ?? []), ...(models.data?.models.flatMap(({ uri }) => uri ?? []) ?? [])], rows),
    [tasks.data, models.data, rows],
  );
  const failed = [tasks, models].filter(({ isError }) => isError);

  return (
    <>
      {failed.length > 0 && (
        <p className={styles['failed']} role="status">
          Could not look for buckets.{' '}
          <Button
            size="s"
            pending={failed.some(({ isFetching }) => isFetching)}
            onClick={() => failed.forEach(({ refetch }) => void refetch())}
          >
            Retry
          </Button>
        </p>
      )}
      {places.length > 0 && (
        <Notice
          tone="info"
          title={`${count(places.length, 'bucket')} used by your projects ${places.length === 1 ? 'has' : 'have'} no key here`}
        >
          <ul className={styles['list']}>
            {places.slice(0, whole ? places.length : shown).map((place) => (
              <li key={bucketAddress(place)} className={styles['bucket']}>
                <span className={styles['address']}>{bucketAddress(place)}</span>
                <Button size="s" reason={reason} onClick={() => onAdd(place)}>
                  Add <VisuallyHidden>{rowName(place, places)}</VisuallyHidden>
                </Button>
                {hostHint(place) !== '' && <span className={styles['hint']}>{hostHint(place)}</span>}
              </li>
            ))}
          </ul>
          {!whole && places.length > shown && (
            <Button size="s" variant="quiet" onClick={() => setWhole(true)}>
              Show all {number(places.length)}
            </Button>
          )}
        </Notice>
      )}
    </>
  );
};
