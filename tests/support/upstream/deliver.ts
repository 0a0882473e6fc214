import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Sent } from './answer.ts';
import { answerOf } from './recordings.ts';

const corsOf = (id: string): Record<string, string> =>
  Object.fromEntries(answerOf(id).headers.filter(([name]) => /^(?:Access-Control-|Vary)/.test(name)));

/** The answer with what every answer has: the server's name, and its leave to any origin. */
export const withCommonHeaders = ({ status, headers, body }: Sent, { headers: { origin } }: IncomingMessage): Sent => ({
  status,
  body,
  headers: {
    ...headers,
    Server: 'clearml',
    ...(origin === undefined ? {} : { ...corsOf('fixed_209'), 'Access-Control-Allow-Origin': origin }),
  },
});

/** The answer to OPTIONS: empty, and whatever was asked for is allowed. */
export const preflight = ({ headers }: IncomingMessage): Sent => {
  const wanted = headers['access-control-request-headers'];
  const cors = {
    ...corsOf('fixed_208'),
    ...(wanted === undefined ? {} : { 'Access-Control-Allow-Headers': wanted.split(/, */).join(', ') }),
  };
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8', ...(headers.origin === undefined ? {} : cors) }, body: '' };
};

/** Sends it; from 500 bytes on compressed for whom that suits. */
export const deliver = (response: ServerResponse, { status, headers, body }: Sent): void => {
  const isBig = Buffer.byteLength(body) >= 500 && response.req.headers['accept-encoding']?.includes('gzip') === true;
  const vary = [headers['Vary'], 'Accept-Encoding'].filter((one) => one !== undefined).join(', ');
  const content = isBig ? gzipSync(body) : Buffer.from(body);
  response.writeHead(status, {
    ...headers,
    ...(isBig ? { 'Content-Encoding': 'gzip', Vary: vary } : {}),
    'Content-Length': content.length,
  });
  response.end(content);
};
