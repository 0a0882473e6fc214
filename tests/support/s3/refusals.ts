import type { Asked, Rules, Sent } from './types.ts';
import { document, tag } from './xml.ts';

/** Errors with the status and the words of S3. Sources: its list of error codes, MinIO's `cmd/api-errors.go`, Aliyun's for the last. */
const errors = {
  AccessDenied: [403, 'Access Denied'],
  AccessForbidden: [403, 'CORSResponse: This CORS request is not allowed.'],
  AuthorizationHeaderMalformed: [400, 'The authorization header is malformed; the region is wrong.'],
  AuthorizationQueryParametersError: [400, 'Query-string authentication version 4 requires the X-Amz-Algorithm and other parameters.'],
  BadRequest: [400, 'Insufficient information. Origin request header needed.'],
  ExpiredToken: [400, 'The provided token has expired.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid Argument'],
  InvalidRange: [416, 'The requested range is not satisfiable'],
  InvalidToken: [400, 'The provided token is malformed or otherwise invalid.'],
  InvalidTokenId: [403, 'The security token included in the request is invalid'],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  PermanentRedirect: [
    301,
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
  ],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  ServiceUnavailable: [503, 'Service is unable to handle request.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
  SlowDown: [503, 'Please reduce your request rate.'],
  SecondLevelDomainForbidden: [403, 'The bucket you are attempting to access must be addressed using OSS third level domain.'],
} as const satisfies Record<string, readonly [number, string]>;

export type Code = keyof typeof errors;

interface Particulars {
  readonly message?: string;
  /** further elements of the document */
  readonly more?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error as S3 answers it. HEAD has no body: there MinIO names the code in a header, and AWS not at all. */
export const refused = (
  { kind }: Rules,
  { method, bucket, key }: Asked,
  code: Code,
  { message = errors[code][1], more = '', headers = {} }: Particulars = {},
): Sent => {
  const names = (bucket === '' ? '' : tag('BucketName', bucket)) + (key === '' ? '' : tag('Key', key));
  const content = tag('Code', code) + tag('Message', message) + names + more + tag('RequestId', '4442587FB7D0A2F9') + tag('HostId', 'test');
  const inHeaders = method === 'HEAD' && kind === 'minio' ? { 'x-minio-error-code': code, 'x-minio-error-desc': `"${message}"` } : {};
  return {
    status: errors[code][0],
    headers: { 'Content-Type': 'application/xml', ...inHeaders, ...headers },
    body: document('Error', content),
  };
};
