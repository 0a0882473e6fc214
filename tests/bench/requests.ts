import type { CDPSession } from 'playwright-core';

/** What a page asked for. */
export interface Asked {
  readonly requests: number;
  /** the longest chain of requests, each of which had to come before the next was known: a document 1, its script 2 */
  readonly depth: number;
  /** on the wire, headers too */
  readonly bytes: number;
}

/** So long (ms) nothing is asked for or answered when a page counts as loaded. */
const silence = 500;

interface Frames {
  readonly callFrames: readonly { readonly url: string }[];
  readonly parent?: Frames;
}

/** The script that asked. */
const scriptOf = ({ callFrames, parent }: Frames): string | undefined =>
  callFrames.find(({ url }) => url.startsWith('http'))?.url ?? (parent === undefined ? undefined : scriptOf(parent));

/** Follows what a page asks for from now on. Answers what that was once there is silence. */
export const followRequests = async (devtools: CDPSession): Promise<() => Promise<Asked>> => {
  /** by address */
  const depths = new Map<string, number>();
  const open = new Set<string>();
  let [requests, bytes, last, document] = [0, 0, 0, ''];
  devtools.on('Network.requestWillBeSent', ({ requestId, request: { url }, initiator }) => {
    // the browser looks after the icon of its tab as often as it likes
    if (!url.startsWith('http') || (initiator.type === 'other' && depths.has(url))) return;
    // a chunk is asked for by what names it; where the browser does not tell, by a script of the document
    const by = initiator.url ?? (initiator.stack === undefined ? undefined : scriptOf(initiator.stack)) ?? document;
    if (document === '') document = url;
    depths.set(url, 1 + (depths.get(by) ?? (initiator.type === 'script' ? 2 : 0)));
    requests += 1;
    open.add(requestId);
    last = performance.now();
  });
  const close = (requestId: string, size = 0): void => {
    open.delete(requestId);
    bytes += size;
    last = performance.now();
  };
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => close(requestId, encodedDataLength));
  devtools.on('Network.loadingFailed', ({ requestId }) => close(requestId));
  await devtools.send('Network.enable');
  return async () => {
    while (open.size > 0 || performance.now() - last < silence) await new Promise((resolve) => setTimeout(resolve, 50));
    return { requests, bytes, depth: Math.max(...depths.values()) };
  };
};
