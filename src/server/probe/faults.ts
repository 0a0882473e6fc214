import type { ResponseOf } from '#contract/index.ts';
import type * as storage from '#contract/storage.ts';

/** That and why no storage was reached. */
export type Unreached = Omit<Extract<ResponseOf<typeof storage.probeUrl>, { reached: false }>, 'timing_ms'>;

/** What answers speaks another protocol than HTTP, or changes to one. */
export class NotHttp extends Error {}

/** What Node calls the ways in which a server cannot be asked. */
const codes: Readonly<Record<string, Unreached['error_code']>> = {
  ENOTFOUND: 'dns',
  ENODATA: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  EPROTO: 'tls',
};

const codeOf = (error: unknown): string => {
  // several addresses of a name are tried: what the first said is as good as any
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
};

const meaningOf = (code: string, https: boolean): Unreached['error_code'] => {
  const known = codes[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return 'not_http';
  // system calls: no route, no such family, a firewall
  if (/^E[A-Z0-9]+$/.test(code)) return 'unreachable';
  // OpenSSL has a hundred names for what may be wrong with a certificate
  return https ? 'tls' : 'not_http';
};

/** An error of Node as an answer; of its words only the name goes out. */
export const unreachedBy = (error: unknown, https: boolean): Unreached => {
  if (error instanceof NotHttp) return { reached: false, error_code: 'not_http' };
  const code = codeOf(error);
  return { reached: false, error_code: meaningOf(code, https), ...(code === '' ? {} : { error_message: code }) };
};
