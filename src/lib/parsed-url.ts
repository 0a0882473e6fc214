/**
 * An address, or undefined where it is none. Not by `URL.canParse`: in Node 20 it comes to refuse letters such as ä once it was called often
 * (its fast path reads Latin-1 as UTF-8).
 */
export const parsedUrl = (text: string, base?: string): URL | undefined => {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
};
