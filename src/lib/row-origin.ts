import { providerOf, readEndpoint } from './storage-endpoint.ts';

/** Where the requests of a row go. AWS has no host of its own in a row: it follows from the region, whichever of its names stands there. */
export const rowOrigin = (host: string, region: string): string => {
  if (providerOf(host) === 'aws') return `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const endpoint = readEndpoint(host);
  if (endpoint === undefined) throw new Error('A row whose host cannot be read');
  return endpoint.origin;
};
