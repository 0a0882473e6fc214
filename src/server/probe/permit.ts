import { isIP } from 'node:net';
import { parsedUrl } from '#lib/parsed-url.ts';
import { isNetwork, networks } from '../addresses.ts';
import { hostOf, type Target } from './target.ts';

/** Not reachable from everywhere (IANA's special-purpose registry), and the one public address behind which Azure keeps its machines' secrets. */
const special = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** The same behind NAT64, which hands an address of this prefix on to the IPv4 address in it. */
const translated = special.map((network) => {
  const [address = '', bits] = network.split('/');
  return `64:ff9b::${address}/${96 + Number(bits)}`;
});

/** IPv6 for everybody, and NAT64; all else is loopback, local, multicast, reserved or an IPv4 address in disguise. */
const isGlobal = networks(['2000::/3', '64:ff9b::/96']);
/** Of these: IETF protocols (Teredo is one), documentation, 6to4. */
const isSpecial = networks([...special, ...translated, '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Whether an address is one that anybody on the internet could ask as well. */
export const isPublic = (address: string): boolean => !isSpecial(address) && (isIP(address) === 4 || isGlobal(address));

/** A host of PROBE_ALLOW as a target has it. */
const listed = (entry: string): Pick<Target, 'host'> & { readonly port: string } => {
  const [, name = '', port = ''] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
  const url = `http://${name}`;
  const parsed = parsedUrl(url);
  return { host: parsed === undefined ? '' : hostOf(parsed), port };
};

/** Whether PROBE_ALLOW names the host as it was typed, whatever it resolves to. */
const isNamed = (allow: readonly string[], target: Target): boolean =>
  allow
    .filter((entry) => !isNetwork(entry))
    .map(listed)
    .some(({ host, port }) => host === target.host && (port === '' || Number(port) === target.port));

/** Whether the addresses of a target may be asked: its host is listed, or each of them is public or in a listed network. */
export const isAllowed = (allow: readonly string[], target: Target, addresses: readonly string[]): boolean => {
  if (isNamed(allow, target)) return true;
  const isListed = networks(allow.filter(isNetwork));
  return addresses.every((address) => isPublic(address) || isListed(address));
};

/** The entry of PROBE_ALLOW that allows a target. */
export const entryFor = ({ host, port }: Target): string => `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
