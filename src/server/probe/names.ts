import { isIP } from 'node:net';
import type { Parts } from '../handler.ts';
import { limiter } from '../limited.ts';

/** Looked up at once: a slow name server would otherwise hold all threads of the process, and log-ins hash on them. */
const limited = limiter(2);

/** All addresses of a host, which may be one itself. Rejects with Node's error, or once the signal ends it. */
export const addressesOf = async (host: string, { resolve }: Pick<Parts, 'resolve'>, signal: AbortSignal): Promise<readonly string[]> => {
  if (isIP(host) !== 0) return [host];
  const ended = new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('too late'))));
  const addresses = await Promise.race([limited(() => (signal.aborted ? Promise.resolve([]) : resolve(host))), ended]);
  if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENODATA' });
  return addresses;
};
