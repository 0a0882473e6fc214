import type { QueryParameter } from './query-parameters.ts';

/**
 * Whether a parameter of a query opens a storage to whoever holds it, or belongs to a signature that does: SigV4 by whatever service
 * (`x-amz-`, `x-goog-`, `x-oss-`, `x-tos-`, `x-cos-`), Tencent's (`q-`), SigV2 and older ones, Azure's, Swift's, Backblaze's, those of
 * content networks, bearer tokens.
 */
export const isSecretParameter = ({ name, value }: QueryParameter): boolean =>
  /^(x-[a-z]+-(signature|security-token|credential)|q-(ak|signature)|security-token|(aws|oss)?accesskeyid|googleaccessid|signature|sig|sharedaccesssignature|temp_url_sig|auth_key|authorization|password|api_?key|client_secret|(aws_?)?secret(_?access)?(_?key)?|x-auth-token|(access_|session_)?token)$/.test(
    name,
  ) ||
  // a short one is a word of somebody's own
  (name === 'sign' && /^[\w+/=.~-]{16,}$/.test(value));
