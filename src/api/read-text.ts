/** As long as a body may take, milliseconds. */
const patience = 30_000;

/** What came of a body: all of it, or what is before its limit. */
export interface Text {
  readonly text: string;
  /** it goes on behind the limit */
  readonly more: boolean;
}

/** Reads a body of at most `limit` bytes as text; undefined where it breaks off or does not end in time. Throws the signal's reason only. */
export const readText = async (response: Response, limit: number, signal: AbortSignal): Promise<Text | undefined> => {
  const reader = response.body?.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader?.cancel();
  }, patience);
  const decoder = new TextDecoder();
  let text = '';
  let left = limit;
  try {
    for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
      text += decoder.decode(chunk.value.subarray(0, left), { stream: true });
      left -= chunk.value.length;
      if (left < 0) {
        void reader?.cancel();
        return { text, more: true };
      }
    }
    return late ? undefined : { text: text + decoder.decode(), more: false };
  } catch {
    signal.throwIfAborted();
    return undefined;
  } finally {
    clearTimeout(timer);
  }
};
