import { parsedUrl } from './parsed-url.ts';
import { isLoopback } from './private-host.ts';

/** Where a row's requests go. */
export interface Endpoint {
  readonly protocol: 'http:' | 'https:';
  /** lower case, IDN as punycode, with its port unless that is the scheme's own */
  readonly host: string;
  readonly origin: string;
}

/** Kinds of storage that differ in how they are addressed or signed. */
export type Provider = 'aws' | 'azure' | 'google' | 's3';

/**
 * Reads `host`, `host:port` or an origin. Without a scheme it is https, but http with a port other than 443, as ClearML reads it.
 * Answers undefined for anything more than an origin (a path, a query, user-info), and for a name with characters that no host has: an
 * origin may be put into a command as it is.
 */
export const readEndpoint = (text: string): Endpoint | undefined => {
  const [, scheme, rest] = /^(?:(https?):\/\/)?([^/]+)\/?$/i.exec(text) ?? [];
  if (rest === undefined || /[\s@\\?#%]/.test(rest)) return undefined;
  const port = /:(\d+)$/.exec(rest)?.[1];
  const protocol = scheme?.toLowerCase() ?? (port === undefined || port === '443' ? 'https' : 'http');
  const origin = `${protocol}://${rest}`;
  const url = parsedUrl(origin);
  if (url === undefined || !/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d+)?$/.test(url.host)) return undefined;
  return { protocol: url.protocol === 'http:' ? 'http:' : 'https:', host: url.host, origin: url.origin };
};

/** The host with its port, the scheme's own too: that is how ClearML tells a host from a bucket. */
export const hostWithPort = ({ protocol, host }: Pick<Endpoint, 'protocol' | 'host'>): string =>
  /:\d+$/.test(host) ? host : `${host}${protocol === 'https:' ? ':443' : ':80'}`;

/** True for an address in numbers, which has no names below it. */
export const isNumeric = (host: string): boolean => /(\.\d+|\])(:\d+)?$/.test(readEndpoint(host)?.host ?? '');

/** True for a storage account of Azure's public, US government and Chinese clouds, written with or without scheme. */
export const isAzureHost = (host: string): boolean =>
  /^[a-z0-9]{3,24}\.blob\.core\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/.test(readEndpoint(host)?.host ?? '');

/** What a host of AWS says: the bucket before it, and its region; undefined for other hosts. */
export const readAwsHost = (host: string): { readonly bucket?: string; readonly region?: string } | undefined => {
  const [, bucket, name] =
    /^(?:(.+?)\.)?(s3(?:[.-][a-z0-9-]+)?(?:\.[a-z0-9-]+)?)\.amazonaws\.com(?:\.cn)?$/.exec(readEndpoint(host)?.host ?? '') ?? [];
  if (name === undefined) return undefined;
  const region = /[.-]([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(name)?.[1];
  return { ...(bucket === undefined ? {} : { bucket }), ...(region === undefined ? {} : { region }) };
};

const isAwsHost = (host: string): boolean => {
  const aws = readAwsHost(host);
  return aws !== undefined && aws.bucket === undefined;
};

/** The endpoints of services that answer only with the bucket before their host: Aliyun OSS, Tencent COS, Volcengine TOS. What else lies below their domains may be a customer's. */
const virtualOnly = String.raw`(?:s3\.)?oss-[a-z0-9-]+\.aliyuncs\.com|cos\.[a-z0-9-]+\.myqcloud\.com|tos-[a-z0-9-]+\.i?volces\.com`;
const virtualOnlyHost = new RegExp(`^(?:${virtualOnly})$`);
const bucketBefore = new RegExp(String.raw`^([a-z0-9][a-z0-9._-]{2,}?)\.(${virtualOnly}|storage\.googleapis\.com)$`);

const isVirtualOnly = (host: string): boolean => virtualOnlyHost.test(readEndpoint(host)?.host ?? '');

/** True where a bucket stands before the host unless it is told otherwise. */
export const hasVirtualHosts = (host: string): boolean => isAwsHost(host) || isVirtualOnly(host);

/** A host with the bucket before it, at services other than AWS that are read so: Aliyun, Tencent, Volcengine, Google; undefined for other hosts. */
export const readVirtualHost = (host: string): { readonly bucket: string; readonly host: string } | undefined => {
  const { protocol, host: name = '' } = readEndpoint(host) ?? {};
  const [, bucket, rest] = bucketBefore.exec(name) ?? [];
  return bucket === undefined || rest === undefined ? undefined : { bucket, host: `${protocol}//${rest}` };
};

/** The region that a host of AWS names, such as `s3.eu-west-1.amazonaws.com`. */
export const regionOfHost = (host: string): string | undefined => readAwsHost(host)?.region;

/** The kind of storage behind a row's host; empty is AWS, an unknown host speaks S3. */
export const providerOf = (host: string): Provider => {
  if (host === '' || isAwsHost(host)) return 'aws';
  if (isAzureHost(host)) return 'azure';
  return readEndpoint(host)?.host === 'storage.googleapis.com' ? 'google' : 's3';
};

/** The region that signs where a row names none: its host's, `auto` at Google, else AWS's first, which S3 servers of one's own take too. */
export const usualRegion = (host: string): string => regionOfHost(host) ?? (providerOf(host) === 'google' ? 'auto' : 'us-east-1');

/** True where a browser refuses the request before sending it: plain http from an https page, loopback excepted. */
export const isMixedContent = (host: string, pageProtocol: string): boolean => {
  const endpoint = readEndpoint(host);
  if (pageProtocol !== 'https:' || endpoint?.protocol !== 'http:') return false;
  return !isLoopback(new URL(endpoint.origin).hostname);
};
