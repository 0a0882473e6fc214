import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { encodePath } from '#lib/uri.ts';
import { freePort } from '../free-port.ts';
import { smithySigner, unsignedPayload } from '../s3/signature.ts';
import { configuration, keepers, region, user, type ServerName } from './configuration.ts';

/** Whether this machine has OpenStack's swift, as Debian's packages swift-proxy, -account, -container and -object bring it. */
export const hasSwift = [...keepers, 'proxy'].every((name) => existsSync(`/usr/bin/swift-${name}-server`));

/** Swift's S3 API: keys of a user who may do anything, and buckets that any page may read. */
export interface Swift {
  readonly origin: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  readonly putBucket: (bucket: string) => Promise<void>;
  readonly putObject: (bucket: string, key: string, body: string, type?: string) => Promise<void>;
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** Tells who keeps what: one copy on one device. swift-ring-builder needs nine starts of Python for it. */
const makeRings = (folder: string, ports: Readonly<Record<string, number>>): void => {
  const program = `
import json, sys
from swift.common.ring import RingBuilder
for name, port in json.loads(sys.argv[1]).items():
    builder = RingBuilder(1, 1, 0)
    builder.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': port, 'device': 'd1', 'weight': 1.0})
    builder.rebalance()
    builder.get_ring().save(name + '.ring.gz')
`;
  const { status, stderr } = spawnSync('/usr/bin/python3', ['-c', program, JSON.stringify(ports)], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The rings of swift cannot be made: ${stderr}`);
};

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  const connected = once(socket, 'connect').then(
    () => true,
    () => false,
  );
  return connected.finally(() => socket.destroy());
};

const launch = async (folder: string, name: ServerName): Promise<ChildProcess> => {
  const child = spawn(`swift-${name}-server`, [join(folder, `${name}.conf`)], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'spawn');
  return child;
};

const ready = async (child: ChildProcess, name: ServerName, port: number): Promise<void> => {
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries === 900 || child.exitCode !== null) throw new Error(`swift's ${name} server does not start`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Starts swift with s3api on free ports of loopback. Its folder is on a disk: swift keeps facts in extended attributes, which a tmpfs may lack. */
export const startSwift = async (): Promise<Swift> => {
  const folder = await mkdtemp('/var/tmp/swift-');
  await mkdir(join(folder, 'devices', 'd1'), { recursive: true });
  const [account, container, object, proxy] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const ports = { account, container, object, proxy };
  for (const [file, text] of Object.entries(configuration(folder, ports))) await writeFile(join(folder, file), text);
  makeRings(folder, { account, container, object });
  const names = [...keepers, 'proxy'] as const;
  const children = await Promise.all(names.map(async (name) => ({ name, child: await launch(folder, name) })));
  const stop = async (): Promise<void> => {
    const running = children.filter(({ child }) => child.exitCode === null);
    const ended = running.map(({ child }) => once(child, 'exit'));
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(ended);
    await rm(folder, { recursive: true });
  };
  await Promise.all(children.map(({ name, child }) => ready(child, name, ports[name]))).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const origin = `http://127.0.0.1:${proxy}`;
  const put = (path: string, body: string, type = 'text/plain'): Promise<void> => putAt(origin, path, body, type);
  return {
    origin,
    ...user,
    region,
    putBucket: (bucket) => put(`/${bucket}`, ''),
    putObject: (bucket, key, body, type) => put(`/${bucket}/${key}`, body, type),
    stop,
  };
};

const putAt = async (origin: string, path: string, body: string, type: string): Promise<void> => {
  const { host, protocol, hostname } = new URL(origin);
  const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const asked = { method: 'PUT', protocol, hostname, path: encodePath(path), query: {}, headers };
  const signer = smithySigner(user.accessKey, user.secretKey, undefined, region);
  const { query = {} } = await signer.presign(asked, { expiresIn: 900, ...unsignedPayload });
  const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const answer = await fetch(`${origin}${asked.path}?${search.join('&')}`, { method: 'PUT', body, headers: { 'content-type': type } });
  if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
};
