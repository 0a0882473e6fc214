import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** PEM of both; the certificate is followed by that of the authority that issued it. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const day = 24 * 60 * 60 * 1000;

/** A value in DER: tag, length, content. */
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(6, Buffer.from(hex, 'hex'));
const time = (ms: number): Buffer => der(0x17, Buffer.from(`${new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = (name: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));

const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), der(4, value));
const altName = (name: string): Buffer =>
  isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
const altNames = (names: readonly string[]): Buffer => extension('551d11', sequence(...names.map(altName)));
const isAuthority = sequence(oid('551d13'), der(1, Buffer.from([255])), der(4, sequence(der(1, Buffer.from([255])))));

const pem = (content: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(content.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

interface Issuer {
  readonly name: string;
  readonly key: KeyObject;
}

/** From and to, milliseconds since 1970. */
type Period = readonly [from: number, to: number];
const thisMonth = (): Period => [Date.now() - day, Date.now() + 30 * day];
const lastMonth = (): Period => [Date.now() - 30 * day, Date.now() - day];

const makeKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const makeCertificate = (subject: string, publicKey: KeyObject, [from, to]: Period, extensions: Buffer, issuer: Issuer): string => {
  const content = sequence(
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    commonName(issuer.name),
    sequence(time(from), time(to)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extensions)),
  );
  return pem(sequence(content, ecdsaWithSha256, der(3, Buffer.from([0]), sign('sha256', content, issuer.key))));
};

const keyText = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const signedByItself = (period: Period): Certificate => {
  const { privateKey, publicKey } = makeKeys();
  const name = 'ClearML of the tests';
  const names = altNames(['localhost', '127.0.0.1']);
  return { key: keyText(privateKey), cert: makeCertificate(name, publicKey, period, names, { name, key: privateKey }) };
};

/** A certificate for localhost and 127.0.0.1 that nobody trusts who was not told to. */
export const selfSigned = (): Certificate => signedByItself(thisMonth());

/** The same, of last month. */
export const expired = (): Certificate => signedByItself(lastMonth());

/** Who issues certificates that a browser or a server of the tests was told to trust. */
export interface Authority {
  /** its own, PEM */
  readonly cert: string;
  /** SHA-256 of its public key, base64 */
  readonly keyHash: string;
  /** A certificate for these names (`*.example` too) and addresses. */
  readonly issue: (names: readonly string[]) => Certificate;
  /** The same, of last month. */
  readonly issueExpired: (names: readonly string[]) => Certificate;
}

export const makeAuthority = (): Authority => {
  const { privateKey, publicKey } = makeKeys();
  const own: Issuer = { name: `Authority of the tests ${randomBytes(4).toString('hex')}`, key: privateKey };
  const cert = makeCertificate(own.name, publicKey, thisMonth(), isAuthority, own);
  const issue = (names: readonly string[], period: Period): Certificate => {
    const keys = makeKeys();
    const leaf = makeCertificate('Server of the tests', keys.publicKey, period, altNames(names), own);
    return { key: keyText(keys.privateKey), cert: leaf + cert };
  };
  return {
    cert,
    keyHash: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64'),
    issue: (names) => issue(names, thisMonth()),
    issueExpired: (names) => issue(names, lastMonth()),
  };
};
