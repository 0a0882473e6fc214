import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Call {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** One call over a kept connection; answers body and headers. Throws unless it is 200. */
export const send = ({ port, path, headers, body }: Call): Promise<{ body: string; headers: NodeJS.Dict<string | string[]> }> =>
  new Promise((resolve, reject) => {
    const call = request(
      { host: '127.0.0.1', port, path, method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        text(answer).then((received) => {
          if (answer.statusCode === 200) resolve({ body: received, headers: answer.headers });
          else reject(new Error(`${path}: ${answer.statusCode} ${received}`));
        }, reject);
      },
    );
    call.once('error', reject);
    call.end(body);
  });

/** Sends a call so often, eight at a time. */
export const sendMany = async (call: Call, times: number): Promise<void> => {
  let left = times;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await send(call);
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
};

/** CPU time that a process has used, in ticks of the kernel (Linux). */
export const cpuTicks = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
};

/** Ends kept connections. */
export const hangUp = (): void => agent.destroy();
