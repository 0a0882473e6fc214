/**
 * A large body on its way to whoever called. A fault in its middle is told and breaks their connection off, so that half an answer is not taken for a whole one.
 * Without a connection (a call inside this process) the stream itself fails.
 */
export const outgoing = (
  body: ReadableStream<Uint8Array>,
  breakOff: (() => void) | undefined,
  told: (error: unknown) => void,
): ReadableStream<Uint8Array> => {
  const reader = body.getReader();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await reader.read().catch((error: unknown) => {
        told(error);
        // the listener's library writes what a stream fails with to standard error, stack and all
        if (breakOff === undefined) throw error;
        breakOff();
        return { done: true, value: undefined } as const;
      });
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
};
