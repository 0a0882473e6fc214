import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { encodePath } from '#lib/uri.ts';
import { askAt } from '../ask-at.ts';
import type { Authority } from '../upstream/certificates.ts';
import { accountSas, containerSas, type Account, type SasOptions } from './sas.ts';

/** One rule of a storage account's CORS. */
export interface AzureCorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers?: readonly string[];
  readonly exposed?: readonly string[];
  readonly seconds?: number;
}

/** Azure Blob Storage by Microsoft's emulator, over https at `<account>.blob.core.windows.net`. */
export interface Azurite {
  /** host:port, where that name is to lead */
  readonly host: string;
  readonly account: string;
  readonly origin: string;
  /** of the account, base64 */
  readonly key: string;
  readonly putContainer: (container: string) => Promise<void>;
  readonly putBlob: (container: string, name: string, body: string | Uint8Array, type: string) => Promise<void>;
  /** Replaces the rules of the account, which has none at first. */
  readonly setCors: (rules: readonly AzureCorsRule[]) => Promise<void>;
  readonly accountSas: (options?: SasOptions) => string;
  readonly containerSas: (container: string, options?: SasOptions) => string;
  /** Ends it; it keeps nothing. */
  readonly stop: () => Promise<void>;
}

const program = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js');

/** Starts azurite on a free port of loopback with a certificate of this authority, once it listens. */
export const startAzurite = async (authority: Authority, name = 'acct'): Promise<Azurite> => {
  const account: Account = { name, key: Buffer.from('key of the tests'.repeat(4)).toString('base64') };
  const { host, stop } = await launch(authority, account);
  const origin = `https://${name}.blob.core.windows.net`;
  const put = async (path: string, query: string, headers: Record<string, string> = {}, body: string | Uint8Array = ''): Promise<void> => {
    const url = `${origin}${encodePath(path)}?${query}&${accountSas(account, { permissions: 'rwlac' })}`;
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const answer = await askAt(host, url, { method: 'PUT', headers: { ...headers, ...length }, body, ca: authority.cert });
    if (answer.status >= 300) throw new Error(`PUT ${path}: ${answer.status} ${answer.body}`);
  };
  return {
    host,
    account: name,
    origin,
    key: account.key,
    putContainer: (container) => put(`/${container}`, 'restype=container'),
    putBlob: (container, blob, body, type) =>
      put(`/${container}/${blob}`, '', { 'x-ms-blob-type': 'BlockBlob', 'content-type': type }, body),
    setCors: (rules) => put('/', 'restype=service&comp=properties', { 'content-type': 'application/xml' }, corsDocument(rules)),
    accountSas: (options) => accountSas(account, options),
    containerSas: (container, options) => containerSas(account, container, options),
    stop,
  };
};

const corsDocument = (rules: readonly AzureCorsRule[]): string => {
  const rule = ({ origins, methods, headers = [], exposed = [], seconds = 0 }: AzureCorsRule): string =>
    `<CorsRule><AllowedOrigins>${origins.join(',')}</AllowedOrigins><AllowedMethods>${methods.join(',')}</AllowedMethods>` +
    `<AllowedHeaders>${headers.join(',')}</AllowedHeaders><ExposedHeaders>${exposed.join(',')}</ExposedHeaders>` +
    `<MaxAgeInSeconds>${seconds}</MaxAgeInSeconds></CorsRule>`;
  return `<?xml version="1.0" encoding="utf-8"?><StorageServiceProperties><Cors>${rules.map(rule).join('')}</Cors></StorageServiceProperties>`;
};

const launch = async (authority: Authority, { name, key }: Account): Promise<Pick<Azurite, 'host' | 'stop'>> => {
  const folder = await mkdtemp(join(tmpdir(), 'azurite-'));
  const tls = authority.issue([`${name}.blob.core.windows.net`]);
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await writeFile(certFile, tls.cert);
  await writeFile(keyFile, tls.key);
  const args = [
    program,
    '--inMemoryPersistence',
    '--silent',
    '--disableTelemetry',
    '--blobPort',
    '0',
    '--cert',
    certFile,
    '--key',
    keyFile,
  ];
  const env = { PATH: process.env['PATH'], AZURITE_ACCOUNTS: `${name}:${key}` };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true });
  };
  const said: string[] = [];
  child.stderr.on('data', (part: Buffer) => void said.push(part.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    const [, host] = /listens on https:\/\/(\S+)/.exec(line) ?? [];
    if (host !== undefined) {
      child.stdout.resume();
      return { host, stop };
    }
    said.push(line);
  }
  await stop();
  throw new Error(`azurite ended: ${said.join('\n')}`);
};
