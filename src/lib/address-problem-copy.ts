import type { AddressProblem } from './storage-address.ts';

/** What is wrong with an address, and what to do. */
export const addressProblemCopy = {
  unknown_scheme: 'It has to begin with s3://, gs://, azure://, https:// or http://.',
  user_info:
    'It carries a name or a password before its host. Such an address is not opened: it may look like another host than it is. Leave that out; keys belong in a row of Web App Cloud Access.',
  no_bucket: 'It names an object but no bucket.',
  bad_bucket: 'No bucket has such a name.',
  dot_segments: 'Browsers cannot ask for a path with . or .. between slashes.',
  not_azure: 'An azure:// address has the host of a storage account: azure://account.blob.core.windows.net/container/blob.',
  bad_host: 'Its host cannot be read.',
} as const satisfies Record<AddressProblem, string>;
