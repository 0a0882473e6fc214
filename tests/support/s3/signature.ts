import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Asked, Rules } from './types.ts';

/** The signature that the AWS SDK puts on this request. */
export const signatureOf = async (
  { method, host, path, query }: Asked,
  rules: Rules,
  region: string,
  signingDate: Date,
): Promise<string> => {
  const rest = Object.entries(query).filter(
    ([name]) => !/^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)$/.test(name),
  );
  const signed = await smithySigner(rules.accessKey, rules.secretKey, rules.sessionToken, region).presign(
    {
      method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path,
      query: Object.fromEntries(rest),
      headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
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
