import type { ErrorName } from '#contract/index.ts';
import { Failure } from '../failure.ts';

/** What Node, its TLS and undici call the ways in which a server cannot be asked. */
const names: Readonly<Record<string, ErrorName>> = {
  ECONNREFUSED: 'upstream_refused',
  EHOSTUNREACH: 'upstream_refused',
  ENETUNREACH: 'upstream_refused',
  ENOTFOUND: 'upstream_unknown_host',
  EAI_AGAIN: 'upstream_unknown_host',
  ETIMEDOUT: 'upstream_timeout',
  UND_ERR_CONNECT_TIMEOUT: 'upstream_timeout',
  UND_ERR_HEADERS_TIMEOUT: 'upstream_timeout',
  UND_ERR_BODY_TIMEOUT: 'upstream_timeout',
  ECONNRESET: 'upstream_broken',
  EPIPE: 'upstream_broken',
  UND_ERR_SOCKET: 'upstream_broken',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'upstream_broken',
  // a forward proxy that refuses a tunnel
  UND_ERR_ABORTED: 'upstream_proxy',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'upstream_too_large',
  CERT_HAS_EXPIRED: 'upstream_certificate',
  CERT_NOT_YET_VALID: 'upstream_certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'upstream_certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'upstream_certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'upstream_certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'upstream_certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'upstream_certificate',
  CERT_REVOKED: 'upstream_certificate',
  CERT_UNTRUSTED: 'upstream_certificate',
  CERT_REJECTED: 'upstream_certificate',
  HOSTNAME_MISMATCH: 'upstream_certificate',
  INVALID_CA: 'upstream_certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'upstream_certificate',
};

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  // several addresses of a name are tried: what the first said is as good as any
  if (error instanceof AggregateError && !('code' in error)) return codeOf(error.errors[0]);
  if ('code' in error && typeof error.code === 'string' && names[error.code] !== undefined) return error.code;
  if (error.cause !== undefined) return codeOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
};

/** Why the ClearML Server could not be asked, as an error of the contract; `host` is named to the caller. A Failure stays what it is. */
export const faultOf = (error: unknown, host: string): Failure => {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  return new Failure(names[code] ?? 'upstream_broken', { detail: `: ${host}${code === '' ? '' : ` (${code})`}`, data: { host } });
};
