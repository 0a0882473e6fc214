import { decodePath } from './uri.ts';
import { element, elements } from './xml.ts';

/** An object as a listing names it. */
export interface ListedObject {
  readonly key: string;
  /** bytes */
  readonly size: number;
  /** milliseconds since 1970; NaN where it is not said */
  readonly modified: number;
}

/** One answer to a listing. */
export interface Listing {
  readonly objects: readonly ListedObject[];
  /** prefixes that end in `/` */
  readonly folders: readonly string[];
  /** mark to go on behind this answer; undefined: all has been named */
  readonly next: string | undefined;
}

/** Reads a listing of a bucket by S3 (version 2), Google or Azure. */
export const readListing = (xml: string): Listing => {
  const azure = xml.includes('<EnumerationResults');
  // S3 encodes keys where it is asked to, because XML cannot carry every character
  const plain = (text: string): string => (element(xml, 'EncodingType') === 'url' ? decodePath(text.replaceAll('+', ' ')) : text);
  const folders = elements(xml, azure ? 'BlobPrefix' : 'CommonPrefixes');
  return {
    objects: elements(xml, azure ? 'Blob' : 'Contents').map((one) => ({
      key: plain(element(one, azure ? 'Name' : 'Key')),
      size: Number(element(one, azure ? 'Content-Length' : 'Size')),
      modified: Date.parse(element(one, azure ? 'Last-Modified' : 'LastModified')),
    })),
    folders: folders.map((one) => plain(element(one, azure ? 'Name' : 'Prefix'))),
    next: element(xml, azure ? 'NextMarker' : 'NextContinuationToken') || undefined,
  };
};

/** Names in a list of buckets or containers. */
export const readBuckets = (xml: string): readonly string[] =>
  elements(xml, xml.includes('<EnumerationResults') ? 'Container' : 'Bucket').map((one) => element(one, 'Name'));
