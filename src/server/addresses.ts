import { BlockList, isIP } from 'node:net';

/** What a connection comes from, as far as configured proxies may tell. */
export interface Origin {
  /** of the client */
  readonly address: string;
  readonly https: boolean;
}

/** `::ffff:10.0.0.1` is 10.0.0.1 that arrived at an IPv6 socket. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

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
  let address = plain(peer);
  if (!trusted(address)) return { address, https: false };
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim().replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')));
  for (const hop of hops.toReversed()) {
    if (isIP(hop) === 0) break;
    address = hop;
    if (!trusted(hop)) break;
  }
  return { address, https: headers.get('x-forwarded-proto')?.split(',').at(-1)?.trim().toLowerCase() === 'https' };
};
