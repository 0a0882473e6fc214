import type { QueryParameter } from './query-parameters.ts';

/** Names in lower case, by who gives them. */
const names = [
  // SigV4 by whatever service: x-amz-, x-goog-, x-oss-, x-tos-, x-cos-
  'x-[a-z]+-(signature|security-token|credential)',
  // SigV2 and older ones
  'security-token|googleaccessid|signature',
  // Tencent
  'q-(ak|signature)',
  // Azure
  'sig|sas|sas_token|sharedaccesssignature|account_?key',
  // Swift and Backblaze
  'temp_url_sig|x-auth-token|authorization',
  // content networks
  'auth_key|hdnea|hdnts|__token__',
  // bearer tokens
  '(access_|refresh_|session_|id_)?token|jwt',
  // keys and passwords under their own names
  '(aws_?|oss)?access_?key(_?id)?|(aws_?)?secret(_?access)?(_?key)?|client_secret',
  '(x-)?api[_-]?key|password|passwd|pwd',
];
const isSecretName = new RegExp(`^(${names.join('|')})$`);

/** Whether a parameter of a query opens a storage to whoever holds it, or belongs to a signature that does. */
export const isSecretParameter = ({ name, value }: QueryParameter): boolean =>
  isSecretName.test(name) ||
  // a short one is a word of somebody's own
  (name === 'sign' && /^[\w+/=.~-]{16,}$/.test(value));
