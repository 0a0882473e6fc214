import type { ResponseOf } from '#contract/index.ts';
import type * as models from '#contract/models.ts';
import type * as tasks from '#contract/tasks.ts';

type Task = ResponseOf<typeof tasks.getAllEx>['tasks'][number];
type Model = ResponseOf<typeof models.getAllEx>['models'][number];

/** The addresses that tasks and models name. */
export const addressesOf = (tasks: readonly Task[], models: readonly Model[]): readonly string[] =>
  [
    ...tasks.flatMap(({ output, execution }) => [
      output?.destination,
      ...Object.values(execution?.artifacts ?? {}).map((artifact) => artifact.uri),
    ]),
    ...models.map(({ uri }) => uri),
  ].filter((address) => address != null);
