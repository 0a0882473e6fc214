import { newId } from '../people.ts';
import { refusalSaying, type Fields } from '../recordings.ts';
import type { Sample } from '../samples.ts';
import type { Call, Operations } from './operation.ts';

/** What Elasticsearch keeps of a sample. */
const eventOf = (task: string, sample: Sample): Fields => ({
  ...sample,
  task,
  type: 'training_debug_image',
  timestamp: sample.iter * 1000,
});

/**
 * A page of a task's samples: its latest iterations, or those before the ones that this scroll id had (bll/event/metric_events_iterator.py
 * of clearml-server). An unknown scroll id starts again. A file that a later iteration wrote again is of that one only; iterations that are left
 * without samples count among those that are looked at, but move the scroll id no further.
 */
const debugImages = ({ fields, state }: Call): Fields => {
  const wanted = (fields['metrics'] ?? []) as { task: string }[]; // nobody sends another type
  const [task, ...others] = wanted.map((one) => state.tasks.find(({ id }) => id === one.task));
  if (task === undefined || others.length > 0)
    throw refusalSaying('fixed_104', `Invalid task id: ids=(${wanted.map((one) => one.task).join(', ')})`, 101);
  const scroll = typeof fields['scroll_id'] === 'string' ? fields['scroll_id'] : newId();
  const { earliest = Number.POSITIVE_INFINITY } = state.scrolls.get(scroll) ?? {};
  const samplesOf = (iter: number): Sample[] =>
    task.samples.filter((sample) => sample.iter === iter && !task.samples.some((later) => later.url === sample.url && later.iter > iter));
  const iterations = [...new Set(task.samples.map(({ iter }) => iter))]
    .filter((iter) => iter < earliest)
    .toSorted((one, other) => other - one)
    .slice(0, Number(fields['iters'] ?? 1))
    .filter((iter) => samplesOf(iter).length > 0);
  state.scrolls.set(scroll, { task: task.id, earliest: iterations.at(-1) ?? earliest });
  const eventsOf = (iter: number): Fields[] => samplesOf(iter).map((sample) => eventOf(task.id, sample));
  return { scroll_id: scroll, metrics: [{ task: task.id, iterations: iterations.map((iter) => ({ iter, events: eventsOf(iter) })) }] };
};

export const events: Operations = {
  'events.debug_images': { handlers: ['2.7'], since: '2.7', run: debugImages },
};
