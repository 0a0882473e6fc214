import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import type { Store } from './store.ts';

type Trx = Transaction<Tables>;
/** Tells a caller what came of its work. */
type Answer = () => void;

interface Waiting {
  /** Does the work, for an answer that is given once it is on the disk. */
  readonly run: (trx: Trx) => Promise<Answer>;
  readonly fail: (error: unknown) => void;
}

const say = (trx: Trx, text: string): Promise<unknown> => trx.executeQuery(CompiledQuery.raw(text));

/** Runs one among others: where it fails it leaves nothing behind, and all that they did. */
const amongOthers = async (trx: Trx, { run, fail }: Waiting): Promise<Answer> => {
  await say(trx, 'savepoint work');
  try {
    const answer = await run(trx);
    await say(trx, 'release work');
    return answer;
  } catch (error) {
    await say(trx, 'rollback to work').catch(() => {
      // a full disk ends the whole transaction: what the others did is gone too
      throw error;
    });
    await say(trx, 'release work');
    return () => fail(error);
  }
};

const runAll = async (trx: Trx, group: readonly Waiting[]): Promise<readonly Answer[]> => {
  const [first, second] = group;
  if (first !== undefined && second === undefined) return [await first.run(trx)];
  const answers: Answer[] = [];
  for (const one of group) answers.push(await amongOthers(trx, one));
  return answers;
};

/**
 * Transactions that wait for the disk together: what comes in the same turn of the event loop, or while those before it are under way, is done one
 * after the other in one, and nobody gets an answer before its COMMIT. Where that fails, all of them fail: what one was refused for may have been
 * what another did.
 */
export const makeGroups = (db: Kysely<Tables>): Store['transaction'] => {
  let waiting: Waiting[] = [];
  const take = (): readonly Waiting[] => {
    const group = waiting;
    waiting = [];
    return group;
  };
  const commit = async (): Promise<void> => {
    let group: readonly Waiting[] | undefined;
    try {
      const answers = await db.transaction().execute((trx) => runAll(trx, (group = take())));
      for (const answer of answers) answer();
    } catch (error) {
      for (const { fail } of group ?? take()) fail(error);
    }
  };
  return (work) =>
    new Promise((resolve, reject) => {
      const run = async (trx: Trx): Promise<Answer> => {
        const value = await work(trx);
        return () => resolve(value);
      };
      // by then all calls that came with this one have got as far
      if (waiting.push({ run, fail: reject }) === 1) setImmediate(() => void commit());
    });
};
