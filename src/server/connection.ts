import { networkOf, networks, originOf } from './addresses.ts';
import { readOffer, type Offer } from './authenticate.ts';
import { cookieName, readCookie } from './cookies.ts';
import type { Parts } from './handler.ts';
import { inert, inertName } from './inert.ts';

/** What a connection tells beside the request itself. */
export interface Peer {
  readonly address: string;
  /** the method as it was sent, where the listener had to change it */
  readonly method?: string;
  /** Ends the connection at once, so that what was sent so far is no whole answer. */
  readonly breakOff?: () => void;
}

/** A call inside this process. */
const nobody: Peer = { address: '127.0.0.1' };

/** Where a request comes from and what it brings to prove who sends it. */
export interface Connection {
  readonly request: Request;
  readonly method: string;
  /** canonical */
  readonly address: string;
  /** what limits count the address by */
  readonly network: string;
  /** as the peer's; a call inside this process has none */
  readonly breakOff: (() => void) | undefined;
  /** host and port that the request was sent to */
  readonly host: string;
  readonly secure: boolean;
  readonly cookie: { readonly name: string; readonly token: string | null };
  /** `Authorization`, else the cookie. Throws 401 where the header is malformed. */
  readonly offered: () => Offer | null;
  /** `X-Clearml-Worker`, else the address; inert, as it is kept and shown */
  readonly worker: string;
  readonly userAgent: string | null;
  /** where browsers reach the page, with a slash at the end */
  readonly webUrl: string;
}

/** Reads connections by the rules of `TRUSTED_PROXIES`, `PUBLIC_URL` and `COOKIE_NAME`. */
export const makeConnections = ({ settings }: Pick<Parts, 'settings'>): ((request: Request, peer?: Peer) => Connection) => {
  const trusted = networks(settings.trustedProxies);
  return (request, peer = nobody) => {
    const { headers } = request;
    const { address, https } = originOf(headers, peer.address, trusted);
    const secure = https || settings.publicUrl?.startsWith('https:') === true;
    const host = headers.get('host') ?? new URL(request.url).host;
    const name = cookieName(settings, secure);
    const token = readCookie(headers, name);
    return {
      request,
      method: peer.method ?? request.method,
      address,
      network: networkOf(address),
      breakOff: peer.breakOff,
      host,
      secure,
      cookie: { name, token },
      offered: () => readOffer(headers, token),
      worker: inertName(headers.get('x-clearml-worker') ?? headers.get('x-trains-worker') ?? address),
      userAgent: inert(headers.get('user-agent') ?? '').slice(0, 512) || null,
      webUrl: settings.publicUrl ?? `${secure ? 'https' : 'http'}://${host}/`,
    };
  };
};
