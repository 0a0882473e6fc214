/** What comes of a work, or a rejection once the signal ends it, whatever the work is at. */
export const until = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      const end = (): void => reject(new Error('too late'));
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    }),
  ]);
