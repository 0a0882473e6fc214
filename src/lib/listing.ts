import { dateIn } from './date-in.ts';
import { decodePath } from './uri.ts';
import { elements } from './xml-elements.ts';
import { element } from './xml.ts';

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
  /** mark to go on behind this answer */
  readonly next: string | undefined;
  /** all has been named; without it and without a mark, the server lists in a way that cannot be gone on with */
  readonly complete: boolean;
}

const sizeIn = (text: string): number | undefined => (/^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined);

/** The same document without CDATA. */
const withoutCdata = (xml: string): string => {
  const [before = '', ...sections] = xml.split('<![CDATA[');
  const escaped = sections.map((section) => {
    const [text = '', ...after] = section.split(']]>');
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;') + after.join(']]>');
  });
  return before + escaped.join('');
};

/**
 * Reads a listing of a bucket by S3 (version 2), Google or Azure. All that is in it, also where a server gives more than it was asked for:
 * its mark goes on behind that.
 */
export const readListing = (document: string): Listing => {
  const xml = withoutCdata(document);
  const azure = xml.includes('<EnumerationResults');
  // S3 encodes keys where it is asked to, because XML cannot carry every character
  const encoded = element(xml, 'EncodingType') === 'url';
  const plain = (text: string): string => (encoded ? decodePath(text.replaceAll('+', ' ')) : text);
  const azureName = (one: string): string => (/<Name\s+Encoded="true"/.test(one) ? decodePath(element(one, 'Name')) : element(one, 'Name'));
  const next = element(xml, azure ? 'NextMarker' : 'NextContinuationToken') || undefined;
  return {
    objects: elements(xml, azure ? 'Blob' : 'Contents').map((one) => ({
      key: azure ? azureName(one) : plain(element(one, 'Key')),
      size: sizeIn(element(one, azure ? 'Content-Length' : 'Size')),
      modified: dateIn(element(one, azure ? 'Last-Modified' : 'LastModified')),
    })),
    folders: elements(xml, azure ? 'BlobPrefix' : 'CommonPrefixes').map((one) => (azure ? azureName(one) : plain(element(one, 'Prefix')))),
    next,
    complete: next === undefined && element(xml, 'IsTruncated') !== 'true',
  };
};

/** Names in a list of buckets or containers. */
export const readBuckets = (xml: string): readonly string[] =>
  elements(xml, xml.includes('<EnumerationResults') ? 'Container' : 'Bucket').map((one) => element(one, 'Name'));
