import type { Probe } from '#lib/read-facts.ts';
import { ApiError } from './api-error.ts';
import { call } from './call.ts';

/** Has the server look at an address, which must hold no secret. Throws the signal's AbortError only: a server without a probe is no failure. */
export const askProbe = async (url: string, signal: AbortSignal): Promise<Probe> => {
  try {
    const found = await call('storage.probe_url', { url }, { signal });
    return found.reached
      ? { kind: 'reached', status: found.status, code: found.error_code ?? '', headers: found.headers }
      : { kind: 'unreached', error: found.error_code, code: found.error_message ?? '' };
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof ApiError && error.allow !== undefined ? { kind: 'not_allowed', allow: error.allow } : { kind: 'none' };
  }
};
