import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignatureV4 } from '@smithy/signature-v4';

export interface S3Object {
  readonly type: string;
  readonly body: string | Uint8Array;
}

export interface S3Options {
  readonly accessKey?: string;
  readonly secretKey?: string;
  /** the session token that must come along; without it none is asked for */
  readonly sessionToken?: string;
  readonly region?: string;
  /** bucket → key → object */
  readonly buckets?: Readonly<Record<string, Readonly<Record<string, S3Object>>>>;
}

/** What a test can switch while the server runs. */
export interface S3Faults {
  /** answers name no origin, so that a page may not read them */
  noCors: boolean;
  /** how far the server's clock is ahead, milliseconds */
  ahead: number;
  /** the keys are right but may not list buckets */
  noListing: boolean;
  /** the keys are right but may not read objects */
  noReading: boolean;
}

export interface S3Server {
  readonly origin: string;
  /** host:port */
  readonly host: string;
  readonly faults: S3Faults;
  /** what was asked for, in order: method, path and query as they came */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** A path-style S3 server on loopback that recomputes every presigned request with @smithy/signature-v4 and refuses what does not match. */
export const startS3 = async (options: S3Options = {}): Promise<S3Server> => {
  const rules = { accessKey: 'AKIDEXAMPLE', secretKey: 'secret/of+example', region: 'us-east-1', buckets: {}, ...options };
  const faults: S3Faults = { noCors: false, ahead: 0, noListing: false, noReading: false };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    void answer(request, rules, faults).then((sent) => send(response, sent, faults));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { origin: `http://${host}`, host, faults, requests, close };
};

type Rules = Required<Omit<S3Options, 'sessionToken'>> & Pick<S3Options, 'sessionToken'>;

interface Sent {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly disposition?: string | undefined;
}

const refused = (status: number, code: string, message = code, more = ''): Sent => ({
  status,
  type: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`,
});

const answer = async (request: IncomingMessage, rules: Rules, faults: S3Faults): Promise<Sent> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405, 'MethodNotAllowed');
  const [path = '/', search = ''] = (request.url ?? '/').split('?', 2);
  const query = Object.fromEntries(search.split('&').map((pair) => pair.split('=', 2).map(decodeURIComponent))) as Record<string, string>; // pairs of text
  return (await refusal(request, path, query, rules, faults)) ?? found(path, query, rules, faults);
};

/** The checks of S3 in its order: key, region, time, session token, signature. */
const refusal = async (
  request: IncomingMessage,
  path: string,
  query: Record<string, string>,
  rules: Rules,
  faults: S3Faults,
): Promise<Sent | undefined> => {
  const [accessKey, , region = ''] = (query['X-Amz-Credential'] ?? '').split('/');
  if (query['X-Amz-Signature'] === undefined) return refused(403, 'AccessDenied', 'Access Denied');
  if (accessKey !== rules.accessKey) return refused(403, 'InvalidAccessKeyId');
  if (region !== rules.region) {
    const message = `Error parsing the X-Amz-Credential parameter; the region '${region}' is wrong; expecting '${rules.region}'`;
    return refused(400, 'AuthorizationQueryParametersError', message, `<Region>${rules.region}</Region>`);
  }
  const start = Date.parse((query['X-Amz-Date'] ?? '').replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const now = Date.now() + faults.ahead;
  const serverTime = `<ServerTime>${new Date(now).toISOString()}</ServerTime>`;
  if (now > start + Number(query['X-Amz-Expires']) * 1000) return refused(403, 'AccessDenied', 'Request has expired', serverTime);
  if (start > now + 15 * 60_000) return refused(403, 'AccessDenied', 'Request is not yet valid', serverTime);
  if (query['X-Amz-Security-Token'] !== rules.sessionToken) return refused(403, 'InvalidToken');
  const expected = await signature(request, path, query, rules, new Date(start));
  return query['X-Amz-Signature'] === expected ? undefined : refused(403, 'SignatureDoesNotMatch');
};

const found = (path: string, query: Record<string, string>, rules: Rules, faults: S3Faults): Sent => {
  const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(path)) ?? [];
  const bucket = rules.buckets[name];
  if (bucket === undefined) return refused(404, 'NoSuchBucket');
  if (key === '') {
    if (faults.noListing) return refused(403, 'AccessDenied', 'Access Denied');
    const keys = Object.keys(bucket)
      .toSorted()
      .slice(0, Number(query['max-keys'] ?? 1000));
    const contents = keys.map((one) => `<Contents><Key>${escapeXml(one)}</Key></Contents>`).join('');
    return { status: 200, type: 'application/xml', body: `<ListBucketResult><Name>${name}</Name>${contents}</ListBucketResult>` };
  }
  if (faults.noReading) return refused(403, 'AccessDenied', 'Access Denied');
  const object = bucket[key];
  return object === undefined ? refused(404, 'NoSuchKey') : { status: 200, ...object, disposition: query['response-content-disposition'] };
};

const send = (response: ServerResponse, sent: Sent, faults: S3Faults): void => {
  response.writeHead(sent.status, {
    'Content-Type': sent.type,
    ...(sent.disposition === undefined ? {} : { 'Content-Disposition': sent.disposition }),
    ...(faults.noCors ? {} : { 'Access-Control-Allow-Origin': '*' }),
  });
  response.end(sent.body);
};

const signature = async (
  request: IncomingMessage,
  path: string,
  query: Record<string, string>,
  rules: Rules,
  signingDate: Date,
): Promise<string> => {
  const rest = Object.entries(query).filter(
    ([name]) => !/^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)$/.test(name),
  );
  const signer = smithySigner(rules.accessKey, rules.secretKey, rules.sessionToken, rules.region);
  const signed = await signer.presign(
    {
      method: request.method ?? 'GET',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path,
      query: Object.fromEntries(rest),
      headers: { host: request.headers.host ?? '', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    },
    { signingDate, expiresIn: Number(query['X-Amz-Expires']), ...unsignedPayload },
  );
  return String(signed.query?.['X-Amz-Signature']);
};

/** Keeps `x-amz-content-sha256` as the mark of an unsigned payload: neither moved to the query nor signed. */
export const unsignedPayload = {
  unhoistableHeaders: new Set(['x-amz-content-sha256']),
  unsignableHeaders: new Set(['x-amz-content-sha256']),
};

/** The signer of the AWS SDK, which takes the path as it is sent. */
export const smithySigner = (accessKeyId: string, secretAccessKey: string, sessionToken: string | undefined, region: string): SignatureV4 =>
  new SignatureV4({
    service: 's3',
    region,
    uriEscapePath: false,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    sha256: NodeSha256,
  });

class NodeSha256 {
  private readonly hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', typeof secret === 'string' ? secret : bytes(secret));
  }
  update(data: Uint8Array): void {
    this.hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }
  reset(): void {}
}

const bytes = (source: ArrayBuffer | ArrayBufferView): Uint8Array =>
  source instanceof ArrayBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
