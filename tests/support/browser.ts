import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { login, type Operation } from '#contract/index.ts';
import { openConnected } from './connected.ts';
import { startServer } from './server.ts';
import { startStandIn, type StandIn, type StandInOptions } from './upstream/stand-in.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

/** What a sound server cannot be asked for. `hang` never answers; `lost`: the server does it, the answer does not arrive; a number is a delay in milliseconds before the real answer. */
export type Fault = 'offline' | 'hang' | 'lost' | 'html' | 'half' | 'internal' | number;

/** The network of the page tests: every call reaches the real server, over an in-memory store. */
const network = setupServer();

interface Network {
  /** Makes the operation fail in this way until `mend` is called, or so many times. */
  readonly fault: (operation: Operation, fault: Fault, times?: number) => void;
  /** Ends all faults. */
  readonly mend: () => void;
  /** How often the page called the operation. */
  readonly calls: (operation: Operation) => number;
  /** A call of this browser that the page does not make: `sign up`, say. Throws unless it succeeds. */
  readonly act: (operation: Operation, request: unknown, headers?: Record<string, string>) => Promise<unknown>;
  /** Puts a cookie there, as another server on this host does. */
  readonly setCookie: (name: string, value: string) => void;
  /** Forgets the cookie, as closing a private window does. */
  readonly clearCookies: () => void;
}

export interface Browser extends Server, Network {
  /** Signs up and so logs this browser in. */
  readonly signUp: (account?: Partial<Account>) => Promise<Account & { user: string; workspace: string }>;
}

/** A browser at a page in front of a ClearML Server, in which Jane is logged in. */
export interface ConnectedBrowser extends Network {
  readonly clearml: StandIn;
  readonly close: () => Promise<void>;
}

export interface Account {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

let people = 0;

/** A browser at the address of a server: it keeps cookies as a browser does, and sends `origin` and `sec-fetch-site`. */
const connect = (app: Pick<Server['app'], 'fetch'>): Network => {
  const cookies = new Map<string, string>();
  const counts = new Map<string, number>();

  const send = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers);
    headers.set('origin', location.origin);
    headers.set('sec-fetch-site', 'same-origin');
    const anonymous = request.credentials === 'omit';
    if (cookies.size > 0 && !anonymous) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const body = request.method === 'GET' ? null : await request.arrayBuffer();
    const answer = await app.fetch(new Request(request.url, { method: request.method, headers, body }), { address: '127.0.0.1' });
    if (!anonymous) for (const cookie of answer.headers.getSetCookie()) keep(cookies, cookie);
    return answer;
  };

  const act: Network['act'] = async (operation, request, headers = {}) => {
    const url = new URL(`/api/${operation.name}`, location.origin);
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(request) };
    const answer = await send(new Request(url, init));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${operation.name}: ${text}`);
    return (JSON.parse(text) as { data: unknown }).data; // the envelope of the real server
  };

  const real = [
    http.all('*/api/*', ({ request }) => {
      const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return send(request);
    }),
    http.get('*/configuration.json', ({ request }) => send(request)),
    // the page itself, and ClearML's file server beside it, of which there is none
    http.head(`${location.origin}/`, () => new HttpResponse()),
    http.head(`http://${location.hostname}:8081/`, () => HttpResponse.error()),
  ];
  network.resetHandlers(...real);

  return {
    fault: (operation, fault, times = Number.POSITIVE_INFINITY) => {
      let left = times;
      network.use(
        http.post(`*/api/${operation.name}`, async ({ request }) => {
          if (left-- <= 0) return undefined; // the next handler answers: the real server
          counts.set(operation.name, (counts.get(operation.name) ?? 0) + 1);
          return broken(fault, () => send(request));
        }),
      );
    },
    mend: () => network.resetHandlers(...real),
    calls: (operation) => counts.get(operation.name) ?? 0,
    act,
    setCookie: (name, value) => void cookies.set(name, value),
    clearCookies: () => cookies.clear(),
  };
};

/** A server, and a browser that is at its address. */
export const openBrowser = async (settings: Parameters<typeof startServer>[0] = {}): Promise<Browser> => {
  const server = await startServer(settings);
  const own = connect(server.app);
  return {
    ...server,
    ...own,
    signUp: async (account = {}) => {
      const chosen = { email: `person${++people}@example.com`, password: 'violet harbour 42', name: 'Ada Sample', ...account };
      const answer = login.signupUser.response.parse(await own.act(login.signupUser, chosen));
      return { ...chosen, user: answer.user.id, workspace: answer.company.id };
    },
    close: async () => {
      network.resetHandlers();
      await server.close();
    },
  };
};

/** A ClearML Server with our page in front of it, and a browser that is there. */
export const openConnectedBrowser = async (options: StandInOptions = {}): Promise<ConnectedBrowser> => {
  const clearml = await startStandIn(options);
  const own = connect(openConnected({ apiUrl: clearml.url, webPair: options.webPair ?? null }).app);
  own.setCookie('clearml_token_basic', await clearml.token(options.mode === 'simple' ? 'Jane Doe' : 'jane'));
  return {
    ...own,
    clearml,
    close: async () => {
      network.resetHandlers();
      await clearml.close();
    },
  };
};

/** MSW itself, for `ui-setup.ts`, and for servers beside ours. */
export const networkOfTests = network;

const keep = (cookies: Map<string, string>, header: string): void => {
  const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const gone = attributes.some((attribute) => /^max-age=(?:0|-\d+)$/iu.test(attribute) || /^expires=.*\b1970\b/iu.test(attribute));
  if (gone) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
};

const broken = async (fault: Fault, real: () => Promise<Response>): Promise<Response> => {
  switch (fault) {
    case 'offline':
      return HttpResponse.error();
    case 'hang':
      return new Promise<Response>(() => undefined);
    case 'lost':
      await real();
      return HttpResponse.error();
    case 'html':
      return HttpResponse.html('<title>502 Bad Gateway</title>', { status: 502 });
    case 'half':
      return new HttpResponse('{"meta":{"id":"', { headers: { 'content-type': 'application/json' } });
    case 'internal':
      return HttpResponse.json(internal, { status: 500 });
    default:
      await new Promise((resolve) => setTimeout(resolve, fault));
      return real();
  }
};

const internal = {
  meta: {
    id: 'fault',
    trx: 'fault',
    endpoint: { name: 'fault', requested_version: '2.0', actual_version: '2.0' },
    result_code: 500,
    result_subcode: 0,
    result_msg: 'General error',
    error_data: { error: 'internal' },
  },
  data: {},
};
