/**
 * Does `work` for each of the items, `atOnce` at the same time, until all are done or the signal stops it: what has begun by then is finished.
 * `work` must not throw.
 */
export const inTurns = async <Item>(
  items: readonly Item[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const left = items[Symbol.iterator]();
  const turn = async (): Promise<void> => {
    for (const item of left) {
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, turn));
};
