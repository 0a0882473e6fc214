import { newId } from '../ids.ts';
import type { Db } from './store.ts';

/** Records who did what, in the transaction that did it. `at` in ms; `actor` is a user id or `operator`; no secret in `target` or `detail`. */
export const recordEvent = async (
  trx: Db,
  event: {
    at: number;
    workspace: string | null;
    actor: string;
    action: string;
    target?: string;
    detail?: Readonly<Record<string, unknown>>;
  },
  random: (bytes: number) => Uint8Array,
): Promise<void> => {
  const { at, workspace, actor, action, target = null, detail } = event;
  await trx
    .insertInto('events')
    .values({
      id: newId(random),
      at,
      workspace_id: workspace,
      actor,
      action,
      target,
      detail: detail === undefined ? null : JSON.stringify(detail),
    })
    .execute();
};
