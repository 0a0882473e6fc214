import { userInfo } from 'node:os';

/** Swift's servers that keep things. */
export const keepers = ['account', 'container', 'object'] as const;
export type ServerName = (typeof keepers)[number] | 'proxy';

export const user = { accessKey: 'test:tester', secretKey: 'testing/of+swift' } as const;
export const region = 'eu-local';

const hash = `[swift-hash]
swift_hash_path_suffix = tests
swift_hash_path_prefix = tests
[storage-policy:0]
name = only
default = yes
`;

const common = (folder: string, port: number): string => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${folder}/devices
mount_check = false
log_address = ${folder}/log
`;

const keeper = (name: string): string => `[pipeline:main]
pipeline = ${name}-server
[app:${name}-server]
use = egg:swift#${name}
`;

/** What a request passes in the proxy; its cache is nowhere, which it puts up with. */
const filters = {
  catch_errors: 'use = egg:swift#catch_errors',
  gatekeeper: 'use = egg:swift#gatekeeper',
  cache: 'use = egg:swift#memcache\nmemcache_servers = 127.0.0.1:1',
  listing_formats: 'use = egg:swift#listing_formats',
  s3api: `use = egg:swift#s3api\nlocation = ${region}\ncors_preflight_allow_origin = *`,
  tempauth: `use = egg:swift#tempauth\nuser_${user.accessKey.replace(':', '_')} = ${user.secretKey} .admin`,
  slo: 'use = egg:swift#slo',
};

const proxy = `cors_allow_origin = *
[pipeline:main]
pipeline = ${Object.keys(filters).join(' ')} proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
${Object.entries(filters)
  .map(([name, lines]) => `[filter:${name}]\n${lines}\n`)
  .join('')}`;

/** All files of a swift that lives in this folder, by name. */
export const configuration = (folder: string, ports: Readonly<Record<ServerName, number>>): Record<string, string> => ({
  'swift.conf': hash,
  ...Object.fromEntries(keepers.map((name) => [`${name}.conf`, common(folder, ports[name]) + keeper(name)])),
  'proxy.conf': common(folder, ports.proxy) + proxy,
});
