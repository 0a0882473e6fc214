import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { partsOf, sizeOf } from './body.ts';
import type { S3Seen, Sent } from './types.ts';

/** Sends an answer part by part, half of it where `half` says so, and writes down what came of it. */
export const send = async (
  response: ServerResponse,
  { status, headers, body, range }: Sent,
  seen: S3Seen,
  half: boolean,
): Promise<void> => {
  const { from, to } = range ?? { from: 0, to: sizeOf(body) };
  response.once('close', () => (seen.whole = response.writableFinished && !half));
  response.writeHead(status, { ...headers, 'Content-Length': String(to - from) });
  seen.status = status;
  if (seen.method === 'HEAD') return void response.end();
  response.flushHeaders();
  const gone = once(response, 'close');
  const end = half ? from + Math.ceil((to - from) / 2) : to;
  for await (const part of partsOf(body, from, end)) {
    if (response.destroyed) return;
    seen.bytes += part.length;
    if (!response.write(part)) await Promise.race([once(response, 'drain'), gone]);
  }
  if (half) response.socket?.end();
  else response.end();
};
