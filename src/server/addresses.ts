import { BlockList, isIP } from 'node:net';
import { parsedUrl } from '#lib/parsed-url.ts';

/** What a connection comes from, as far as configured proxies may tell. */
export interface Origin {
  /** of the client, canonical */
  readonly address: string;
  readonly https: boolean;
}

/** Two bytes of an IPv4 address from a group of an IPv6 address. */
const bytesOf = (group: string): string => `${Number.parseInt(group, 16) >> 8}.${Number.parseInt(group, 16) & 255}`;

/**
 * The one spelling of an address, of which IPv6 has many; without a zone, which says at which socket it arrived. `::ffff:10.0.0.1` is 10.0.0.1 that
 * arrived at an IPv6 socket. Anything else is left as it is.
 */
export const canonical = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const spelled = parsedUrl(`http://[${address.replace(/%.*$/, '')}]/`)?.hostname.slice(1, -1) ?? address;
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(spelled) ?? [];
  return high === undefined || low === undefined ? spelled : `${bytesOf(high)}.${bytesOf(low)}`;
};

/** What limits count a canonical address by: an IPv4 address itself, of an IPv6 address the /64, which is the least that one customer gets. */
export const networkOf = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const [left = [], right = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
};

/** An address in `X-Forwarded-For`: some proxies add the port, and put an IPv6 address in brackets. */
const hopOf = (hop: string): string => canonical(hop.trim().replace(/^(?:\[([^\]]*)\]|(\d+(?:\.\d+){3}))(?::\d+)?$/, '$1$2'));

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Adds `address` or `network/bits` to a list; throws where it is neither. */
const add = (list: BlockList, entry: string): void => {
  const [address = '', bits] = entry.split('/');
  if (isIP(address) === 0) throw new TypeError(`not an address: ${entry}`);
  if (bits === undefined) list.addAddress(address, family(address));
  else if (/^\d{1,3}$/.test(bits)) list.addSubnet(address, Number(bits), family(address));
  else throw new TypeError(`not a network: ${entry}`);
};

/** Whether an address is one of these addresses or in one of these networks. Throws a TypeError or RangeError for an entry that is neither. */
export const networks = (entries: readonly string[]): ((address: string) => boolean) => {
  if (entries.length === 0) return () => false;
  const list = new BlockList();
  for (const entry of entries) add(list, entry);
  return (address) => isIP(address) !== 0 && list.check(address, family(address));
};

/** Whether an entry is an address or a network. */
export const isNetwork = (entry: string): boolean => {
  try {
    networks([entry]);
    return true;
  } catch {
    return false;
  }
};

/** The right-most address in `X-Forwarded-For` that is not a proxy of ours: what stands left of it, the client may have written itself. */
export const originOf = (headers: Headers, peer: string, trusted: (address: string) => boolean): Origin => {
  let address = canonical(peer);
  if (!trusted(address)) return { address, https: false };
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map(hopOf);
  for (const hop of hops.toReversed()) {
    if (isIP(hop) === 0) break;
    address = hop;
    if (!trusted(hop)) break;
  }
  return { address, https: headers.get('x-forwarded-proto')?.split(',').at(-1)?.trim().toLowerCase() === 'https' };
};
