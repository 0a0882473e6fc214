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

/** Where to go on behind an answer: the parameter of the next request, by the version of the listing that was answered. Azure's is a `marker` too. */
export type ListMark = { readonly 'continuation-token': string } | { readonly marker: string };

/** One answer to a listing. */
export interface Listing {
  readonly objects: readonly ListedObject[];
  /** prefixes that end in `/` */
  readonly folders: readonly string[];
  readonly next: ListMark | undefined;
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
 * Reads a listing of a bucket by S3 (version 2, or 1 where a server knows no other), Google or Azure. All that is in it, also where a server gives more than it was asked for:
 * its mark goes on behind that.
 */
export const readListing = (document: string): Listing => {
  const xml = withoutCdata(document);
  const azure = xml.includes('<EnumerationResults');
  // S3 encodes keys where it is asked to, because XML cannot carry every character
  const encoded = element(xml, 'EncodingType') === 'url';
  const plain = (text: string): string => (encoded ? decodePath(text.replaceAll('+', ' ')) : text);
  const azureName = (one: string): string => (/<Name\s+Encoded="true"/.test(one) ? decodePath(element(one, 'Name')) : element(one, 'Name'));
  const next = azure ? markerIn(element(xml, 'NextMarker')) : nextIn(xml, plain);
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

const markerIn = (marker: string): ListMark | undefined => (marker === '' ? undefined : { marker });

/** Version 1 says `Marker`, and needs no `NextMarker`: then the last name of the answer stands for it. */
const nextIn = (xml: string, plain: (text: string) => string): ListMark | undefined => {
  const token = element(xml, 'NextContinuationToken');
  if (token !== '') return { 'continuation-token': token };
  if (element(xml, 'IsTruncated') !== 'true' || xml.includes('<KeyCount>')) return undefined;
  const marker = plain(element(xml, 'NextMarker'));
  if (marker !== '' || !/<Marker[\s/>]/.test(xml)) return markerIn(marker);
  const last = [
    elements(xml, 'Contents').map((one) => element(one, 'Key')),
    elements(xml, 'CommonPrefixes').map((one) => element(one, 'Prefix')),
  ];
  return markerIn(last.map((names) => plain(names.at(-1) ?? '')).reduce((one, other) => (one > other ? one : other)));
};

/** Names in a list of buckets or containers. */
export const readBuckets = (xml: string): readonly string[] =>
  elements(xml, xml.includes('<EnumerationResults') ? 'Container' : 'Bucket').map((one) => element(one, 'Name'));
