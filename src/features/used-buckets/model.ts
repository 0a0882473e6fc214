import type { AnswerOf } from '#contract/by-name.ts';

type Task = AnswerOf<'tasks.get_all_ex'>['tasks'][number];

/** The addresses that tasks name. */
export const addressesOfTasks = (tasks: readonly Task[]): readonly string[] =>
  tasks.flatMap((task) => [task.output?.destination, ...artifactsOf(task).map(({ uri }) => uri)]).filter((address) => address != null);

/** How much of an answer are previews of artifacts, characters. */
export const previewLength = (tasks: readonly Task[]): number =>
  tasks.flatMap(artifactsOf).reduce((sum, artifact) => sum + (artifact.type_data?.preview?.length ?? 0), 0);

const artifactsOf = ({ execution }: Task) => Object.values(execution?.artifacts ?? {});
