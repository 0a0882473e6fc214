import { useSearchParams } from 'react-router-dom';
import type { CloudRow } from '#lib/cloud-row.ts';
import { taskOf } from '#lib/task-address.ts';
import { Empty } from '#ui/empty.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { SamplesGrid } from './samples-grid.tsx';
import { TaskForm } from './task-form.tsx';

interface SamplesPanelProps {
  /** from the page's own address: an id, or an address of the task */
  readonly task: string;
  /** the keys to read with; undefined while they load */
  readonly rows: readonly CloudRow[] | undefined;
  readonly filesServer: string | undefined;
}

/** The debug samples of a task of the ClearML Server, read by this browser with the keys of Web App Cloud Access. */
export const SamplesPanel = ({ task: asked, rows, filesServer }: SamplesPanelProps) => {
  const [, setSearch] = useSearchParams();
  const task = taskOf(asked);
  return (
    <>
      <TaskForm key={asked} task={asked} onOpen={(id) => setSearch({ task: id })} />
      {task === undefined && <Empty title="No task chosen">Enter a task to see what it reported: pictures, video, audio.</Empty>}
      {task !== undefined && rows === undefined && <Skeleton label="Loading your access keys" lines={8} />}
      {task !== undefined && rows !== undefined && <SamplesGrid key={`of ${task}`} task={task} rows={rows} filesServer={filesServer} />}
    </>
  );
};
