/** The beginning of a text, and whether more follows. */
export interface TextStart {
  readonly text: string;
  readonly cut: boolean;
}

/** As much of a text as is shown, bytes. */
export const shownBytes = 1_048_576;

/** Reads the first MiB of an answer as UTF-8 and leaves the rest on the server. */
export const readStart = async (response: Response): Promise<TextStart> => {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    const room = shownBytes - bytes;
    text += decoder.decode(chunk.value.subarray(0, room), { stream: true });
    bytes += chunk.value.length;
    if (bytes > shownBytes) {
      void reader?.cancel();
      return { text, cut: true };
    }
  }
  return { text: text + decoder.decode(), cut: false };
};
