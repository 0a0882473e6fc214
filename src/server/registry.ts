import type { Call } from './envelope.ts';
import { Failure } from './failure.ts';
import type { Handler } from './handler.ts';
import { isSince } from './path.ts';

/** ClearML's services that this server does not have: whoever asks for one is told how to get it. */
const elsewhere: ReadonlySet<string> = new Set([
  'events',
  'models',
  'pipelines',
  'projects',
  'queues',
  'reports',
  'serving',
  'storage',
  'tasks',
  'workers',
]);

const advice = ' (this server has accounts and credentials only; for others set CLEARML_API_URL)';

/** Finds the newest handler of an operation that is no newer than the version asked for. Throws ClearML's 404 where there is none. */
export const makeRegistry = (handlers: readonly Handler[]): ((call: Pick<Call, 'name' | 'version'>) => Handler) => {
  const byName = new Map<string, Handler[]>();
  for (const handler of handlers) {
    const { name } = handler.operation;
    byName.set(
      name,
      [...(byName.get(name) ?? []), handler].toSorted((one, other) => (isSince(one.operation.since, other.operation.since) ? -1 : 1)),
    );
  }
  return ({ name, version }) => {
    const handler = byName.get(name)?.find(({ operation }) => isSince(version, operation.since));
    if (handler !== undefined) return handler;
    const [service = ''] = name.split('.');
    throw new Failure('unknown_operation', {
      detail: ` for name ${name} and version ${version}${elsewhere.has(service) ? advice : ''}`,
    });
  };
};
