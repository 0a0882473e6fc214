import { dateIn } from './date-in.ts';
import { decodePath } from './uri.ts';
import { element, elements } from './xml.ts';

/** An object as a listing names it. */
export interface ListedObject {
  readonly key: string;
  /** bytes; undefined where it is not said */
  readonly size: number | undefined;
  /** milliseconds since 1970; undefined where it is not said */
  readonly modified: number | undefined;
}

/** One answer to a listing. */
export interface Listing {
  readonly objects: readonly ListedObject[];
  /** prefixes that end in `/` */
  readonly folders: readonly string[];
  /** mark to go on behind this answer; undefined: all has been named */
  readonly next: string | undefined;
  /** more was in the answer than is read of one */
  readonly cut: boolean;
}

/** Objects and folders that are read of one answer, which is as many as S3 ever gives; and buckets, of which it lists as many at once. */
const most = { entries: 1000, buckets: 10_000 } as const;

const sizeIn = (text: string): number | undefined => (/^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined);

/** Reads a listing of a bucket by S3 (version 2), Google or Azure. */
export const readListing = (xml: string): Listing => {
  const azure = xml.includes('<EnumerationResults');
  // S3 encodes keys where it is asked to, because XML cannot carry every character
  const encoded = element(xml, 'EncodingType') === 'url';
  const plain = (text: string): string => (encoded ? decodePath(text.replaceAll('+', ' ')) : text);
  const folders = elements(xml, azure ? 'BlobPrefix' : 'CommonPrefixes', most.entries + 1);
  const objects = elements(xml, azure ? 'Blob' : 'Contents', most.entries + 1 - folders.length);
  const cut = folders.length + objects.length > most.entries;
  return {
    objects: objects.slice(0, Math.max(0, most.entries - folders.length)).map((one) => ({
      key: plain(element(one, azure ? 'Name' : 'Key')),
      size: sizeIn(element(one, azure ? 'Content-Length' : 'Size')),
      modified: dateIn(element(one, azure ? 'Last-Modified' : 'LastModified')),
    })),
    folders: folders.slice(0, most.entries).map((one) => plain(element(one, azure ? 'Name' : 'Prefix'))),
    next: element(xml, azure ? 'NextMarker' : 'NextContinuationToken') || undefined,
    cut,
  };
};

/** Names in a list of buckets or containers. */
export const readBuckets = (xml: string): readonly string[] =>
  elements(xml, xml.includes('<EnumerationResults') ? 'Container' : 'Bucket', most.buckets).map((one) => element(one, 'Name'));
