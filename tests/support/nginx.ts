import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import type { Certificate } from './upstream/certificates.ts';

const docs = join(import.meta.dirname, '../../docs');
const folders = ['/usr/sbin', '/usr/local/sbin', ...(process.env['PATH'] ?? '').split(delimiter)];
const program = folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));

/** Whether this machine has nginx. */
export const hasNginx = program !== undefined;

export interface Nginx {
  readonly port: number;
  readonly origin: string;
  /** the access log so far: method, path, status of every request */
  readonly accessLog: () => Promise<string>;
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** A whole configuration around what stands in its `http` block; everything that nginx writes is in its folder. */
const configuration = (folder: string, http: string): string => `
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log stderr notice;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types;
  log_format short '$request_method $request_uri $status';
  access_log ${folder}/access.log short;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  ${http}
}
`;

/** Starts nginx with what `sitesAt` makes of its port, else of a free one, and of its folder for its `http` block, once it listens. */
const startSites = async (sitesAt: (port: number, folder: string) => string | Promise<string>, wanted?: string): Promise<Nginx> => {
  if (program === undefined) throw new Error('nginx is not installed');
  const port = Number(wanted ?? (await freePort()));
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(folder, await sitesAt(port, folder)));
  const child = spawn(program, ['-p', folder, '-c', file, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  };
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes('start worker process ')) {
      child.stderr.resume();
      return { port, origin: `http://127.0.0.1:${port}`, accessLog: () => readFile(join(folder, 'access.log'), 'utf8'), stop };
    }
    said.push(line);
  }
  await stop();
  throw new Error(`nginx ended: ${said.join('\n')}`);
};

/** Starts nginx on a free port of loopback with these directives in its `server` block, once it listens. */
export const startNginx = (server: string): Promise<Nginx> => startSites((port) => `server { listen 127.0.0.1:${port}; ${server} }`);

/** One of the documented examples, with these addresses in place of its own. */
export const example = async (file: string, replaced: Readonly<Record<string, string>>): Promise<string> => {
  const text = await readFile(join(docs, file), 'utf8');
  return Object.entries(replaced).reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`${file} does not mention ${from}`);
    return result.replaceAll(from, to);
  }, text);
};

/** nginx in front of processes at these ports, as documented: each gets calls in turn. Without a certificate it speaks plain HTTP. */
export const startBalancer = async (
  ports: readonly [number, number],
  { port: wanted, certificate }: { readonly port?: string | undefined; readonly certificate?: Certificate } = {},
): Promise<Nginx> => {
  const [listens, pem, key] = ['listen 443 ssl http2;', '/etc/ssl/profile.example.pem', '/etc/ssl/profile.example.key'];
  const text = await example('nginx-processes.conf', {
    '127.0.0.1:8080': `127.0.0.1:${ports[0]}`,
    '127.0.0.1:8081': `127.0.0.1:${ports[1]}`,
    'server_name profile.example;': '',
    ...(certificate === undefined && { [listens]: 'listen 443;', [`ssl_certificate ${pem};`]: '', [`ssl_certificate_key ${key};`]: '' }),
  });
  return startSites(async (port, folder) => {
    const files = { [pem]: join(folder, 'pem'), [key]: join(folder, 'key') };
    if (certificate !== undefined)
      await Promise.all([writeFile(join(folder, 'pem'), certificate.cert), writeFile(join(folder, 'key'), certificate.key)]);
    return Object.entries(files).reduce(
      (site, [from, to]) => site.replace(from, to),
      text.replace('listen 443', `listen 127.0.0.1:${port}`),
    );
  }, wanted);
};
