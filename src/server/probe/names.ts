import { isIP } from 'node:net';
import type { Parts } from '../handler.ts';
import { makeTurns } from './turns.ts';
import { until } from './until.ts';

/**
 * Look-ups at once. A slow name holds a thread of the process until the system gives it up, however long ago its probe ended: so one person
 * holds one. The system looks up, and no resolver of ours: `/etc/hosts` and search domains are how intranets name things.
 */
const turns = makeTurns({ each: 1, all: 4, line: 64 });

interface Looking extends Pick<Parts, 'resolve'> {
  /** the user */
  readonly who: string;
}

/** All addresses of a host, which may be one itself. Rejects with Node's error, or once the signal ends it. */
export const addressesOf = async (host: string, { resolve, who }: Looking, signal: AbortSignal): Promise<readonly string[]> => {
  if (isIP(host) !== 0) return [host];
  const addresses = await until(
    signal,
    turns({ who, signal }, () => resolve(host)),
  );
  if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENODATA' });
  return addresses;
};
