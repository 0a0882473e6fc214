/** `Content-Length` is one of the few headers that every page may read. */
export const totalOf = (response: Response): number | undefined => {
  const length = response.headers.get('Content-Length');
  return length === null ? undefined : Number(length);
};

/** The same answer, telling the bytes that went through whenever another 256 KiB did. */
export const countedBody = (response: Response, signal: AbortSignal, onBytes: (bytes: number) => void): Response => {
  let bytes = 0;
  let told = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, through) => {
      bytes += chunk.length;
      if (bytes - told >= 262_144) onBytes((told = bytes));
      through.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(count, { signal }) ?? null);
};
