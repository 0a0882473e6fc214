import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Call {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** the kept connections that it goes by, where it must not wait for those of others */
  readonly agent?: Agent;
}

/** Calls that are under way at each server at the same time. */
const atOnce = 8;
/** An answer that takes longer (ms) does not come. */
const patience = 30_000;

const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

/** One call over a kept connection; answers body and headers. Throws unless it is 200. */
export const send = ({
  port,
  path,
  headers,
  body,
  agent: own = agent,
}: Call): Promise<{ body: string; headers: NodeJS.Dict<string | string[]> }> =>
  new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port, path, method: 'POST', agent: own, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        text(answer).then((received) => {
          clearTimeout(late);
          if (answer.statusCode === 200) resolve({ body: received, headers: answer.headers });
          else reject(new Error(`${path}: ${answer.statusCode} ${received}`));
        }, reject);
      },
    );
    const late = setTimeout(() => call.destroy(new Error(`${path}: no answer`)), patience);
    call.once('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    call.end(body);
  });

/** Sends calls while there are more to send, to each server as fast as it answers, eight at a time; answers how many. */
export const sendWhile = async (more: () => boolean, ...calls: readonly Call[]): Promise<number> => {
  let sent = 0;
  const one = async (call: Call): Promise<void> => {
    while (more()) {
      await send(call);
      sent += 1;
    }
  };
  await Promise.all(calls.flatMap((call) => Array.from({ length: atOnce }, () => one(call))));
  return sent;
};

/** Sends a call so often. */
export const sendMany = async (times: number, call: Call): Promise<void> => {
  let left = times;
  await sendWhile(() => left-- > 0, call);
};

/** Ends kept connections. */
export const hangUp = (): void => agent.destroy();
