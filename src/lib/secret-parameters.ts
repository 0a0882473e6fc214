/**
 * Whether a parameter of a query, its name in lower case, opens a storage to whoever holds it, or belongs to a signature that does: SigV4 by
 * whatever service (`x-amz-`, `x-goog-`, `x-oss-`, `x-tos-`, `x-cos-`), Tencent's (`q-`), SigV2 and older ones, Azure's, bearer tokens.
 */
export const isSecretParameter = (name: string): boolean =>
  /^(x-[a-z]+-(signature|security-token|credential)|q-(ak|signature)|security-token|(aws|oss)?accesskeyid|googleaccessid|signature|sig|access_token|token)$/.test(
    name,
  );
